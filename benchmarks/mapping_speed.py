"""How long mapping 500 statements to 40 modules each (20,000 rows) takes to write, read and upgrade; and the memory.

Run: python benchmarks/mapping_speed.py
"""

import os
import sys
import tempfile
import time
import tracemalloc
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
FOLDER = tempfile.TemporaryDirectory()  # until this ends
os.environ["DATA_DIR"] = FOLDER.name

import django

django.setup()

from django.core.management import call_command

from guidelines import actions, mapping
from guidelines.mapping import reading_json
from guidelines.mapping.worksheet import ASSESSED, EVIDENCE, GAP, MODULE, TAUGHT, YEAR, Row
from guidelines.models import Chapter, Edition
from tests.make import SECOND_RELEASE, explain, make_editor, make_guideline, make_released_edition, make_statement

CHAPTERS, STATEMENTS, MODULES = 10, 50, 40
WORDS = "Give every student a planned occasion to reflect on how their own behaviour affects others in care. " * 2


def make_editions():
    """Two editions of 500 statements; the second amends every fifth."""
    bodies = {
        f"chapter-{c}": "\n".join(make_statement(f"key-{c}-{s}", f"{WORDS} {c} {s}") for s in range(STATEMENTS))
        for c in range(CHAPTERS)
    }
    editor = make_editor()
    first = make_released_edition(make_guideline(), bodies, by=editor)
    draft = actions.start_draft(guideline=first.guideline)
    for c, chapter in enumerate(Chapter.objects.filter(edition=draft)):
        for s in range(0, STATEMENTS, 5):
            chapter.body = chapter.body.replace(f"{WORDS} {c} {s}\n", f"{WORDS} {c} {s} at least once\n")
            explain(draft, f"key-{c}-{s}")
        chapter.save()
    actions.release(reason="A benchmark.", edition=Edition.objects.get(pk=draft.pk), by=editor, at=SECOND_RELEASE)
    return mapping.Editions(first.guideline)


def make_worksheet(editions, modules):
    rows = [
        Row(
            key,
            {
                MODULE: f"NUR{module:03} Professional practice",
                YEAR: f"Year {module % 3 + 1}",
                TAUGHT: "Seminar in week 3, with a debrief after the placement",
                ASSESSED: "- reflective account\n- viva",
                EVIDENCE: f"Module handbook, page {module}",
                GAP: "No",
            },
        )
        for key in editions.entries[1]
        for module in range(modules)
    ]
    return mapping.Worksheet(edition=1, rows=rows)


def told(name, work):
    start = time.perf_counter()
    result = work()
    seconds = time.perf_counter() - start
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    size = f"{len(result) / 1e6:5.2f} MB" if isinstance(result, bytes) else ""
    print(f"  {name:32} {seconds:6.2f} s   {peak / 1e6:6.0f} MB of memory   {size}")
    return result


def measure(editions, modules):
    worksheet = make_worksheet(editions, modules)
    print(f"{len(worksheet.rows):,} rows")
    files = {}
    for format in mapping.FORMATS:
        files[format] = told(f"write {format}", partial(write, format, worksheet, editions))
        told(f"read {format}", partial(mapping.read, files[format], editions))
    told("upgrade", partial(mapping.Upgrade, worksheet, editions, 2))
    told("coverage", partial(mapping.Coverage, worksheet, editions))
    told("pack to carry in a page", lambda: reading_json.packed(files["json"]).encode())


def write(*given):
    return mapping.write(*given)[0]


def main():
    call_command("migrate", verbosity=0)
    editions = make_editions()
    measure(editions, 2)
    measure(editions, MODULES)


if __name__ == "__main__":
    main()
