"""How long the release of 100 chapters with 1,000 statements takes: a first edition, and one that changes a third.

Run: python benchmarks/release_speed.py
It works on a SQLite of its own in a temporary folder; with DATABASE_URL set, in a transaction of that database which
it takes back.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"

CHAPTERS, STATEMENTS = 100, 10
PROMISED = 5  # seconds

CHAPTER = """Leadership begins with noticing; see [the next chapter](chapter:chapter-{next}#aims-{next}).

## Aims {{#aims-{number}}}

{statements}

| Year | Hours |
|------|------:|
| 1    |    12 |

::: note
What happens to the notes is said before anybody writes one.
:::
"""
STATEMENT = """::: {{.statement #key-{number}-{place} title="Statement {place} of chapter {number}"}}
Give every student a structured occasion to reflect on how their own behaviour affects others, once a year.
:::

Programmes do this in **different** ways; [the evidence](https://example.org/{number}/{place}) is plain about it.
"""


def body(number):
    statements = "\n".join(STATEMENT.format(number=number, place=place) for place in range(1, STATEMENTS + 1))
    return CHAPTER.format(number=number, next=number % CHAPTERS + 1, statements=statements)


def measure(make, actions):
    draft = make.make_draft(bodies={f"chapter-{number}": body(number) for number in range(1, CHAPTERS + 1)})
    editor = make.make_editor()
    yield "first edition, everything new", lambda: actions.release(reason="A benchmark.", edition=draft, by=editor)
    second = actions.start_draft(guideline=draft.guideline)
    for number, chapter in enumerate(second.chapters.order_by("position"), start=1):
        chapter.body = chapter.body.replace("once a year", "at least twice a year", 3)
        actions.save_chapter(chapter=chapter)
        for place in (1, 2, 3):
            make.explain(second, f"key-{number}-{place}")
    yield "second edition, 300 amended", lambda: actions.release(reason="A benchmark.", edition=second, by=editor)


def main():
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection, transaction

    from guidelines import actions
    from tests import make

    call_command("migrate", verbosity=0)
    with transaction.atomic():
        print(f"{CHAPTERS} chapters, {CHAPTERS * STATEMENTS} statements, on {connection.vendor}:")
        for what, release in measure(make, actions):
            start = time.perf_counter()
            release()
            seconds = time.perf_counter() - start
            print(f"  {what:32} {seconds:5.2f} s, promised in {PROMISED} s")
        transaction.set_rollback(True)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATA_DIR"] = folder
        main()
