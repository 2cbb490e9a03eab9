"""A published note about a change is corrected: audited, shown wherever the note shows, the edition untouched."""

import json

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from guidelines import actions
from guidelines.models import Correction, CorrectionsAreKept
from portal.models import AuditEntry
from tests.make import make_editor, make_released_edition, make_second_edition

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return make_second_edition()


@pytest.fixture
def publisher(client):
    publisher = make_editor("guidelines.view_edition", "guidelines.release_edition")
    client.force_login(publisher)
    return publisher


def note(edition, key="self-reflection"):
    return edition.changes.get(statement__key=key)


def correct(edition, by=None, why="A name was wrong.", **said):
    words = said or {"reason": "Students asked for it."}
    return actions.correct_change(change=note(edition), by=by or make_editor(), why=why, **words)


def page(edition, key="self-reflection"):
    return reverse("admin:guidelines_edition_correct", args=[edition.pk, key])


TYPED = {
    "reason": "Students asked.",
    "evidence": "Survey of 2018.",
    "what_to_do": "Look at your plan.",
    "why": "A slip.",
}


# ── What it does ─────────────────────────────────────────────────────────────────────────────────


def test_the_edition_and_its_hash_stay_as_they_were(edition):
    correct(edition)

    call_command("verify_editions")
    assert note(edition).reason == "Educators asked for it."
    assert note(edition).said.reason == "Students asked for it."


def test_it_is_audited_with_the_words_before_and_after(edition):
    person = make_editor()

    correct(edition, by=person)

    entry = AuditEntry.objects.get(did="corrected")
    assert (entry.by, entry.reason) == (person, "A name was wrong.")
    assert entry.details["changed"]["reason"] == ["Educators asked for it.", "Students asked for it."]


def test_a_second_correction_stands_over_the_first(edition):
    correct(edition)
    second = correct(edition, reason="Students and educators asked for it.")

    assert note(edition).said == second
    assert second.before == {"reason": "Students asked for it."}


def addresses(edition):
    at = edition.guideline.get_absolute_url()
    return {
        "the statement": f"{at}statements/self-reflection/",
        "its earlier wording": f"{at}editions/1/statements/self-reflection/",
        "the change log": f"{at}changes/",
        "the comparison": f"{at}compare/1/2/",
        "the edition": f"{at}editions/2/",
        "the feed": f"{at}feed/",
    }


@pytest.mark.parametrize(
    "where", ["the statement", "its earlier wording", "the change log", "the comparison", "the edition", "the feed"]
)
def test_readers_see_the_correction_wherever_the_note_shows(client, edition, where):
    correct(edition)

    text = client.get(addresses(edition)[where]).text

    today = timezone.localdate()
    assert "Students asked for it." in text
    assert f"Corrected {today.day} {today:%B %Y}:" in text
    assert "A name was wrong." in text


def test_the_old_words_can_be_opened(client, edition):
    correct(edition)

    text = client.get(addresses(edition)["the change log"]).text

    assert "Educators asked for it." in text.partition('<details class="corrected">')[2]


def test_the_feed_says_that_the_entry_is_newer_and_keeps_its_id(client, edition):
    def entry():
        entries = client.get(addresses(edition)["the feed"]).text.split("<entry>")
        return next(each for each in entries if "Amended" in each)

    before = entry()
    correct(edition)
    after = entry()

    def between(text, tag):
        return text.partition(f"<{tag}>")[2].partition(f"</{tag}>")[0]

    assert between(before, "id") == between(after, "id")
    assert between(before, "updated") < between(after, "updated")
    assert between(before, "published") == between(after, "published")


def test_the_api_gives_the_corrected_words_and_what_they_were(client, edition):
    correct(edition)

    answer = json.loads(client.get("/api/v1/changes?key=self-reflection&edition=2").content)

    change = answer["results"][0]
    assert change["reason"] == "Students asked for it."
    assert change["corrections"][0]["before"] == {"reason": "Educators asked for it."}


def test_the_pages_cost_the_same_however_much_was_corrected(client, edition):
    costs = []
    for number in (1, 5):
        for serial in range(number):
            correct(edition, reason=f"Words {number} {serial}.")
        costs.append({})
        for where, address in addresses(edition).items():
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            costs[-1][where] = len(queries)

    assert costs[0] == costs[1]


# ── What is refused ──────────────────────────────────────────────────────────────────────────────


def test_a_note_that_nobody_could_read_yet_is_changed_in_the_draft():
    edition = make_second_edition(at=timezone.now() + timezone.timedelta(days=9))

    with pytest.raises(actions.NotPublished):
        correct(edition)


def test_the_same_words_are_no_correction(edition):
    with pytest.raises(actions.NothingCorrected):
        correct(edition, reason="  Educators asked for it. ")


@pytest.mark.parametrize("field", ["reason", "evidence", "what_to_do"])
def test_nothing_that_readers_were_told_is_emptied(edition, field):
    with pytest.raises(actions.NoteIncomplete):
        correct(edition, **{field: " "})


def test_readers_are_told_why(edition):
    with pytest.raises(actions.Refused, match="Say why"):
        correct(edition, why=" ")


def test_a_correction_is_neither_changed_nor_deleted(edition):
    correction = correct(edition)

    for deed in (correction.save, correction.delete, Correction.objects.all().delete):
        with pytest.raises(CorrectionsAreKept):
            deed()
    with pytest.raises(CorrectionsAreKept):
        Correction.objects.update(why="")


@pytest.mark.parametrize("wrong", [{"why": ""}, {"reason": "Same", "reason_before": "Same"}])
def test_the_database_refuses(edition, wrong):
    facts = {"why": "Because.", "reason": "New", "reason_before": "Old"} | wrong

    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.create(change=note(edition), made_by=make_editor(), **facts)


# ── At the desk ──────────────────────────────────────────────────────────────────────────────────


def test_a_publisher_corrects_a_note(client, publisher, edition):
    answer = client.post(page(edition), TYPED | {"seen": "0"}, follow=True)

    assert "The note is corrected." in answer.text
    assert note(edition).said.reason == "Students asked."
    assert "by " + publisher.username in answer.text


def test_a_stale_screen_is_refused_and_keeps_what_was_typed(client, publisher, edition):
    correct(edition, reason="Somebody was first.")

    answer = client.post(page(edition), TYPED | {"seen": "0"})

    assert "Somebody corrected this note since" in answer.text
    assert "Somebody was first." in answer.text
    assert "Students asked." in answer.text
    assert 'name="seen" value="1"' in answer.text
    assert note(edition).corrections.count() == 1


def test_what_was_typed_stays_when_it_is_refused(client, publisher, edition):
    answer = client.post(page(edition), TYPED | {"why": "", "reason": "<b>Typed & kept"})

    assert "This field is required." in answer.text
    assert "&lt;b&gt;Typed &amp; kept" in answer.text


def test_only_a_publisher_corrects(client, edition):
    client.force_login(make_editor("guidelines.view_edition", "guidelines.change_chapter"))

    assert client.get(page(edition)).status_code == 403
    assert client.post(page(edition), TYPED).status_code == 403
    listing = client.get(reverse("admin:guidelines_edition_corrections", args=[edition.pk]))
    assert listing.status_code == 200
    assert "Correct this note" not in listing.text


def test_a_key_that_is_not_there_is_not_found(client, publisher, edition):
    assert client.get(page(edition, "no-such-key")).status_code == 404
    assert client.get(page(make_released_edition())).status_code == 404
