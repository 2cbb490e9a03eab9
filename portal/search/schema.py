"""The fields of the index and how their words are cut."""

import tantivy

VERSION = 3  # count up when fields, analysers or the making of entries change: the index is then made anew

TEXTS = ["title", "text", "all"]  # the last holds everything by which an entry is found
NAMES = ["kind", "guideline", "chapter", "number", "unit"]  # taken as they are
SHOWN = ["address", "hint", "place"]
MOMENTS = ["since", "until"]
ALWAYS, NEVER = 0, 2**40  # the first and the last second


def _analyser(*filters):
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    plain = [tantivy.Filter.remove_long(60), tantivy.Filter.lowercase(), tantivy.Filter.ascii_fold()]
    for each in [*plain, *filters]:
        builder = builder.filter(each)
    return builder.build()


PLAIN = _analyser()
STEMS = _analyser(tantivy.Filter.stemmer("english"))


def _schema():
    builder = tantivy.SchemaBuilder()
    for name in TEXTS:
        builder.add_text_field(name, stored=name in ("title", "text"), tokenizer_name="stems")
    builder.add_text_field("words", tokenizer_name="plain", index_option="basic")
    builder.add_text_field("title_words", tokenizer_name="plain")
    for name in NAMES:
        builder.add_text_field(name, stored=True, fast=name == "kind", tokenizer_name="raw", index_option="basic")
    for name in ["guideline_label", "chapter_label"]:
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for name in ["year", *MOMENTS]:
        builder.add_integer_field(name, stored=name == "year", indexed=True, fast=True)
    for name in ["phrases", "title_phrases"]:
        builder.add_text_field(name, tokenizer_name="raw", index_option="freq")
    builder.add_text_field("sample", tokenizer_name="raw", index_option="basic")
    builder.add_float_field("weight", fast=True)
    for name in SHOWN:
        builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


SCHEMA = _schema()


def opened(folder):
    """The index in that folder, made if there is none."""
    index = tantivy.Index(SCHEMA, path=str(folder), reuse=True)
    index.register_tokenizer("stems", STEMS)
    index.register_tokenizer("plain", PLAIN)
    index.config_reader("manual")
    return index
