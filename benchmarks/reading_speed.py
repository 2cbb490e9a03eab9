"""How fast a chapter is read, from memory and rendered, beside a plain Wagtail page and a static file of its bytes.

Run: .venv/bin/python benchmarks/reading_speed.py
"""

import contextlib
import gzip
import json
import os
import sqlite3
import sys
import tempfile
import timeit
from pathlib import Path
from statistics import median

import serving

BENCH = serving.ROOT / "build" / "bench"
GUIDELINE, CHAPTER = "leadership-pre-registration", "stage-1-self"
ROUNDS, SECONDS = 3, 5
WANTED = [("ours", "wagtail", 5), ("warm", "wagtail", 30), ("warm", "static", 1), ("unchanged", "warm", 1)]


def main():
    serving.stop_on_signals()
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as servers:
        folder = Path(folder)
        sites = {"ours": _ours(folder / "ours"), "wagtail": _wagtail(folder)}
        print("\nThe first request that a fresh worker answers with this page, and its second:")
        for name, (path, start) in sites.items():
            with start(workers=1) as server:
                first, second = (serving.get(server.port, path)[0] * 1000 for _ in range(2))
                print(f"  {name:8} {first:6.1f} ms {second:6.1f} ms")
        pages = {name: (servers.enter_context(start()), path, []) for name, (path, start) in sites.items()}
        path, start = sites["ours"]
        warm = servers.enter_context(start(PAGE_CACHE_MB=64))
        page, tag = serving.get(warm.port, path)[1], serving.header(warm.port, path, "ETag")
        pages["warm"] = (warm, path, [])
        pages["unchanged"] = (warm, path, [f"If-None-Match: {tag}"])
        pages["static"] = (servers.enter_context(_static(folder / "static", page)), "/page.html", [])
        _weigh(page)
        _race(pages)
        servers.close()
        _queries(folder / "growing")


# ── The three that are compared ──────────────────────────────────────────────────────────────────────────────────────


def _ours(data_dir):
    if not (serving.ROOT / "build/static/staticfiles.json").exists():
        serving.run("make", "build/static/staticfiles.json")
    serving.run(sys.executable, "manage.py", "prepare", DATA_DIR=data_dir)
    return f"/guidelines/{GUIDELINE}/chapters/{CHAPTER}/", lambda **how: serving.gunicorn(
        "portal.wsgi", **{"DATA_DIR": data_dir, "PAGE_CACHE_MB": 0} | how
    )


def _wagtail(folder):
    python = BENCH / "wagtail" / "bin" / "python"
    if not python.exists():
        serving.run(sys.executable, "-m", "venv", BENCH / "wagtail")
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    serving.run(*pip, "-r", "benchmarks/requirements-wagtail.txt")
    data_dir = folder / "wagtail"
    data_dir.mkdir()
    text = data_dir / "text.json"
    text.write_text(json.dumps(_text(folder / "ours" / "portal.sqlite3")))
    where = {"DATA_DIR": data_dir, "DJANGO_SETTINGS_MODULE": "wagtail_peer.settings", "PYTHONPATH": "benchmarks"}
    for words in (["migrate", "-v0"], ["collectstatic", "--noinput", "-v0"], ["load_text", text]):
        serving.run(python, "-m", "django", *words, **where)
    return f"/{GUIDELINE}/{CHAPTER}/", lambda **how: serving.gunicorn(
        "wagtail_peer.wsgi", python=python, **where, **how
    )


def _text(database):
    """The chapters of our newest edition as they are stored."""
    with contextlib.closing(sqlite3.connect(database)) as connection:
        rows = connection.execute(
            "SELECT title, slug, html FROM guidelines_chapter WHERE edition_id = "
            "(SELECT id FROM guidelines_edition ORDER BY number DESC LIMIT 1) ORDER BY position"
        )
        chapters = [dict(zip(("title", "slug", "html"), row, strict=True)) for row in rows]
    return {"title": "Leadership", "slug": GUIDELINE, "chapters": chapters}


