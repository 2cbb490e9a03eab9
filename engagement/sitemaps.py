"""Ways to take part that have been announced."""

from engagement.models import SteeringGroupCall, Survey
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


SITEMAPS = {"surveys": Surveys, "steering_group": SteeringGroup}
