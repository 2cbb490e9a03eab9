"""Guidelines as they stand today; pinned editions point to these by their canonical address."""

from django.db.models import F
from django.urls import reverse

from guidelines.models import Chapter, Edition, Guideline, Wording
from portal.sitemaps import PublicSitemap, last_of

PARTS_OF_EDITIONS = {"chapter": (Chapter, "slug"), "statement": (Wording, "statement__key")}


class Guidelines(PublicSitemap):
    """Each part has all of a few guidelines, by their primary keys: those before it need not be counted."""

    guidelines_each = 8  # of about a hundred addresses

    def parts(self):
        numbered = Edition.objects.released().annotate(part=F("guideline") / self.guidelines_each + 1)
        parts = numbered.order_by("part").values_list("part", flat=True).distinct()
        changes = [("released_at", Edition.objects.released()), ("updated_at", Guideline.objects.public())]
        moments = [rows.order_by(f"-{name}").values_list(name, flat=True).first() for name, rows in changes]
        return list(parts), last_of(moments)

    def part(self, number):
        """(URL name, its arguments, last change) of every address."""
        first = (number - 1) * self.guidelines_each
        within = Edition.objects.current().filter(guideline__pk__range=(first, first + self.guidelines_each - 1))
        editions = {edition.pk: edition for edition in within.select_related("guideline").order_by("guideline")}
        for edition in editions.values():
            changed = max(edition.guideline.updated_at, edition.released_at)
            yield "guidelines:guideline", [edition.guideline.slug], changed
        for page, (model, name) in PARTS_OF_EDITIONS.items():
            for edition, each in model.objects.filter(edition__in=editions).order_by("pk").values_list("edition", name):
                yield f"guidelines:{page}", [editions[edition].guideline.slug, each], editions[edition].released_at

    def location(self, row):
        return reverse(row[0], args=row[1])

    def lastmod(self, row):
        return row[2]


SITEMAPS = {"guidelines": Guidelines}