def _static(folder, page):
    folder.mkdir()
    (folder / "page.html").write_bytes(page)
    return serving.gunicorn(f"benchmarks.serving:static_files('{folder}')", ready="/page.html")


# ── What is measured ─────────────────────────────────────────────────────────────────────────────────────────────────


def _weigh(page):
    import brotli

    shrunk = {"br": len(brotli.compress(page, quality=5)), "gzip": len(gzip.compress(page, 6))}
    print(f"\nThe page: {len(page):,} bytes; brotli at 5: {shrunk['br']:,}; gzip at 6: {shrunk['gzip']:,}")


def _race(pages):
    print(f"\nRequests a second, {ROUNDS} rounds of {SECONDS} s each, one site at a time, 2 workers each:")
    rounds = {name: [] for name in pages}
    for _ in range(ROUNDS):
        for name, (server, path, headers) in pages.items():
            serving.load(server, path, seconds=1, headers=headers)
            rounds[name].append(serving.load(server, path, seconds=SECONDS, headers=headers))
    for name, loads in rounds.items():
        middle = sorted(loads, key=lambda each: each.rate)[len(loads) // 2]
        every = " ".join(f"{each.rate:,.0f}" for each in loads)
        print(
            f"  {name:9} {middle.rate:8,.1f}   ({every}; half within {middle.half}, 99 % within "
            f"{middle.slowest_hundredth}; {sum(each.failed for each in loads)} failed; "
            f"{middle.processor:.2f} ms of processor each)"
        )
    rate = {name: median(each.rate for each in loads) for name, loads in rounds.items()}
    cost = {name: median(each.processor for each in loads) for name, loads in rounds.items()}
    for name, peer, wanted in WANTED:
        print(
            f"  {name:>9} / {peer:8} {rate[name] / rate[peer]:6.2f}   (wanted: {wanted} or more; "
            f"by processor time {cost[peer] / cost[name]:.2f})"
        )


def _queries(data_dir):
    """Queries and time of one page, in this process, while the portal grows around it."""
    os.environ |= {"DATA_DIR": str(data_dir), "DJANGO_SETTINGS_MODULE": "portal.settings"}
    sys.path.insert(0, str(serving.ROOT))
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    call_command("migrate", verbosity=0)
    client = Client(SERVER_NAME="localhost")
    print("\nQueries of a chapter's page, and its time in one process:")
    for chapters, editions, others in ((12, 2, 0), (100, 3, 19)):
        for _ in range(others):
            _grow(chapters=12, editions=1)
        path = _grow(chapters=chapters, editions=editions)
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(path)
            queries = len(captured)
        if answer.status_code != 200:
            sys.exit(f"{path} answered {answer.status_code}")
        taken = median(timeit.repeat(lambda path=path: client.get(path), number=1, repeat=200)) * 1000
        size = f"{chapters} chapters in {editions} editions beside {others} other guidelines"
        print(f"  {queries} queries, {taken:.2f} ms with {size} (wanted: 3 or fewer)")


def _grow(*, chapters, editions):
    """Adds a guideline through the actions that editors use; the address of a chapter in its middle."""
    from datetime import timedelta

    from guidelines import actions
    from tests import make

    words = "Give every student a structured occasion to reflect on how their behaviour affects others. " * 20
    by = make.make_editor()
    bodies = {
        f"chapter-{n}": f"{words}\n\n## What programmes offer\n\n{make.make_statement(f'statement-{n}')}\n{words}"
        for n in range(chapters)
    }
    edition = make.make_released_edition(bodies=bodies, by=by)
    for number in range(2, editions + 1):
        draft = actions.start_draft(guideline=edition.guideline)
        make.rewrite(draft, "chapter-0", "time to reflect", "time " * number + "to reflect")
        make.explain(draft, "statement-0")
        edition = actions.release(
            reason="A benchmark.", edition=draft, by=by, at=make.FIRST_RELEASE + timedelta(days=number)
        )
    return f"/guidelines/{edition.guideline.slug}/chapters/chapter-{chapters // 2}/"


if __name__ == "__main__":
    main()
