"""What there is to find in guidelines (portal/search/sources.py): statements, sections of chapters, guidelines.

An edition is found from its release until that of the next one; the index is told both moments beforehand.
"""

from collections import defaultdict

from django.db.models import Exists, Min, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone

from guidelines import sections
from guidelines.models import Chapter, Edition, Guideline, Wording
from guidelines.models.edition import HIDDEN, IN_ERROR
from guidelines.models.outcome import Outcome
from portal.search.sources import Entry, Labelled, Source


def _editions():
    """Editions that are current or scheduled, with the moment at which the next one takes over."""
    now = timezone.now()
    next_one = Edition.objects.filter(guideline=OuterRef("guideline"), number__gt=OuterRef("number"))
    next_one = next_one.sealed().exclude(IN_ERROR)
    ends = next_one.order_by("released_at").values("released_at")[:1]
    editions = Edition.objects.sealed().exclude(HIDDEN)
    editions = editions.annotate(until=Subquery(ends))
    return editions.filter(Q(until=None) | Q(until__gt=now)).order_by("pk")


def edition_stamps():
    facts = ["released_at", "until", "content_hash", "rendering_hash", "guideline__short_title", "guideline__slug"]
    return {pk: "|".join(map(str, rest)) for pk, *rest in _editions().values_list("pk", *facts)}


def edition_entries(keys):
    for edition in _editions().filter(pk__in=keys).select_related("guideline"):
        facts = {
            "guideline": Labelled(edition.guideline.slug, edition.guideline.short_title),
            "year": timezone.localtime(edition.released_at).year,
            "since": edition.released_at,
            "until": edition.until,
        }
        wordings = defaultdict(list)
        for wording in Wording.objects.filter(edition=edition).values(
            "chapter_id", "statement__key", "number", "title", "text"
        ):
            wordings[wording["chapter_id"]].append(wording)
        chapters = Chapter.objects.filter(edition=edition).order_by("position")
        for chapter in chapters.only("slug", "title", "html", "position").iterator(chunk_size=100):
            for entry in _chapter(edition, chapter, wordings[chapter.pk], facts):
                yield edition.pk, entry


def _chapter(edition, chapter, wordings, facts):
    slug = edition.guideline.slug
    facts = facts | {"chapter": Labelled(f"{slug}/{chapter.slug}", chapter.title)}
    parts = sections.cut(chapter.html)
    yield from _statements(slug, chapter, parts, wordings, facts)
    address = reverse("guidelines:chapter", args=[slug, chapter.slug])
    for part in parts:
        if part.id:
            place, target = chapter.title, f"{address}#{part.id}"
            yield Entry("chapter", part.title, target, text=part.text, hint="Section", place=place, **facts)
        else:
            hint, place = f"Chapter {chapter.position}", edition.guideline.short_title
            yield Entry("chapter", chapter.title, address, text=part.text, hint=hint, place=place, **facts)


def _statements(slug, chapter, parts, wordings, facts):
    around = {key: part for part in parts for key in part.statements}
    for wording in wordings:
        key = wording["statement__key"]
        part = around.get(key)
        yield Entry(
            "statement",
            wording["title"] or key,
            reverse("guidelines:statement", args=[slug, key]),
            text=wording["text"],
            hint=f"Statement {wording['number']}",
            place=chapter.title,
            also=key.replace("-", " "),
            around=f"{part.title} {part.text}" if part else "",
            number=wording["number"],
            **facts,
        )


def guideline_stamps():
    """The last moment of its own pages, and its first release, before which nobody sees it."""
    return {pk: f"{updated}|{since}" for pk, updated, since in _guidelines().values_list("pk", "updated_at", "since")}


def _guidelines():
    shown = Edition.objects.sealed().exclude(HIDDEN)
    later = shown.filter(guideline=OuterRef("guideline"), number__gt=OuterRef("number"))
    elsewhere = Edition.objects.filter(withdrawal__outcome=Outcome.REPLACED).filter(~Exists(later))
    found = Guideline.objects.exclude(pk__in=elsewhere.values("guideline"))
    return found.annotate(since=Min("editions__released_at", filter=Q(editions__in=shown))).exclude(since=None)


def guideline_entries(keys):
    for guideline in _guidelines().filter(pk__in=keys):
        text = sections.words(f"{guideline.standfirst} {guideline.introduction_html} {guideline.overview_html}")
        yield (
            guideline.pk,
            Entry(
                "guideline",
                guideline.name,
                guideline.get_absolute_url(),
                text=text,
                hint="Guideline",
                place=guideline.title,
                guideline=Labelled(guideline.slug, guideline.short_title),
                since=guideline.since,
            ),
        )


SOURCES = [
    Source("edition", edition_stamps, edition_entries),
    Source("guideline", guideline_stamps, guideline_entries),
]
