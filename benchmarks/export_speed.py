"""How long the downloads take, and what memory they cost. Figures go to the terminal.

The large edition has 100 chapters and 1,000 statements; the worst 4,000 footnotes on top. Promised: 20 s and 1 GB for
the PDF of either, 3 s for that of the sample. The peer is pandoc's own way from Markdown to PDF by the same typesetter,
without our cover, contents, statements, tags to PDF/UA-1 or appendix; its memory counts as the portal's.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOME))
FOLDER = tempfile.TemporaryDirectory()  # until this ends
os.environ["DATA_DIR"] = FOLDER.name
os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"

import django

django.setup()

import pypandoc
import typst
from django.core.management import call_command

from guidelines.exports import FORMATS, gathering
from guidelines.models import Edition
from portal import markdown
from tests.guidelines.exported import make_publication

PROSE = "Leadership grows where students are *trusted* with real work, and where somebody answers what they do.\n\n"
TABLE = (
    "| When | What | Who |\n|---|---|---|\n" + "| In week three | A talk about the first days | Tutor |\n" * 6 + "\n"
)


def large(notes=1):
    """100 chapters of ten statements each, and so many footnotes in each part of a chapter."""
    bodies = {}
    for chapter in range(100):
        parts, said = [], []
        for place in range(10):
            key = f"s-{chapter}-{place}"
            numbers = range(place * notes, (place + 1) * notes)
            marks = " ".join(f"Read on.[^{number}]" for number in numbers)
            parts.append(f"## Part {place} {{#part-{place}}}\n\n{PROSE * 4}{marks}\n\n")
            said += [f"[^{number}]: A note on where this comes from, number {number}.\n\n" for number in numbers]
            parts.append(f'::: {{.statement #{key} title="Statement {place}"}}\nGive every student time.\n:::\n\n')
        bodies[f"Chapter {chapter}"] = "".join([*parts, TABLE, *said])
    return make_publication(bodies)


def timed(words, action):
    start = time.perf_counter()
    made = action()
    seconds = time.perf_counter() - start
    print(f"  {words:<28}{seconds:7.2f} s   {len(made) / 1024:9.0f} KB")
    return seconds


def peer(publication):
    """Pandoc's Markdown to typst, then typst, as a program of ten lines would do it."""
    text = "\n\n".join(f"# {chapter.title}\n\n{chapter.body}" for chapter in publication.chapters)
    command = [pypandoc.get_pandoc_path(), "--sandbox", "-s", "-f", markdown.PANDOC_READER, "-t", "typst"]
    made = subprocess.run(command, input=text.encode(), capture_output=True, check=True)
    return typst.compile(made.stdout)


def measure(words, publication):
    print(f"{words}: {len(publication.chapters)} chapters, {len(publication.statements)} statements")
    seconds = {name: timed(each.label, lambda each=each: each.build(publication)) for name, each in FORMATS.items()}
    most = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(f"  Most memory: {most[0] / 1024:.0f} MB in the portal, {most[1] / 1024:.0f} MB in the largest process apart")
    theirs = timed("PDF, plain pandoc and typst", lambda: peer(publication))
    print(f"  our PDF takes {seconds['pdf'] / theirs:.1f} times as long\n")


def main():
    call_command("migrate", verbosity=0)
    call_command("load_starter_content", verbosity=0)
    sample = Edition.objects.select_related("guideline").get(number=2)
    measure("The sample guideline", gathering.of(sample))
    measure("A large guideline", large())
    measure("The same with 4,000 footnotes", large(4))


if __name__ == "__main__":
    main()
