"""What guidelines hold that readers meet now or will meet: texts of current editions and of drafts."""

from functools import partial

from django.db.models import Q
from django.urls import reverse

from guidelines.models import Change, Chapter, Correction, Edition, Guideline
from portal.written import Written


def everything():
    """Every Written of guidelines, of their current editions and of their drafts. Six queries."""
    live = Edition.objects.filter(Q(pk__in=Edition.objects.current().values("pk")) | Q(released_at=None))
    editions = {edition.pk: edition for edition in live.select_related("guideline").defer("contents", "summary_html")}
    yield from _guidelines()
    for edition in editions.values():
        yield Written(f"“What is new” of {_called(edition)}", _edit("edition", edition.pk), edition.summary)
    chapters = Chapter.objects.filter(edition__in=editions).only("title", "position", "body", "edition_id")
    for chapter in chapters.order_by("edition", "position"):
        edition = editions[chapter.edition_id]
        name = f"Chapter “{chapter.title}” of {_called(edition)}"
        yield Written(name, _edit("chapter", chapter.pk), chapter.body, own=partial(address, edition.guideline.slug))
    yield from _explanations(editions)


def _guidelines():
    for guideline in Guideline.objects.only("name", "introduction", "overview"):
        for part, name in {"introduction": "The landing page", "overview": "The page"}.items():
            text = getattr(guideline, part)
            yield Written(f"{name} of {guideline.name}", _edit("guideline", guideline.pk), text)


def _explanations(editions):
    changes = Change.objects.filter(edition__in=editions).filter(~Q(evidence="") | Q(kind=Change.Kind.REMOVED))
    corrected = dict(Correction.objects.filter(change__in=changes).order_by("pk").values_list("change", "evidence"))
    for change in changes.select_related("statement").prefetch_related("successors"):
        edition = editions[change.edition_id]
        name = f"The explanation of “{change.statement.key}” in {_called(edition)}"
        slug = edition.guideline.slug
        successors = tuple(address(slug, "statement", successor.key) for successor in change.successors.all())
        page = "edition_changes" if edition.is_draft else "edition_corrections"
        place = reverse(f"admin:guidelines_{page}", args=[edition.pk]) + f"?at={change.statement.key}"
        yield Written(name, place, corrected.get(change.pk, change.evidence), links=successors)


def address(guideline, scheme, name):
    """Where `statement:key` and `chapter:slug#anchor` lead in that guideline's current edition, or None."""
    if scheme == "statement":
        return f"/guidelines/{guideline}/statements/{name}/"
    if scheme == "chapter":
        slug, hash_sign, anchor = name.partition("#")
        return f"/guidelines/{guideline}/chapters/{slug}/{hash_sign}{anchor}"
    return None


def _called(edition):
    return f"{edition}{' (draft)' if edition.is_draft else ''}"


def _edit(thing, pk):
    return reverse(f"admin:guidelines_{thing}_change", args=[pk])
