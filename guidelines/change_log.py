"""The change log of a guideline: what each released edition changed, why, and what to do."""

from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from django.db.models import OuterRef, Subquery
from django.urls import reverse

from guidelines import evidence, reading
from guidelines.models import Change, Edition, Wording
from guidelines.models.change import TOLD, Kind


@dataclass
class Entry:
    """What an edition did with one statement, which is called as it was called then."""

    edition: Edition
    change: Change
    number: str
    title: str
    evidence: str = ""

    @property
    def key(self):
        return self.change.statement.key

    @property
    def name(self):
        return self.title or self.key

    @property
    def id(self):
        """The same for ever, at whatever address the portal lives: made of the edition's hash and the key."""
        return uuid5(NAMESPACE_URL, f"{self.edition.content_hash}/{self.key}").urn

    @property
    def address(self):
        guideline = self.edition.guideline.slug
        if self.change.kind == Kind.REMOVED:
            return reverse("guidelines:statement", args=[guideline, self.key])
        return reverse("guidelines:pinned_statement", args=[guideline, self.edition.number, self.key])


@dataclass
class Logged:
    """An edition with its entries; the first edition has none, since all of it was new."""

    edition: Edition
    entries: list

    @property
    def id(self):
        return uuid5(NAMESPACE_URL, self.edition.content_hash).urn

    @property
    def counts(self):
        """[(kind, how many)] in the order that matters."""
        kinds = [entry.change.kind for entry in self.entries]
        return [(kind, kinds.count(kind)) for kind in TOLD if kind in kinds]


def releases(editions):
    """A Logged for each of these editions, in their order. Four queries, however many."""
    told = [edition for edition in editions if not edition.is_first]
    then = Wording.objects.filter(statement=OuterRef("statement"), edition__number__lte=OuterRef("edition__number"))
    then = then.order_by("-edition__number")
    changes = list(
        reading.changes()
        .filter(edition__in=[edition.pk for edition in told])
        .exclude(kind=Kind.UNCHANGED)
        .annotate(number=Subquery(then.values("number")[:1]), title=Subquery(then.values("title")[:1]))
        .annotate(place=Subquery(then.values("position")[:1]))
    )
    by_edition = {edition.pk: Logged(edition, []) for edition in editions}
    for change in sorted(changes, key=lambda one: (TOLD.index(one.kind), one.place)):
        release = by_edition[change.edition_id]
        release.entries.append(Entry(release.edition, change, change.number, change.title))
    evidence.add_to([entry for release in by_edition.values() for entry in release.entries])
    return list(by_edition.values())
