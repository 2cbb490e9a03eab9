"""What guidelines ask of somebody at the desk: drafts, reviews, releases to come, chapters to be read again."""

from django.db.models import Exists, OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from guidelines import preflight, progress
from guidelines.draft import Draft
from guidelines.models import Care, Chapter, Edition, Guideline, Release
from guidelines.progress import State
from portal import markdown
from portal.cards import Card, Line
from portal.counted import counted

MOST_READ = 5  # drafts whose text is read for this page; the others only say that they are drafts
MOST_CHAPTERS = 10
MOST_GUIDELINES = 20


def cards(user):
    """Four cards for who may look at editions."""
    if not user.has_perm("guidelines.view_edition"):
        return []
    draft = Edition.objects.drafts().filter(guideline=OuterRef("pk"))
    guidelines = Guideline.objects.annotate(has_draft=Exists(draft)).order_by("-has_draft", "name").only("name")
    guidelines = list(guidelines[: MOST_GUIDELINES + 1])
    drafts = Edition.objects.drafts().filter(guideline__in=guidelines[:MOST_GUIDELINES])
    drafts = list(drafts.select_related("guideline").order_by("guideline__name"))
    read = [_Read(draft) for draft in drafts[:MOST_READ]]
    return [
        Card(
            "Guidelines",
            list(_guidelines(guidelines, drafts, read, user)),
            nothing="There is no guideline yet: add the first one below.",
        ),
        Card("Waiting for a second person", [*_reviews(read), *_unapproved()], nothing="Nothing waits for a review."),
        Card("Scheduled", list(_scheduled()), nothing="No release is scheduled."),
        Card("Chapters to be reviewed", list(_overdue(user)), nothing="No chapter is past its review date."),
    ]


class _Read:
    """A draft as far as the cards speak of it."""

    def __init__(self, edition):
        draft = Draft(edition, parse=markdown.read)
        self.edition, self.stops = edition, len(preflight.findings(draft))
        self.progress = progress.of(draft)

    @property
    def note(self):
        mend = f"{counted(self.stops, 'thing')} to mend before the release"
        return f"{self.progress.state.label.lower()}; {mend if self.stops else 'nothing stops a release'}"


def _guidelines(guidelines, drafts, read, user):
    """Those with a draft first; all of them while they are few."""
    by_guideline = {edition.guideline_id: edition for edition in drafts}
    notes = {each.edition.pk: each for each in read}
    current = dict(Edition.objects.current().filter(guideline__in=guidelines).values_list("guideline", "number"))
    for guideline in guidelines[:MOST_GUIDELINES]:
        edition = by_guideline.get(guideline.pk)
        stands = f"Edition {current[guideline.pk]} is current." if guideline.pk in current else "Nothing is public yet."
        about = notes.get(edition.pk) if edition else None
        if edition:
            note = f"{stands} Edition {edition.number}: {about.note if about else 'draft'}."
        else:
            note = f"{stands} No draft."
        yield Line(
            guideline.name,
            _at("guideline_change", guideline.pk),
            note,
            needs_you=bool(about and about.stops),
            links=_ways(guideline, edition, user),
        )
    if len(guidelines) > MOST_GUIDELINES:
        yield Line("All guidelines", reverse("admin:guidelines_guideline_changelist"))


def _ways(guideline, edition, user):
    """From a guideline to its draft, chapters, history and release, a click each."""
    ways = []
    if edition:
        ways += [
            ("Draft", _at("edition_change", edition.pk)),
            ("Chapters", _at("edition_change", edition.pk, "#chapters")),
        ]
        ways += [("Check", _at("edition_check", edition.pk))]
        if user.has_perm("guidelines.release_edition"):
            ways += [("Release", _at("edition_release", edition.pk))]
    elif user.has_perm("guidelines.add_edition"):
        ways += [("Start the next draft", _at("guideline_change", guideline.pk))]
    return [
        *ways,
        ("Editions", reverse("admin:guidelines_edition_changelist") + f"?guideline__id__exact={guideline.pk}"),
    ]


def _reviews(read):
    for each in read:
        page, review, asked = _at("edition_review", each.edition.pk), each.progress.review, each.progress.asked
        if each.progress.state == State.IN_REVIEW and review:
            yield Line(str(each.edition), page, f"{review.who} asked for a review.", needs_you=True)
        elif each.progress.state == State.CHANGES and asked:
            yield Line(str(each.edition), page, f"{asked.who} asked for changes.", needs_you=True)
        elif each.progress.dropped:
            yield Line(str(each.edition), page, "The text changed after its approval.", needs_you=True)
        elif each.progress.state == State.APPROVED:
            yield Line(str(each.edition), _at("edition_release", each.edition.pk), "Approved: it may be released.")


def _unapproved():
    for release in Release.objects.unapproved().select_related("edition__guideline")[:MOST_CHAPTERS]:
        page = _at("edition_change", release.edition_id)
        yield Line(
            str(release.edition), page, "Released without approval: nobody has approved it since.", needs_you=True
        )


def _scheduled():
    for edition in Edition.objects.scheduled().select_related("guideline").order_by("released_at")[:MOST_CHAPTERS]:
        at = date_format(timezone.localtime(edition.released_at), "j F Y, H:i")
        yield Line(str(edition), _at("edition_change", edition.pk), f"becomes public on {at} (Europe/London).")


def _overdue(user):
    """Chapters that readers have and whose next review is past, this person's own first."""
    chapter = Chapter.objects.current().filter(key=OuterRef("chapter_key"), edition__guideline=OuterRef("guideline"))
    late = Care.objects.current().filter(next_review_on__lt=timezone.localdate()).select_related("guideline", "owner")
    late = late.annotate(title=Subquery(chapter.values("title")[:1]), pk_now=Subquery(chapter.values("pk")[:1]))
    found = sorted(late.order_by("next_review_on"), key=lambda care: care.owner_id != user.pk)
    for care in found[:MOST_CHAPTERS]:
        whose = "Yours. " if care.owner_id == user.pk else f"{care.owner}. " if care.owner else ""
        due = date_format(care.next_review_on, "j F Y")
        note = f"{whose or 'Nobody is reminded. '}Due on {due}. {care.guideline}"
        yield Line(care.title, _at("chapter_care", care.pk_now), note, needs_you=care.owner_id == user.pk)
    more = len(found) - MOST_CHAPTERS
    words = f"{more} more" if more > 0 else "All chapters and their reviews"
    yield Line(words, reverse("admin:guidelines_chapter_due"))


def _at(name, pk, anchor=""):
    return reverse(f"admin:guidelines_{name}", args=[pk]) + anchor
