"""What stops a release: everything wrong with a draft, said at once in an editor's words.

A heading jump stops it too: the contents list, screen readers and the tagged PDF all stand on the levels.
"""

from urllib.parse import urlsplit

from django import urls

from guidelines.models import Edition, Wording
from guidelines.models.change import SUBSTANCE, Kind
from guidelines.models.edition import HIDDEN
from portal import links, markdown, published

from .finding import Finding

INTERNAL = ("statement", "chapter", "document")
LONGEST_TITLE = Wording._meta.get_field("title").max_length


def findings(draft, *, elsewhere=False):
    """Everything that stops this draft from being released, in reading order.

    `elsewhere` leaves out links to what another portal had beside this text.
    """
    found = [*_summary(draft, elsewhere), *_chapters(draft), *_statements(draft), *_links(draft, elsewhere)]
    return [*found, *_changes(draft), *_evidence(draft, elsewhere)]


def _summary(draft, elsewhere):
    document = markdown.parse(draft.edition.summary)
    resolve = links.resolver(document)
    for finding in document.findings:
        yield Finding(f"In “What is new”: {finding.message}")
    for link in document.links:
        if _is_dead(link.target, resolve, elsewhere):
            yield Finding(f"In “What is new”: The link “{link.text}” to {link.target} leads nowhere.")


def _chapters(draft):
    if not draft.chapters:
        yield Finding("This edition has no chapter yet.")
    for chapter in draft.chapters:
        document = draft.documents[chapter.pk]
        if not document.words:
            yield Finding("This chapter is empty.", chapter)
        if _pinned_length(chapter, document) > markdown.MAX_LENGTH:
            yield Finding("This chapter is too long: divide it into several.", chapter)
        for finding in document.findings:
            yield Finding(finding.message, chapter, finding.line)


def _pinned_length(chapter, document):
    """The most characters that the text has once a release gave its headings their ids, ` {#id}`."""
    return len(chapter.body) + sum(len(heading.id) + len(" {#}") for heading in document.headings)


def _statements(draft):
    first_chapter = {}
    retired = _retired_keys(draft)
    for placed in draft.placed:
        key, where = placed.statement.key, (placed.chapter, placed.statement.line, placed.statement.key)
        # A key repeated within one chapter is among that text's own findings.
        if key and first_chapter.setdefault(key, placed.chapter.pk) != placed.chapter.pk:
            yield Finding(f"The key “{key}” is used twice; give one of the statements a fresh key.", *where)
        if len(placed.statement.title) > LONGEST_TITLE:
            yield Finding(f"The title of “{key}” is longer than {LONGEST_TITLE} characters. Shorten it.", *where)
        if key in retired:
            yield Finding(f"The key “{key}” belonged to a statement that was removed; keys are never reused.", *where)


def _retired_keys(draft):
    """Keys of earlier editions which the edition before no longer has; what was withdrawn with its text may return."""
    others = Edition.objects.filter(guideline=draft.edition.guideline_id).exclude(pk=draft.edition.pk).exclude(HIDDEN)
    earlier = Wording.objects.filter(edition__in=others)
    return set(earlier.values_list("statement__key", flat=True)) - set(draft.before)


def _links(draft, elsewhere):
    for chapter in draft.chapters:
        for link in draft.documents[chapter.pk].links:
            if _is_dead(link.target, draft.resolve, elsewhere):
                yield Finding(f"The link “{link.text}” to {link.target} leads nowhere.", chapter, link.line)


def _is_dead(target, resolve, elsewhere):
    scheme, _, rest = target.partition(":")
    if elsewhere and (scheme == "document" or target.startswith("/")):
        return False
    if scheme in INTERNAL:
        return resolve(scheme, rest) is None
    try:
        parts = urlsplit(target)
    except ValueError:  # brackets where no address has any
        return True
    if target.startswith("/"):
        return not _is_an_address(parts.path)
    return not target.startswith("#") and not parts.scheme


def _is_an_address(path):
    """Whether readers will find something there; chapters and statements may come with this very release."""
    try:
        match = urls.resolve(path)
    except urls.Resolver404:
        return False
    return match.namespace != "resources" or published.is_there(path)


def _changes(draft):
    if draft.previous is None:
        return
    for key, kind in draft.kinds.items():
        if kind not in SUBSTANCE:
            continue
        said = draft.explanations.get(key)
        missing = [words for field, words in EXPLAINED.items() if not (said and getattr(said, field).strip())]
        if missing:
            yield Finding(f"“{key}” is {kind.label.lower()}: say {_joined(missing)}.", key=key)
        if kind == Kind.REMOVED:
            yield from _succession(draft, key, said)


EXPLAINED = {"reason": "why", "evidence": "on what evidence", "what_to_do": "what educators should do"}


def _succession(draft, key, said):
    successors = [successor.key for successor in said.successors.all()] if said else []
    if not successors and not (said and said.has_no_successor):
        yield Finding(f"“{key}” is removed: name what takes its place, or say that nothing does.", key=key)
    if successors and said.has_no_successor:
        yield Finding(f"“{key}” is removed: it names a successor and says that there is none.", key=key)
    for successor in successors:
        if successor not in draft.by_key:
            yield Finding(f"“{key}” is replaced by “{successor}”, which this edition does not have.", key=key)


def _evidence(draft, elsewhere):
    """Dead links in what is said of changes. One query for each kind of link by name."""
    texts = {key: change.evidence for key, change in draft.explanations.items() if draft.kinds.get(key) in SUBSTANCE}
    documents = {key: markdown.read(text) for key, text in texts.items() if "](" in text}
    resolve = links.resolver(*documents.values())
    for key, document in documents.items():
        for link in document.links:
            if _is_dead(link.target, resolve, elsewhere):
                message = f"In the evidence for “{key}”: The link “{link.text}” to {link.target} leads nowhere."
                yield Finding(message, key=key)


def _joined(words):
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
