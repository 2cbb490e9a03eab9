"""Guidelines as they stand today; pinned editions point to these by their canonical address."""

from django.db.models import Max
from django.urls import reverse

from guidelines import reading
from guidelines.models import Chapter, Edition, Wording
from portal.sitemaps import PublicSitemap


class Guidelines(PublicSitemap):
    latest = ["updated_at", "released_at"]

    def items(self):
        return reading.guidelines()

    def lastmod(self, guideline):
        return max(guideline.updated_at, guideline.released_at)


class PartsOfEditions(PublicSitemap):
    """All rows of that model in current editions: they are looked up by edition, since there are many of each."""

    model, name, page = None, "", ""

    def _rows(self):
        return self.model.objects.filter(edition__in=Edition.objects.current())

    def items(self):
        rows = self._rows().order_by("pk")
        return rows.values_list("edition__guideline__slug", self.name, "edition__released_at")

    def number(self):
        return self._rows().count()

    def get_latest_lastmod(self):
        return Edition.objects.current().aggregate(latest=Max("released_at"))["latest"]

    def location(self, row):
        return reverse(self.page, args=row[:2])

    def lastmod(self, row):
        return row[2]


class Chapters(PartsOfEditions):
    model, name, page = Chapter, "slug", "guidelines:chapter"


class Statements(PartsOfEditions):
    model, name, page = Wording, "statement__key", "guidelines:statement"


SITEMAPS = {"guidelines": Guidelines, "chapters": Chapters, "statements": Statements}
