"""What is kept of people ends in time, and can be shown and erased across all of it; the privacy page says so."""

import io
import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from engagement.joining import actions as joining
from engagement.models import ExpressionOfInterest, Feedback, ListedMember, ReviewLink
from portal import personal, post
from portal.models import AuditEntry, Letter
from resources.actions import save_page
from resources.models import Page
from tests.engagement.reviewing import make_link
from tests.engagement.taking import make_expression, make_feedback
from tests.engagement.test_taking_part import make_call
from tests.make import make_administrator, make_editor

pytestmark = pytest.mark.django_db
ADA = "ada@example.org"


def forget(*words):
    out = io.StringIO()
    call_command("forget", *words, stdout=out, stderr=io.StringIO())
    return out.getvalue()


def days_from_now(days):
    return timezone.now() + timedelta(days=days)


def remember_ada():
    """A row of each kind about Ada, and one about Ben."""
    call = make_call(opens=-1, closes=1)
    make_expression(call, may_be_listed=True, listed_as="Ada, lecturer")
    make_expression(call, name="Ben", email="ben@example.org")
    make_feedback(email="Ada@Example.org")
    make_link(email=ADA)


# ── In time ──────────────────────────────────────────────────────────────────────────────────────


def test_a_letter_says_nothing_of_its_receiver_after_its_days_and_is_not_sent_again(
    mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        make_expression()
    letter = Letter.objects.get()
    assert letter.sent_at and mailoutbox

    personal.forget_due(days_from_now(89))
    assert Letter.objects.get().to == ADA
    personal.forget_due(days_from_now(91))

    kept = Letter.objects.get()
    assert (kept.to, kept.subject, kept.text, kept.html, kept.headers) == ("", "", "", "", {})
    with django_capture_on_commit_callbacks(execute=True):
        post.queue(once=kept.once, to=ADA, template="engagement/joining/mail/acknowledgement")
    assert len(mailoutbox) == 1


def test_interest_goes_after_it_was_dealt_with_and_members_stay_longer():
    call = make_call(opens=-1, closes=1)
    make_expression(call)
    joining.move(expression=make_expression(call, name="Ben"), state="member", by=make_editor())

    personal.forget_due(days_from_now(729))
    assert ExpressionOfInterest.objects.count() == 2
    personal.forget_due(days_from_now(731))
    assert ExpressionOfInterest.objects.get().name == "Ben"
    personal.forget_due(days_from_now(5 * 365 + 1))
    assert not ExpressionOfInterest.objects.exists()


def test_feedback_goes_after_its_days():
    make_feedback()

    personal.forget_due(days_from_now(364))
    assert Feedback.objects.exists()
    personal.forget_due(days_from_now(366))
    assert not Feedback.objects.exists()


def test_an_operator_sees_what_is_due_before_it_goes():
    make_feedback(sent_at=days_from_now(-400))

    shown = forget()

    assert "Feedback and wishes for accessible formats: 1 due. Kept: 1 year after it was sent." in shown
    assert "With --yes they go." in shown
    assert Feedback.objects.exists() and not AuditEntry.objects.exists()
    assert "1 removed" in forget("--yes")
    assert not Feedback.objects.exists()
    assert AuditEntry.objects.get().details == {"records": {"Feedback and wishes for accessible formats": 1}}


def test_a_day_on_which_nothing_is_due_leaves_no_line():
    personal.forget_due()

    assert not AuditEntry.objects.exists()


# ── On request ───────────────────────────────────────────────────────────────────────────────────


def test_everything_about_one_person_is_exported():
    remember_ada()

    found = json.loads(forget("--person", " ADA@example.org "))

    assert set(found) == {
        "E-mails that were sent",
        "Expressions of interest in the steering group",
        "Feedback and wishes for accessible formats",
        "Reviewers without an account",
    }
    assert found["Expressions of interest in the steering group"][0]["why"].startswith("I teach it.")
    assert "consent_text" in found["Expressions of interest in the steering group"][0]
    assert "Ben" not in json.dumps(found)


def test_one_person_is_erased_across_all_of_it_and_nobody_else(client):
    remember_ada()
    joining.move(expression=ExpressionOfInterest.objects.get(email=ADA), state="member", by=make_editor())
    assert ListedMember.objects.exists()

    shown = forget("--person", ADA, "--yes")

    assert "Accounts of people who sign in to edit are not among this" in shown
    assert personal.of(ADA) == {}
    assert ExpressionOfInterest.objects.get().email == "ben@example.org"
    assert "Ada" not in client.get("/steering-group/").text
    assert not Letter.objects.filter(to__iexact=ADA).exists() and Letter.objects.filter(to="ben@example.org").exists()
    assert ReviewLink.objects.get().email == ""
    said = AuditEntry.objects.get(did="erased a person")
    assert ADA not in f"{said.who} {said.thing} {said.details}".lower()


def test_a_letter_that_still_waits_is_not_sent_to_who_was_erased(mailoutbox):
    Letter.objects.create(once="waits", to=ADA, subject="Hello", text="Ada")

    forget("--person", ADA, "--yes")

    assert post.send_due() == 0 and not mailoutbox


def test_every_kind_says_what_it_is_for_and_how_long():
    for kind in personal.kinds():
        assert kind.NAME and kind.PURPOSE.endswith(".") and kind.KEPT.endswith(".")
        assert kind.due(timezone.now()).count() == 0
        assert kind.of("nobody@example.org") == [] and kind.erase("nobody@example.org") == 0


def test_the_privacy_page_states_the_periods_of_the_settings(client, settings, django_assert_max_num_queries):
    save_page(page=Page(slug="privacy", title="Privacy", description="-", body="Words."))
    save_page(page=Page(slug="terms", title="Terms", description="-", body="Words."))

    with django_assert_max_num_queries(2):
        page = client.get("/about/privacy/").text

    assert all(kind.KEPT in page for kind in personal.kinds())
    assert f"{settings.LETTER_DAYS} days after an e-mail was sent" in page
    assert "how long" not in client.get("/about/terms/").text


@pytest.mark.parametrize(("days", "words"), [(1, "1 day"), (90, "90 days"), (365, "1 year"), (730, "2 years")])
def test_days_in_words(days, words):
    assert personal.in_words(days) == words


# ── At the desk ──────────────────────────────────────────────────────────────────────────────────

DESK = "/admin/what-is-kept-of-people/"


def test_an_administrator_shows_and_erases_one_person(client):
    client.force_login(make_administrator())
    remember_ada()

    taken = client.post(DESK, {"do": "show", "email": ADA})
    refused = client.post(DESK, {"do": "erase", "email": ADA})
    assert "Ada Example" in taken.content.decode() and "attachment" in taken["Content-Disposition"]
    assert "It cannot be undone" in refused.text and personal.of(ADA)

    page = client.post(DESK, {"do": "erase", "email": ADA, "is_sure": "on"}, follow=True)

    assert "5 records of that person were removed" in page.text
    assert personal.of(ADA) == {}


def test_an_administrator_removes_what_is_due(client):
    client.force_login(make_administrator())
    make_feedback(sent_at=days_from_now(-400))

    assert "<td>1</td>" in client.get(DESK).text
    client.post(DESK, {"do": "forget"})

    assert not Feedback.objects.exists()
    assert "What is kept of people" in client.get("/admin/").text


@pytest.mark.parametrize("typed", ["", "ada", "x" * 1000 + "@example.org", "a\x00@example.org"])
def test_an_address_that_is_none_is_refused_in_words(client, typed):
    client.force_login(make_administrator())

    assert client.post(DESK, {"do": "show", "email": typed}).status_code == 422


def test_nobody_else_gets_there(client):
    client.force_login(make_editor("engagement.view_feedback"))

    assert client.get(DESK).status_code == 403
    assert "What is kept of people" not in client.get("/admin/").text
