"""The change log as an Atom feed."""

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from guidelines import change_log, reading
from guidelines.on_one_page import rooted
from portal.cells import cleaned

EDITIONS = 5


class ChangeFeed(Feed):
    """One entry for each of the newest editions and one for each change in them, as on the change log's first page.

    Addresses start with SITE_URL, so that they stay the same behind any proxy; ids do not depend on it.
    """

    feed_type = Atom1Feed
    author_name = settings.PUBLISHER

    def get_object(self, request, guideline):
        editions = list(reading.editions().filter(guideline__slug=guideline).order_by("-number")[:EDITIONS])
        if not editions:
            raise Http404("no such guideline")
        return editions

    def title(self, editions):
        return cleaned(f"What changed: {editions[0].guideline.short_title}")

    def subtitle(self, editions):
        return cleaned(f"Every change to the statements of {editions[0].guideline.title}, with its reason")

    def link(self, editions):
        return settings.SITE_URL + reverse("guidelines:changes", args=[editions[0].guideline.slug])

    def feed_url(self, editions):
        return settings.SITE_URL + reverse("guidelines:feed", args=[editions[0].guideline.slug])

    def items(self, editions):
        return [one for release in change_log.releases(editions) for one in (release, *release.entries)]

    def item_title(self, item):
        if isinstance(item, change_log.Logged):
            return f"Edition {item.edition.number} was released"
        kind = item.change.get_kind_display()
        return cleaned(f"{kind} in edition {item.edition.number}: {item.number} {item.name}")

    def item_description(self, item):
        is_release = isinstance(item, change_log.Logged)
        template = "guidelines/feed_release.html" if is_release else "guidelines/feed_change.html"
        html = render_to_string(template, {"item": item})
        return cleaned(rooted(html, base=f"{settings.SITE_URL}/")).strip()

    def item_link(self, item):
        return settings.SITE_URL + getattr(item, "address", item.edition.get_absolute_url())

    def item_guid(self, item):
        return item.id

    def item_pubdate(self, item):
        return item.edition.released_at

    def item_updateddate(self, item):
        """A corrected note is a newer entry under the same id."""
        corrections = () if isinstance(item, change_log.Logged) else item.change.corrections.all()
        return max([item.edition.released_at, *(correction.made_at for correction in corrections)])
