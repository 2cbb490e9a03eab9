"""Guidelines as they stand today; pinned editions point to these by their canonical address."""

from django.db.models import Max
from django.urls import reverse

from guidelines.models import Chapter, Edition, Guideline, Wording
from portal.sitemaps import PublicSitemap, latest

PARTS_OF_EDITIONS = {"chapter": (Chapter, "slug"), "statement": (Wording, "statement__key")}


class Guidelines(PublicSitemap):
    """Each part has all of a few guidelines, by their primary keys: it changes when one of these does."""

    guidelines_each = 8  # of about a hundred addresses

    def parts(self):
        last, updated = (Guideline.objects.aggregate(last=Max(field))["last"] for field in ["pk", "updated_at"])
        released = Edition.objects.released().order_by("-released_at").values_list("released_at", flat=True).first()
        return range(1, (last or 0) // self.guidelines_each + 2) if released else [], latest([updated, released])

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
