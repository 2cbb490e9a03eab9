"""Editors make links, answer and settle comments at the desk."""

import re
from datetime import date

import pytest

from engagement.models import ReviewAnswer, ReviewComment, ReviewLink
from engagement.reviewing import forms
from guidelines import actions as guidelines_actions
from tests.engagement.reviewing import field, make_link, send_comment
from tests.make import make_draft, make_editor, rewrite

pytestmark = pytest.mark.django_db
CHAPTER = "chapters/focus-on-self/"


def page_of(edition):
    return f"/admin/engagement/reviewlink/edition/{edition.pk}/"


@pytest.fixture
def editor(client):
    editor = make_editor(first_name="Edith")
    client.force_login(editor)
    return editor


def make(client, edition, **said):
    data = {"deed": "make", "seed": field(client.get(page_of(edition)).text, "seed"), "name": "Ada"}
    return client.post(page_of(edition), data | {"expires_on": "2026-12-12"} | said)


@pytest.fixture(autouse=True)
def on_a_day(monkeypatch):
    """The forms' days stay within the year, whenever the tests run."""
    monkeypatch.setattr(forms.timezone, "localdate", lambda: date(2026, 11, 22))


def test_the_address_is_shown_once(client, editor, reviewer):
    edition = make_draft()

    made = make(client, edition).text

    address = re.search(r"/review/[\w-]{43}/", made)[0]
    assert reviewer.get(address).status_code == 200
    assert address not in client.get(page_of(edition)).text


def test_a_link_made_twice_from_one_page_is_one_link(client, editor):
    edition = make_draft()
    data = {"deed": "make", "seed": field(client.get(page_of(edition)).text, "seed"), "name": "Ada"}

    pages = [client.post(page_of(edition), data | {"expires_on": "2026-12-12"}).text for _ in range(2)]

    assert ReviewLink.objects.count() == 1
    assert len({re.search(r"/review/[\w-]{43}/", page)[0] for page in pages}) == 1


def test_nobody_chooses_a_secret_of_their_own(client, editor, reviewer):
    edition = make_draft()

    make(client, edition, seed="easy")

    assert reviewer.get("/review/easy/").status_code == 404


@pytest.mark.parametrize(
    "said", [{"name": ""}, {"email": "no address"}, {"expires_on": "2020-01-01"}, {"expires_on": "2099-01-01"}]
)
def test_a_link_that_cannot_be_made_keeps_what_was_typed(client, editor, said):
    edition = make_draft()

    answer = make(client, edition, **{"organisation": "Kept Body"} | said)

    assert answer.status_code == 200
    assert "Kept Body" in answer.text and "errorlist" in answer.text
    assert not ReviewLink.objects.exists()


def test_a_revoked_link_stops(client, editor, reviewer):
    link, address = make_link()

    client.post(page_of(link.edition), {"deed": "revoke", "link": link.pk})

    assert reviewer.get(address).status_code == 410
    link.refresh_from_db()
    assert link.revoked_by == editor


def test_a_link_of_another_edition_is_not_found(client, editor):
    link, _ = make_link()

    assert client.post(page_of(make_draft()), {"deed": "revoke", "link": link.pk}).status_code == 404


def test_an_answer_and_who_settled_it(client, editor, reviewer, at_once):
    link, address = make_link()
    send_comment(reviewer, address + CHAPTER)
    comment = ReviewComment.objects.get()
    data = {"deed": "answer", "comment": comment.pk, "words": "Done.\r\n\r\nThank you.", "resolve": "on"}

    for _ in range(2):
        client.post(page_of(link.edition), data)

    comment.refresh_from_db()
    assert ReviewAnswer.objects.get().words == "Done.\n\nThank you."
    assert comment.resolved_by == editor
    assert "Resolved by Edith" in client.get(page_of(link.edition) + "?show=resolved").text
    assert "Say it more simply." not in client.get(page_of(link.edition)).text


