"""Ways to take part that have been announced."""

from django.urls import reverse

from engagement.models import SteeringGroupCall, Survey, Theme
from guidelines.models import Guideline
from portal.sitemaps import PublicSitemap


class Surveys(PublicSitemap):
    latest = ["updated_at"]

    def items(self):
        return Survey.objects.announced().order_by("pk")

    def lastmod(self, survey):
        return survey.updated_at


class SteeringGroup(PublicSitemap):
    latest = ["updated_at"]

    def items(self):
        return SteeringGroupCall.objects.announced()[:1]

    def lastmod(self, call):
        return call.updated_at


class YouSaid(PublicSitemap):
    def items(self):
        return Guideline.objects.public().filter(pk__in=Theme.objects.public().values("guideline")).order_by("pk")

    def location(self, guideline):
        return reverse("engagement:you_said", args=[guideline.slug])


SITEMAPS = {"surveys": Surveys, "steering_group": SteeringGroup, "you_said": YouSaid}
