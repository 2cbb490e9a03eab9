"""What a reader's page shows, fetched in as few queries as can be and without the columns that it does not show."""

from django.db.models import Count, DateTimeField, F, OuterRef, Prefetch, Q, SlugField, Subquery
from django.db.models.functions import Left
from django.utils import timezone

from guidelines.models import Change, Chapter, Edition, Guideline, Statement, Wording
from guidelines.models.care import care_of, last_reviewed
from guidelines.models.change import Kind
from guidelines.models.edition import HIDDEN
from portal.markdown import audience
from portal.prepared import prepared

GUIDELINE = ["slug", "name", "title", "short_title", "notice"]
EDITION = ["number", "released_at", "contents", "rendering_hash"]


def current_number(guideline, at=None):
    """The number of the edition that stands at that moment, of the guideline which that expression names, or None."""
    return Subquery(Edition.objects.current(at).filter(guideline=guideline).values("number"))


def previous_number(edition=""):
    """The number of the edition with which readers compare this one: the last before it that they may read, or None."""
    earlier = {"guideline": OuterRef(f"{edition}guideline"), "number__lt": OuterRef(f"{edition}number")}
    readable = Edition.objects.sealed().exclude(HIDDEN)  # what came before a public one is public
    return Subquery(readable.filter(**earlier).order_by("-number").values("number")[:1])


def editions():
    """Editions the public may read, with their guideline, the number of its current edition and of the one before."""
    found = Edition.objects.released().select_related("guideline", "withdrawal")
    return found.annotate(current_number=current_number(OuterRef("guideline")), previous_number=previous_number())


def in_line():
    """As editions(), with those hidden ones whose changes lead to what the public reads."""
    found = Edition.objects.in_line().select_related("guideline", "withdrawal")
    return found.annotate(current_number=current_number(OuterRef("guideline")), previous_number=previous_number())


def current_edition(guideline):
    """The edition of the guideline with that slug which stands today; empty when nothing is public."""
    return editions().filter(guideline__slug=guideline, number=F("current_number"))[:1]


# Put together once: the chapter page is the one that everybody opens.
_CHAPTERS = (
    Chapter.objects.select_related("edition__guideline", "edition__withdrawal")
    .only(
        *["slug", "key", "title", "html", "contents", "words", "reviewed_on"],
        *[f"edition__{name}" for name in EDITION],
        *[f"edition__guideline__{name}" for name in GUIDELINE],
        *["edition__withdrawal__outcome", "edition__withdrawal__reason", "edition__withdrawal__made_at"],
    )
    .annotate(opening=Left("text", 200))
    .annotate(changed_number=F("changed_in__number"), changed_at=F("changed_in__released_at"))
    .annotate(last_reviewed=last_reviewed(), next_review_on=care_of("next_review_on"))
    .annotate(previous_number=previous_number("edition__"))
)


def current_chapter(guideline, slug):
    """That chapter of the edition that stands today, or None. One query."""
    return next(iter(_current_chapter(guideline=guideline, slug=slug, at=timezone.now())), None)


@prepared(guideline=SlugField(), slug=SlugField(), at=DateTimeField())
def _current_chapter(guideline, slug, at):
    number = current_number(OuterRef("edition__guideline"), at)
    return _CHAPTERS.filter(edition__guideline__slug=guideline, slug=slug, edition__number=number)


def pinned_chapter(guideline, number, slug):
    """That chapter of a released edition, whose edition knows the number of the current one."""
    chapters = _CHAPTERS.released().filter(edition__guideline__slug=guideline, edition__number=number, slug=slug)
    return chapters.annotate(current_number=current_number(OuterRef("edition__guideline")))


def slug_today(chapter):
    """Where the current edition has this chapter: its slug there, or None when it is gone."""
    same = Chapter.objects.current().filter(key=chapter.key, edition__guideline=chapter.edition.guideline_id)
    return same.values_list("slug", flat=True).first()


def wordings():
    """Wordings of released editions, each with its edition, chapter and statement."""
    related = [
        "edition__number",
        "edition__released_at",
        "chapter__key",
        "chapter__slug",
        "chapter__title",
        "chapter__position",
    ]
    shown = ["number", "position", "title", "professions", "html", "text", "statement__key", "statement__guideline"]
    return Wording.objects.released().select_related("edition", "chapter", "statement").only(*shown, *related)


def professions(edition):
    """Every profession that a statement of this edition is for, in alphabetical order. One query."""
    named = Wording.objects.filter(edition=edition).exclude(professions="").values_list("professions", flat=True)
    return sorted({name for names in named.distinct().order_by() for name in audience.names(names)})


def changes():
    """Changes of released editions with their edition, statement and successors, as the statements are called."""
    return (
        Change.objects.filter(Edition.objects.in_line().holding())
        .select_related("edition", "statement")
        .defer("edition__contents", "edition__summary", "edition__summary_html")
        .prefetch_related(Prefetch("successors", Statement.objects.annotate(**called())), "corrections")
    )


def called(statement="pk"):
    """What a statement is called today or was called last: `latest_number` and `latest_title`.

    And `removed_in`, the number of the edition that removed it, if one did.
    """
    removed = Change.objects.filter(statement=OuterRef(statement), kind=Kind.REMOVED)
    removed = removed.filter(Edition.objects.in_line().holding())
    latest = Wording.objects.released().filter(statement=OuterRef(statement)).order_by("-edition__number")
    return {
        "latest_number": Subquery(latest.values("number")[:1]),
        "latest_title": Subquery(latest.values("title")[:1]),
        "removed_in": Subquery(removed.order_by("-edition__number").values("edition__number")[:1]),
    }


def counts():
    """How many statements of an edition are new, amended, clarified, moved and removed: `new_count` and so on."""
    kinds = [kind for kind in Kind if kind != Kind.UNCHANGED]
    return {f"{kind}_count": Count("changes", filter=Q(changes__kind=kind)) for kind in kinds}


def guidelines():
    """Public guidelines with the facts of their current edition."""
    edition = Edition.objects.current().filter(guideline=OuterRef("pk"))
    return Guideline.objects.public().annotate(
        current_number=Subquery(edition.values("number")), released_at=Subquery(edition.values("released_at"))
    )
