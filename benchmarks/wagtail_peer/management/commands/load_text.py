import json
from pathlib import Path

from django.core.management.base import BaseCommand
from wagtail.models import Site

from wagtail_peer.models import ChapterPage, GuidelinePage


class Command(BaseCommand):
    help = "Fills the site from a JSON file: {title, slug, chapters: [{title, slug, html}]}."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *args, file, **options):
        text = json.loads(file.read_text())
        home = Site.objects.get(is_default_site=True).root_page
        guideline = home.add_child(instance=GuidelinePage(title=text["title"], slug=text["slug"]))
        for each in text["chapters"]:
            guideline.add_child(instance=ChapterPage(title=each["title"], slug=each["slug"], body=each["html"]))
