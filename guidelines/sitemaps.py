"""Guidelines as they stand today; pinned editions point to these by their canonical address."""

from django.urls import reverse

from guidelines import reading
from guidelines.models import Chapter, Wording
from portal.sitemaps import PublicSitemap


class Guidelines(PublicSitemap):
    latest = ["updated_at", "released_at"]

    def items(self):
        return reading.guidelines()

    def lastmod(self, guideline):
        return max(guideline.updated_at, guideline.released_at)


class Chapters(PublicSitemap):
    latest = ["edition__released_at"]

    def items(self):
        chapters = Chapter.objects.current().order_by("edition", "position")
        return chapters.values_list("edition__guideline__slug", "slug", "edition__released_at")

    def number(self):
        return Chapter.objects.current().count()

    def location(self, chapter):
        return reverse("guidelines:chapter", args=chapter[:2])

    def lastmod(self, chapter):
        return chapter[2]


class Statements(PublicSitemap):
    latest = ["edition__released_at"]

    def items(self):
        wordings = Wording.objects.current().order_by("edition", "position")
        return wordings.values_list("edition__guideline__slug", "statement__key", "edition__released_at")

    def number(self):
        return Wording.objects.current().count()

    def location(self, wording):
        return reverse("guidelines:statement", args=wording[:2])

    def lastmod(self, wording):
        return wording[2]


SITEMAPS = {"guidelines": Guidelines, "chapters": Chapters, "statements": Statements}
