"""Ways to take part that have been announced."""

from django.db.models import Exists, OuterRef
from django.urls import reverse

from engagement.models import SteeringGroupCall, Survey, Theme
from guidelines.models import Guideline
from portal.sitemaps import PublicSitemap


class Surveys(PublicSitemap):
    def items(self):
        return Survey.objects.announced().order_by("pk")

    def lastmod(self, survey):
        return survey.updated_at


class SteeringGroup(PublicSitemap):
    def items(self):
        return SteeringGroupCall.objects.announced()[:1]

    def lastmod(self, call):
        return call.updated_at


class YouSaid(PublicSitemap):
    def items(self):
        said = Theme.objects.public().filter(guideline=OuterRef("pk"))
        return Guideline.objects.public().filter(Exists(said)).order_by("pk")

    def location(self, guideline):
        return reverse("engagement:you_said", args=[guideline.slug])


SITEMAPS = {"surveys": Surveys, "steering_group": SteeringGroup, "you_said": YouSaid}