def test_a_settled_comment_is_opened_again(client, editor, reviewer, at_once):
    link, address = make_link()
    send_comment(reviewer, address + CHAPTER)
    comment = ReviewComment.objects.get()
    client.post(page_of(link.edition), {"deed": "answer", "comment": comment.pk, "resolve": "on"})

    client.post(page_of(link.edition), {"deed": "reopen", "comment": comment.pk})

    comment.refresh_from_db()
    assert not comment.is_resolved


def test_too_long_an_answer_keeps_its_words(client, editor, reviewer, at_once):
    link, address = make_link()
    send_comment(reviewer, address + CHAPTER)
    words = "Kept. " * 1000

    answer = client.post(
        page_of(link.edition), {"deed": "answer", "comment": ReviewComment.objects.get().pk, "words": words}
    )

    assert "at most 5000 fit" in answer.text
    assert words.strip() in answer.text


def test_the_list_says_which_words_have_changed(client, editor, reviewer, at_once):
    link, address = make_link()
    send_comment(reviewer, address + CHAPTER)
    assert "have changed since" not in client.get(page_of(link.edition)).text

    rewrite(link.edition, "focus-on-self", "time to reflect", "an hour to reflect")

    assert "Said about words that have changed since" in client.get(page_of(link.edition)).text


def test_comments_are_narrowed_to_a_chapter(client, editor, reviewer, at_once):
    link, address = make_link()
    send_comment(reviewer, address + CHAPTER, words="On the first.")
    send_comment(reviewer, address + "chapters/working-with-others/", "chapter", words="On the second.")
    second = link.edition.chapters.get(slug="working-with-others")

    page = client.get(f"{page_of(link.edition)}?chapter={second.key}").text

    assert "On the second." in page and "On the first." not in page
    assert client.get(page_of(link.edition) + "?chapter=nonsense&show=nonsense").status_code == 200
    assert client.get(page_of(link.edition) + "?page=nonsense").status_code == 404


def test_the_chapters_editor_and_the_desk_say_how_many_wait(client, reviewer, at_once):
    client.force_login(make_editor())
    link, address = make_link()
    send_comment(reviewer, address + CHAPTER)
    chapter = link.edition.chapters.get(slug="focus-on-self")

    assert "1 open comment" in client.get(f"/admin/guidelines/chapter/{chapter.pk}/change/").text
    assert "Reviewers: 1 open comment" in client.get(f"/admin/guidelines/edition/{link.edition_id}/change/").text
    assert f"1 open comment on {link.edition}" in client.get("/admin/").text


def test_who_may_only_look_makes_no_link(client):
    client.force_login(make_editor("guidelines.view_edition"))
    edition = make_draft()

    page = client.get(page_of(edition))

    assert page.status_code == 200
    assert "Ask somebody to review" not in page.text
    assert client.post(page_of(edition), {"deed": "make", "name": "Ada"}).status_code == 403


def test_who_may_not_look_sees_nothing(client):
    client.force_login(make_editor("resources.view_document"))

    assert client.get(page_of(make_draft())).status_code == 403


def test_a_released_edition_takes_no_new_link_and_keeps_its_comments(client, editor, reviewer, at_once):
    link, address = make_link()
    send_comment(reviewer, address + CHAPTER)
    guidelines_actions.release(edition=link.edition, by=make_editor(), reason="For the test.")

    assert "Say it more simply." in client.get(page_of(link.edition)).text
    answer = client.post(
        page_of(link.edition), {"deed": "make", "name": "Late", "expires_on": "2026-12-12"}, follow=True
    )
    assert "has already been released" in answer.text
    assert ReviewLink.objects.count() == 1


def test_the_list_costs_as_many_queries_with_a_thousand_comments(
    client, editor, reviewer, at_once, django_assert_max_num_queries
):
    link, address = make_link()
    send_comment(reviewer, address + CHAPTER)
    one = ReviewComment.objects.get()
    fields = {field.attname: getattr(one, field.attname) for field in one._meta.concrete_fields if field.name != "id"}
    ReviewComment.objects.bulk_create(ReviewComment(**fields | {"once": str(number)}) for number in range(1000))

    with django_assert_max_num_queries(20):
        page = client.get(page_of(link.edition)).text

    assert page.count("Say it more simply.") == 50
    assert "Page 1 of 21" in page
