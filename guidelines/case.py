"""An edition as a CASE 1.1 package: Competencies and Academic Standards Exchange, 1EdTech final release of 2024.

Identifiers follow from the content hash, so that the same edition has the same ones wherever it is served. A wording is
an item of its own: what says something else is another item, tied to the earlier one by `replacedBy`.
"""

from uuid import UUID, uuid5

from django.conf import settings
from django.urls import reverse

from guidelines import reading
from guidelines.models import Wording
from guidelines.models.change import Kind
from portal.api.operations import whole

SPACE = UUID("6f2a1a52-4f0d-5f3e-9a55-0b6c5d1c7a10")
SAME = {Kind.UNCHANGED, Kind.MOVED}


_hashes = {}  # {identifier of a document: the content hash it was made from}; true for ever


def document_id(edition):
    return _document_id(edition.content_hash)


def _document_id(content_hash):
    return str(uuid5(SPACE, f"document:{content_hash}"))


def of_document(editions, identifier):
    """The one of these editions that has this identifier, if any; they are gone through for an unknown one only."""
    if identifier not in _hashes:
        _hashes.update({_document_id(each): each for each in editions.values_list("content_hash", flat=True)})
    return editions.filter(content_hash=_hashes.get(identifier, ""))


def package_address(edition):
    return whole(f"/api/v1/ims/case/v1p1/CFPackages/{document_id(edition)}")


def item_id(edition, key):
    return str(uuid5(SPACE, f"item:{edition.content_hash}:{key}"))


def _time(moment):
    return moment.isoformat(timespec="seconds")


def document(edition, later=None):
    """The CFDocument; `later` is the edition that took over from it."""
    facts = {
        "identifier": document_id(edition),
        "uri": whole(edition.get_absolute_url()),
        "frameworkType": "Professional guideline",
        "caseVersion": "1.1",
        "creator": settings.PUBLISHER,
        "publisher": settings.PUBLISHER,
        "title": edition.guideline.title,
        "description": edition.guideline.standfirst,
        "officialSourceURL": whole(edition.get_absolute_url()),
        "language": "en-GB",
        "version": str(edition.number),
        "adoptionStatus": "Deprecated" if later or hasattr(edition, "withdrawal") else "Adopted",
        "statusStartDate": edition.released_at.date().isoformat(),
        "lastChangeDateTime": _time(later.released_at if later else edition.released_at),
    }
    return facts | ({"statusEndDate": later.released_at.date().isoformat()} if later else {})


def listed(edition, later=None):
    """The CFDocument as a list of documents has it, with the address of its package."""
    link = {"title": str(edition), "identifier": document_id(edition), "uri": package_address(edition)}
    return document(edition, later) | {"CFPackageURI": link}


def package(edition, later=None):
    """Everything of an edition. Five queries, whatever its size."""
    wordings = list(_wordings(edition))
    chapters = list(edition.chapters.order_by("position").only("slug", "title", "key", "edition_id"))
    previous = edition.previous
    before = {wording.statement_id: wording for wording in _wordings(previous)} if previous else {}
    changes = list(reading.changes().filter(edition=edition))
    parts = _children(edition, chapters, wordings)
    lines = _replacements(edition, previous, wordings, before, changes) if previous else []
    return {
        "CFDocument": document(edition, later),
        "CFItems": [_chapter(edition, chapter) for chapter in chapters] + [_item(edition, each) for each in wordings],
        "CFAssociations": [*parts, *lines],
    }


def _wordings(edition):
    wordings = Wording.objects.filter(edition=edition).select_related("statement", "chapter").order_by("position")
    return wordings.only("number", "title", "text", "position", "statement__key", "chapter__slug", "chapter__key")


def _item(edition, wording):
    return {
        "identifier": item_id(edition, wording.statement.key),
        "uri": _statement_address(edition, wording.statement.key),
        "fullStatement": wording.text,
        "abbreviatedStatement": wording.name,
        "alternativeLabel": wording.statement.key,
        "humanCodingScheme": wording.number,
        "listEnumeration": wording.number.rpartition(".")[2],
        "CFItemType": "Statement",
        "language": "en-GB",
        "lastChangeDateTime": _time(edition.released_at),
    }


def _chapter(edition, chapter):
    return {
        "identifier": item_id(edition, f"chapter:{chapter.key}"),
        "uri": _chapter_address(edition, chapter),
        "fullStatement": chapter.title,
        "CFItemType": "Chapter",
        "language": "en-GB",
        "lastChangeDateTime": _time(edition.released_at),
    }


def _children(edition, chapters, wordings):
    """isChildOf: statements of chapters, chapters of the document, in order."""
    whole = _document_node(edition)
    for place, chapter in enumerate(chapters, start=1):
        yield _association(edition, "isChildOf", _chapter_node(edition, chapter), whole, place)
    for wording in wordings:
        node, above = _statement_node(edition, wording), _chapter_node(edition, wording.chapter)
        yield _association(edition, "isChildOf", node, above, wording.position)


def _replacements(edition, previous, wordings, before, changes):
    """What became of the edition before: the whole, each statement that says something else, and each removed one."""
    now = {wording.statement_id: wording for wording in wordings}
    yield _association(edition, "replacedBy", _document_node(previous), _document_node(edition))
    for change in changes:
        old = before.get(change.statement_id)
        heirs = [change.statement_id] if change.statement_id in now else [heir.pk for heir in change.successors.all()]
        kind = "exactMatchOf" if change.kind in SAME else "replacedBy"
        for heir in heirs if old else ():
            if heir in now:
                ends = _statement_node(previous, old), _statement_node(edition, now[heir])
                yield _association(edition, kind, *ends, notes=change.said.reason)


def _association(edition, kind, origin, destination, place=None, notes=""):
    identifier = uuid5(SPACE, f"{kind}:{origin['identifier']}:{destination['identifier']}")
    facts = {
        "identifier": str(identifier),
        "associationType": kind,
        "uri": f"{package_address(edition)}#{identifier}",
        "originNodeURI": origin,
        "destinationNodeURI": destination,
        "lastChangeDateTime": _time(edition.released_at),
    }
    if place is not None:
        facts["sequenceNumber"] = place
    return facts | ({"notes": notes} if notes else {})


def _node(title, identifier, address):
    return {"title": title, "identifier": identifier, "uri": address, "targetType": "CASE"}


def _document_node(edition):
    return _node(edition.guideline.title, document_id(edition), whole(edition.get_absolute_url()))


def _statement_node(edition, wording):
    key = wording.statement.key
    return _node(wording.name, item_id(edition, key), _statement_address(edition, key))


def _chapter_node(edition, chapter):
    return _node(chapter.slug, item_id(edition, f"chapter:{chapter.key}"), _chapter_address(edition, chapter))


def _statement_address(edition, key):
    return whole(reverse("guidelines:pinned_statement", args=[edition.guideline.slug, edition.number, key]))


def _chapter_address(edition, chapter):
    return whole(reverse("guidelines:pinned_chapter", args=[edition.guideline.slug, edition.number, chapter.slug]))
