"""From an Entry to what the index keeps of it."""

import tantivy

from portal.search import sampling, schema, wording

WEIGHT = {"statement": 2.0, "guideline": 1.1, "chapter": 1.05}  # how many times as good as an entry of another kind


def document(unit, entry):
    """What the index keeps of an entry."""
    everything = " ".join([entry.title, entry.text, entry.also, entry.place, entry.around])
    facts = {
        "unit": unit,
        "kind": entry.kind,
        "title": entry.title,
        "text": entry.text,
        "all": everything,
        "place": entry.place,
        "hint": entry.hint,
        "address": entry.address,
        "number": entry.number,
        "words": everything,
        "title_words": entry.title,
        "since": int(entry.since.timestamp()) if entry.since else schema.ALWAYS,
        "until": int(entry.until.timestamp()) if entry.until else schema.NEVER,
    }
    document = tantivy.Document()
    document.add_float("weight", 2 ** WEIGHT.get(entry.kind, 1.0) - 2)  # Tantivy multiplies by log2(2 + this)
    if entry.year:
        facts["year"] = entry.year
    for name, text in {"phrases": everything, "title_phrases": entry.title}.items():
        for phrase in wording.phrases(text):
            document.add_text(name, phrase)
    for level in sampling.levels(entry.address):
        document.add_text("sample", str(level))
    for name in ["guideline", "chapter"]:
        if labelled := getattr(entry, name):
            facts |= {name: labelled.value, f"{name}_label": f"{labelled.value}\t{labelled.name}"}
    for name, fact in facts.items():
        (document.add_integer if isinstance(fact, int) else document.add_text)(name, fact)
    return document
