"""Who hands a reviewer's link over could use it: an approval by it does not count as a second person's."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core import signing

from engagement.models import ReviewLink
from engagement.reviewing import actions, forms
from guidelines import actions as guidelines_actions
from guidelines import progress
from guidelines.draft import Draft
from portal.models import AuditEntry, Letter
from tests.engagement.reviewing import field, make_link, send_verdict
from tests.make import make_draft, make_editor, rewrite

pytestmark = pytest.mark.django_db
ADDRESS = re.compile(r"/review/[\w-]{43}/")


@pytest.fixture
def author():
    return make_editor(first_name="Edith")


@pytest.fixture
def draft(author):
    edition = make_draft()
    rewrite(edition, "focus-on-self", "time to reflect", "an hour to reflect", by=author)
    edition.refresh_from_db()
    return edition


@pytest.fixture
def desk(client, author, monkeypatch):
    client.force_login(author)
    monkeypatch.setattr(forms.timezone, "localdate", lambda: date(2026, 11, 22))
    return client


def page_of(edition):
    return f"/admin/engagement/reviewlink/edition/{edition.pk}/"


def make(desk, edition, **said):
    data = {"deed": "make", "seed": field(desk.get(page_of(edition)).text, "seed"), "name": "Ada"}
    return desk.post(page_of(edition), data | {"expires_on": "2026-12-12"} | said)


def test_the_last_author_cannot_approve_by_a_link_that_they_handed_over(reviewer, draft, author, at_once, client):
    _, address = make_link(draft, by=author)

    assert send_verdict(reviewer, address).status_code == 303

    state = progress.of(Draft(draft))
    assert (state.approval, state.dropped, state.unsure.name) == (None, None, "Ada Reviewer")
    with pytest.raises(guidelines_actions.NotApproved):
        guidelines_actions.release(edition=draft, by=make_editor())
    client.force_login(author)
    page = " ".join(client.get(f"/admin/guidelines/edition/{draft.pk}/change/").text.split())
    assert "Ada Reviewer approved this text, but by a link that the draft’s last author handed over" in page
    assert "Release edition 1…" not in page


@pytest.mark.parametrize("who", ["a colleague", "the outbox"])
def test_an_approval_counts_by_a_link_that_the_last_author_never_had(reviewer, draft, author, at_once, who):
    said = {"by": make_editor()} if who == "a colleague" else {"by": author, "email": "ada@example.org"}
    _, address = make_link(draft, **said)

    send_verdict(reviewer, address)

    assert guidelines_actions.release(edition=draft, by=author).release.approval.name == "Ada Reviewer"


def test_a_link_that_is_sent_by_email_is_shown_to_nobody_at_the_desk(desk, draft):
    page = make(desk, draft, email="ada@example.org").text

    address = ADDRESS.search(Letter.objects.get().text)[0]
    assert not ADDRESS.search(page)
    assert address.split("/")[2] not in page + desk.get(page_of(draft)).text


def test_what_the_page_holds_is_not_the_secret(desk, draft):
    seed = field(desk.get(page_of(draft)).text, "seed")
    make(desk, draft, email="ada@example.org", seed=seed)

    secret = ADDRESS.search(Letter.objects.get().text)[0].split("/")[2]
    assert secret not in (seed, signing.loads(seed, salt=forms.SALT))
    assert actions.address_of(forms.secret_of(seed)) == f"/review/{secret}/"


def test_a_colleagues_address_gets_no_reviewers_link(desk, draft):
    make_editor(email="Pat@hee.example")

    answer = make(desk, draft, email="pat@hee.example")

    assert "they approve at the desk" in answer.text
    assert not ReviewLink.objects.exists()


def test_a_link_works_longer_or_shorter_when_an_editor_says_so(desk, draft, author, reviewer):
    link, address = make_link(draft, expires_at=datetime(2026, 1, 1, tzinfo=ZoneInfo("Europe/London")))
    assert reviewer.get(address).status_code == 410

    desk.post(page_of(draft), {"deed": "expiry", "link": link.pk, "expires_on": "2027-01-31"})

    link.refresh_from_db()
    assert link.expires_at.astimezone(ZoneInfo("Europe/London")).isoformat()[:16] == "2027-01-31T23:59"
    entry = AuditEntry.objects.first()
    assert (entry.did, entry.details["is"][:10]) == ("changed the expiry of review link", "2027-01-31")


@pytest.mark.parametrize("day", ["", "soon", "2020-01-01", "2099-01-01"])
def test_a_day_that_cannot_be_is_refused_in_words(desk, draft, day):
    link, _ = make_link(draft)

    answer = desk.post(page_of(draft), {"deed": "expiry", "link": link.pk, "expires_on": day}, follow=True)

    assert "The link for Ada Reviewer, A Body is as it was." in answer.text
    assert ReviewLink.objects.get().expires_at == link.expires_at


def test_a_link_that_was_switched_off_stays_off(desk, draft, author):
    link, _ = make_link(draft)
    actions.revoke_link(link=link, by=author)

    answer = desk.post(page_of(draft), {"deed": "expiry", "link": link.pk, "expires_on": "2026-12-31"}, follow=True)

    assert "no longer works. Make a new one." in answer.text
