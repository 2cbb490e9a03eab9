"""What subscribers are told at a release: what concerns their choice, once, however often the task runs."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from engagement.models import Mailing, Subscriber
from engagement.updates import actions
from engagement.updates.telling import tell
from guidelines import actions as guideline_actions
from guidelines.models import Edition, Statement
from portal.models import Enclosure, Letter
from tests.make import explain, force_release, make_editor, make_released_edition, make_second_edition, rewrite

from .make import make_subscriber, make_two_editions, updates

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")
HOUR = timedelta(hours=1)


def told(letter):
    """The titles of the changes that a letter holds, in its order."""
    lines = letter.whole_text.splitlines()
    return [lines[n + 1] for n, line in enumerate(lines) if line.startswith("-----")]


def test_a_release_is_told_with_words_reason_and_what_to_do():
    edition = make_two_editions()
    make_subscriber()

    tell()

    (letter,) = updates()
    assert letter.subject == f"{edition}: 3 changes"
    text, html, root = letter.whole_text, letter.whole_html, edition.guideline.get_absolute_url()
    assert told(letter) == [
        "AMENDED: 1.1 Self reflection", "NEW: 3.1 Fresh start", "REMOVED: 2.1 Shared work",
    ]  # fmt: skip
    assert "Give every student [Added: a planned] time to reflect." in text
    assert ">a planned</ins> time to reflect." in html and "<ins style=" in html
    assert "Why: Educators asked for it." in text and "Educators asked for it." in html
    assert "What to do: Look at your plan." in text and "Look at your plan." in html
    assert "Evidence: Survey of 2018." in text
    assert "What takes its place: 3.1 Fresh start" in text
    assert f"http://localhost:8000{root}compare/1/2/#self-reflection" in text
    assert f"http://localhost:8000{root}statements/self-reflection/" in html
    assert 'href="/' not in html and 'src="/' not in html and "nhsuk" not in html


def test_however_often_the_task_runs_it_is_one_letter():
    make_two_editions()
    make_subscriber()

    for _ in range(3):
        tell()
    Mailing.objects.update(done_at=None, reached=0)  # as if the task had been killed before it noted anything
    tell()

    assert len(updates()) == 1


def test_clarified_and_moved_are_told_only_to_who_wants_them():
    make_two_editions()
    make_subscriber("all@example.org", small_too=True)
    make_subscriber("main@example.org")

    tell()

    assert "MOVED: 2.1 Values in practice" in told(updates("all@example.org")[0])
    assert len(told(updates("main@example.org")[0])) == 3


def test_each_choice_gets_what_concerns_it_and_nothing_else():
    edition = make_two_editions()
    other = make_released_edition()
    guideline, chapter = edition.guideline, edition.chapters.get(slug="working-with-others")
    of = {"guideline": guideline, "chapter_key": chapter.key, "chapter_title": chapter.title}
    make_subscriber("chapter@example.org", scope="chapter", **of)
    make_subscriber("guideline@example.org", scope="guideline", guideline=guideline)
    make_subscriber("other@example.org", scope="guideline", guideline=other.guideline)
    one = Statement.objects.filter(guideline=guideline, key="self-reflection")
    make_subscriber("statement@example.org", scope="statements", statements=one)
    same_key = Statement.objects.filter(guideline=other.guideline, key="self-reflection")
    make_subscriber("namesake@example.org", scope="statements", statements=same_key)

    tell()

    assert told(updates("chapter@example.org")[0]) == ["REMOVED: 2.1 Shared work"]
    assert len(told(updates("guideline@example.org")[0])) == 3
    assert told(updates("statement@example.org")[0]) == ["AMENDED: 1.1 Self reflection"]
    assert [letter.subject for letter in updates("other@example.org")] == []  # released before they listened
    assert updates("namesake@example.org") == []


def test_who_follows_a_removed_statement_follows_what_takes_its_place():
    edition = make_two_editions()
    gone = Statement.objects.filter(guideline=edition.guideline, key="shared-work")
    subscriber = make_subscriber(scope="statements", statements=gone)

    tell()

    assert told(updates()[0]) == ["NEW: 3.1 Fresh start", "REMOVED: 2.1 Shared work"]
    assert {one.key for one in subscriber.statements.all()} == {"shared-work", "fresh-start"}


def test_what_was_public_before_somebody_confirmed_is_not_told():
    make_two_editions()
    make_subscriber(hears_from=timezone.now())

    tell()

    assert updates() == []


def test_a_scheduled_release_is_told_when_its_moment_comes():
    make_subscriber()
    soon = timezone.now() + HOUR
    make_two_editions(at=soon)

    tell()
    assert [letter.subject for letter in updates() if "edition 2" in letter.subject] == []
    tell(soon + timedelta(seconds=1))

    assert any("edition 2" in letter.subject for letter in updates())


def test_a_new_guideline_is_told_to_who_wants_everything():
    make_subscriber()
    edition = make_released_edition(at=timezone.now() - HOUR)

    tell()

    (letter,) = updates()
    assert letter.subject == f"New: {edition.guideline.name}"
    assert edition.guideline.standfirst in letter.whole_text


def test_letters_share_what_they_say():
    make_two_editions()
    for number in range(5):
        make_subscriber(f"person-{number}@example.org")

    tell()

    assert Enclosure.objects.count() == 1
    assert len({letter.whole_html for letter in updates()}) == 5  # each with links of its own
    assert all("Educators asked" not in letter.html for letter in updates())


def test_batches_go_on_where_they_stopped(monkeypatch):
    from engagement.updates import letters, telling

    make_two_editions()
    for number in range(7):
        make_subscriber(f"person-{number}@example.org")
    monkeypatch.setattr(telling, "BATCH", 2)
    written, really = [], letters.tell

    def dies_at_the_fourth(**what):
        written.append(what)
        if len(written) == 4:
            raise RuntimeError("killed")
        return really(**what)

    with monkeypatch.context() as patch:
        patch.setattr(letters, "tell", dies_at_the_fourth)
        with pytest.raises(RuntimeError):
            tell()
    assert len(updates()) == 2  # the third was rolled back with its batch
    tell()

    assert sorted(letter.to for letter in updates()) == [f"person-{number}@example.org" for number in range(7)]


# ── Weekly and monthly ───────────────────────────────────────────────────────────────────────────


def at(*moment):
    return datetime(*moment, tzinfo=LONDON)


def make_weeks(rhythm):
    """Editions on Thursday 1 and Friday 2 January 2026, and somebody with that rhythm."""
    first = make_released_edition(at=at(2025, 6, 1, 9))
    second = make_second_edition(first, at=at(2026, 1, 1, 9))
    draft = guideline_actions.start_draft(guideline=first.guideline)
    rewrite(draft, "focus-on-self", "a planned time", "a planned and protected time")
    explain(draft, "self-reflection")
    force_release(edition=Edition.objects.get(pk=draft.pk), at=at(2026, 1, 2, 9))
    make_subscriber(rhythm=rhythm, hears_from=at(2025, 12, 1, 9))
    return second


def test_a_week_is_one_letter_on_monday_morning():
    make_weeks("weekly")

    tell(at(2026, 1, 5, 7, 59))
    assert updates() == []
    tell(at(2026, 1, 5, 8, 0))
    tell(at(2026, 1, 5, 8, 1))

    (letter,) = updates()
    assert letter.subject == "What changed: 4 changes in 2 editions"
    assert "planned and protected" not in letter.whole_text and "[Added: and protected]" in letter.whole_text
    tell(at(2026, 1, 12, 8, 0))
    assert len(updates()) == 1  # nothing new, no letter


def test_a_week_leaves_out_what_was_public_before_somebody_confirmed():
    edition = make_weeks("weekly")
    Subscriber.objects.update(hears_from=at(2026, 1, 1, 12))

    tell(at(2026, 1, 5, 8))

    assert [letter.subject for letter in updates()] == [f"{edition.guideline.name}, edition 3: 1 change"]


def test_a_month_is_one_letter_on_the_first():
    make_weeks("monthly")

    tell(at(2026, 1, 31, 12))
    assert updates() == []
    tell(at(2026, 2, 1, 8))

    assert len(updates()) == 1


def test_a_monday_on_which_nothing_ran_is_made_up_for():
    make_weeks("weekly")

    tell(at(2026, 1, 13, 12))

    assert len(updates()) == 1


@pytest.mark.parametrize("old", ["weekly", "monthly"])
def test_whoever_wants_it_sooner_gets_what_waited_now_and_never_twice(old):
    edition = make_two_editions()
    subscriber = make_subscriber(rhythm=old)

    actions.change(subscriber=subscriber, choice={"scope": "everything", "rhythm": "at once"})
    assert [letter.subject for letter in updates()] == [f"{edition}: 3 changes"]
    tell()
    actions.change(subscriber=subscriber, choice={"scope": "everything", "rhythm": old})
    tell(timezone.now() + timedelta(days=40))

    assert len(updates()) == 1


# ── Withdrawn ────────────────────────────────────────────────────────────────────────────────────


def test_a_withdrawal_is_told_at_once_to_all_who_follow_that_guideline():
    edition = make_two_editions()
    other = make_released_edition()
    make_subscriber("all@example.org")
    make_subscriber("monthly@example.org", rhythm="monthly", scope="guideline", guideline=edition.guideline)
    key = Statement.objects.filter(guideline=edition.guideline, key="self-reflection")
    make_subscriber("statement@example.org", scope="statements", statements=key)
    make_subscriber("other@example.org", scope="guideline", guideline=other.guideline)
    tell()
    Letter.objects.all().delete()

    guideline_actions.withdraw(
        edition=edition, outcome="replaced", address="/about/new/", reason="A line was lost.\nSorry.", by=make_editor()
    )
    tell()
    tell()

    letters = {letter.to: letter for letter in updates()}
    assert set(letters) == {"all@example.org", "monthly@example.org", "statement@example.org"}
    letter = letters["monthly@example.org"]
    assert letter.subject == f"Withdrawn: {edition}"
    assert "A line was lost." in letter.text and "http://localhost:8000/about/new/" in letter.text
    assert "What stands today" not in letter.text

    guideline_actions.take_back_withdrawal(edition=edition, reason="It was right.", by=make_editor())
    tell(timezone.now() + timedelta(seconds=1))

    assert f"It stands again: {edition}" in [letter.subject for letter in updates("all@example.org")]


def test_an_edition_withdrawn_before_it_was_told_is_never_told():
    edition = make_two_editions()
    make_subscriber()
    guideline_actions.withdraw(edition=edition, outcome="error", reason="Too early.", by=make_editor())

    tell()

    assert [letter.subject for letter in updates()] == [f"Withdrawn: {edition}"]
