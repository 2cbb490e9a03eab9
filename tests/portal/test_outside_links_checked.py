"""Which links to other sites are looked at, how often, and how the desk says what is broken."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal import outside
from portal.models import OutsideLink
from portal.outside import checking
from tests.make import make_document, make_draft, make_editor, make_news_item, make_released_edition

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


# ── Which links, and how often ───────────────────────────────────────────────────────────────────


@pytest.fixture
def asked(monkeypatch):
    """Stands for the other sites: what was asked, and what they answer."""
    found = {"urls": [], "answer": (200, "")}

    def answer(url):
        found["urls"].append(url)
        return found["answer"]

    monkeypatch.setattr(checking, "ask", answer)
    return found


def make_link(url="https://one.example/a", **fields):
    return OutsideLink.objects.create(url=url, host=url.split("/")[2], **fields)


def test_links_of_what_readers_meet_are_collected_and_forgotten_when_nobody_uses_them():
    make_released_edition(bodies={"a": "See [a](https://chapter.example/x#part)."})
    make_draft(bodies={"a": "See [a](https://draft.example/) and [b](mailto:a@example.org)."})
    make_document(url="https://document.example/")
    make_news_item(body="See [a](https://news.example/).")
    make_link("https://unused.example/")

    outside.collect()

    assert set(OutsideLink.objects.values_list("url", flat=True)) == {
        "https://chapter.example/x", "https://draft.example/", "https://document.example/", "https://news.example/",
    }  # fmt: skip


def test_a_link_counts_as_broken_once_it_failed_on_two_days(asked):
    link = make_link()
    asked["answer"] = (404, "The page is not there (404).")

    for _ in range(3):  # the same day
        OutsideLink.objects.update(next_check_at=timezone.now(), host_free_at=timezone.now())
        outside.check()
    assert not OutsideLink.objects.broken().exists()

    OutsideLink.objects.update(
        failed_on=timezone.localdate() - DAY, next_check_at=timezone.now(), host_free_at=timezone.now()
    )
    outside.check()
    assert OutsideLink.objects.broken().get() == link

    asked["answer"] = (200, "")
    OutsideLink.objects.update(next_check_at=timezone.now(), host_free_at=timezone.now())
    outside.check()
    assert not OutsideLink.objects.broken().exists()


def test_a_host_is_asked_once_and_then_left_in_peace(asked):
    for path in "abc":
        make_link(f"https://one.example/{path}")
    make_link("https://two.example/")

    outside.check()
    outside.check()

    assert asked["urls"] == ["https://one.example/a", "https://two.example/"]


def test_a_host_that_another_process_asks_is_not_asked(asked):
    make_link(host_free_at=timezone.now() + timedelta(minutes=1))

    outside.check()

    assert asked["urls"] == []


def test_a_link_that_works_is_left_alone_for_a_week_and_one_that_failed_for_a_day(asked):
    link = make_link()
    outside.check()
    link.refresh_from_db()
    assert timezone.now() + 6 * DAY < link.next_check_at < timezone.now() + 9 * DAY

    asked["answer"] = (None, "The site does not answer.")
    OutsideLink.objects.update(next_check_at=timezone.now(), host_free_at=timezone.now())
    outside.check()
    link.refresh_from_db()
    assert link.next_check_at < timezone.now() + 1.1 * DAY


def test_a_link_that_is_forgotten_while_it_is_asked_breaks_nothing(asked, monkeypatch):
    make_link()

    def forget(url):
        OutsideLink.objects.all().delete()
        return 200, ""

    monkeypatch.setattr(checking, "ask", forget)

    outside.check()

    assert not OutsideLink.objects.exists()


# ── At the desk ──────────────────────────────────────────────────────────────────────────────────


def test_the_desk_says_which_links_are_broken_and_where_they_are_used(client):
    edition = make_released_edition(bodies={"a": "See [a](https://gone.example/x)."})
    outside.collect()
    now = timezone.now()
    OutsideLink.objects.update(failures=2, trouble="The page is not there (404).", checked_at=now)
    client.force_login(make_editor())

    for address in ("/admin/", "/admin/broken-links/"):
        text = client.get(address).text
        assert "https://gone.example/x" in text
        assert "The page is not there (404)." in text
        assert f"/admin/guidelines/chapter/{edition.chapters.get().pk}/change/" in text


def test_who_may_change_nothing_sees_no_links(client):
    client.force_login(make_editor("guidelines.view_edition"))

    assert client.get("/admin/broken-links/").status_code == 403
