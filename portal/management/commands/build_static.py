"""Collects the static files beside those that are served, and adds what is new."""

import shutil
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

MANIFEST = "staticfiles.json"


class Command(BaseCommand):
    help = "Puts new static files into build/static. What is there stays: pages that were read before name it."

    def handle(self, **options):
        served = Path(settings.STATIC_ROOT)
        served.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=served.parent) as folder:
            settings.STATIC_ROOT = folder
            call_command("collectstatic", interactive=False, verbosity=0)
            added = add(Path(folder), served)
        self.stdout.write(f"{added} new static files.")


def add(fresh, served):
    """Moves the files of one folder into the other, each whole; a name with a hash never changes what it holds.

    The manifest, by which new processes find the others, comes last. How many were new.
    """
    files = [path for path in fresh.rglob("*") if path.is_file()]
    added = 0
    for path in sorted(files, key=lambda path: path.name == MANIFEST):
        target = served / path.relative_to(fresh)
        if path.name != MANIFEST and target.exists():
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        path.chmod(0o644)
        shutil.move(path, target)
        added += path.name != MANIFEST
    return added
