"""A guideline with its chapters as pages of Wagtail, as a developer would plainly write them."""

from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page


class GuidelinePage(Page):
    subpage_types = ["wagtail_peer.ChapterPage"]


class ChapterPage(Page):
    body = RichTextField()

    content_panels = [*Page.content_panels, FieldPanel("body")]
    parent_page_types = ["wagtail_peer.GuidelinePage"]
