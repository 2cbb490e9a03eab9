"""How long it takes to write to 10,000 subscribers about a release with 60 changes, and how much the letters weigh.

Half of them chose everything, the others a chapter or three statements. Nothing is sent. Figures go to the terminal.
"""

import os
import resource
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOME))
FOLDER = tempfile.TemporaryDirectory()  # until this ends
os.environ["DATA_DIR"] = FOLDER.name
os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"

import django

django.setup()

from django.conf import settings
from django.core.management import call_command
from django.db.models import Sum
from django.db.models.functions import Length
from django.utils import timezone

from engagement.models import Subscriber
from engagement.updates import telling
from guidelines import actions
from guidelines.models import Edition, Statement
from portal.models import Enclosure, Letter
from tests.make import explain, force_release, make_released_edition, make_statement, rewrite

PEOPLE, CHAPTERS, STATEMENTS = 10_000, 6, 10
WORDS = "Give every student a chance to lead a small change, to ask those whom it concerns, and to look back. " * 3


def release():
    bodies = {
        f"chapter-{chapter}": "\n\n".join(
            make_statement(f"s-{chapter}-{place}", f"{WORDS}Number {place} of {chapter}.")
            for place in range(STATEMENTS)
        )
        for chapter in range(CHAPTERS)
    }
    first = make_released_edition(bodies=bodies, at=timezone.now() - timedelta(days=30))
    draft = actions.start_draft(guideline=first.guideline)
    for chapter in range(CHAPTERS):
        for place in range(STATEMENTS):
            rewrite(draft, f"chapter-{chapter}", f"Number {place} of", f"A better number {place} of")
            explain(draft, f"s-{chapter}-{place}")
    return force_release(edition=Edition.objects.get(pk=draft.pk), at=timezone.now())


def subscribe(edition):
    long_ago = timezone.now() - timedelta(days=10)
    facts = {"consented_at": long_ago, "hears_from": long_ago, "consent_version": "1"}
    chapters = list(edition.chapters.all())
    people = []
    for number in range(PEOPLE):
        choice = {"scope": "everything"}
        if number % 4 == 1:
            chapter = chapters[number % CHAPTERS]
            choice = {"scope": "chapter", "guideline": edition.guideline, "chapter_key": chapter.key}
        elif number % 4 == 3:
            choice = {"scope": "statements"}
        email = f"person-{number}@example.org"
        people.append(Subscriber(email=email, address=email, **facts, **choice))
    Subscriber.objects.bulk_create(people, batch_size=500)
    statements, through = list(Statement.objects.order_by("pk")), Subscriber.statements.through
    chosen = Subscriber.objects.filter(scope="statements").values_list("pk", flat=True)
    rows = [
        through(subscriber_id=pk, statement=statements[(pk * 7 + place) % len(statements)])
        for pk in chosen
        for place in range(3)
    ]
    through.objects.bulk_create(rows, batch_size=500)


def main():
    settings.AFTER_RELEASE, settings.BACKGROUND = [], "thread"
    from portal.post import writing

    writing.background.after_commit = lambda *args: None  # writing is measured, not sending
    call_command("migrate", verbosity=0)
    edition = release()
    subscribe(edition)
    start = time.perf_counter()
    batches = []
    really = telling._batch

    def timed(*args):
        before = time.perf_counter()
        more = really(*args)
        batches.append(time.perf_counter() - before)
        return more

    telling._batch = timed
    telling.tell()
    seconds = time.perf_counter() - start
    number, weight = Letter.objects.count(), Sum(Length("text") + Length("html"))
    letters, shared = (model.objects.aggregate(weight=weight)["weight"] / 1e6 for model in (Letter, Enclosure))
    largest = max(Letter.objects.all()[:2000], key=lambda letter: len(letter.whole_html))
    print(f"  {number:,} letters written in {seconds:.1f} s ({number / seconds:.0f} a second)")
    print(f"  longest transaction {max(batches):.2f} s, of {len(batches)} batches")
    print(f"  letters {letters:.1f} MB, what they share {shared:.2f} MB in {Enclosure.objects.count()} pieces")
    print(f"  the largest e-mail {(len(largest.whole_html) + len(largest.whole_text)) / 1024:.0f} KB")
    print(f"  peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    start = time.perf_counter()
    telling.tell()
    print(f"  the task once more, with nothing to tell: {time.perf_counter() - start:.3f} s")


if __name__ == "__main__":
    main()
