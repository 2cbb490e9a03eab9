"""Was this useful? A link at the end of every page, a form without cookie, an inbox with answers."""

import pytest

from engagement.feedback import pages
from engagement.models import Feedback, FeedbackAnswer
from portal.models import AuditEntry, Letter
from portal.page_cache.triggers import public_tables
from tests.engagement.taking import fields_of, fill_in, make_feedback
from tests.make import make_document, make_editor, make_news_item, make_released_edition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_once")]
ADDRESS = "/feedback/?page=/news/"


def test_every_page_asks_at_its_end(client):
    edition = make_released_edition()
    root = edition.guideline.get_absolute_url()
    document, news = make_document(), make_news_item()
    ways = ["/guidelines/", root, f"{root}chapters/focus-on-self/", f"{root}statements/self-reflection/", "/news/"]
    ways += [f"/resources/{document.slug}/", f"/news/{news.slug}/", "/search/", "/nothing/here/"]

    for way in ways:
        assert f'<a href="/feedback/?page={way.replace("/", "%2F")}" rel="nofollow">' in client.get(way).text, way


def test_a_search_is_told_with_its_words(client):
    assert 'href="/feedback/?page=%2Fsearch%2F%3Fq%3Dzebra"' in client.get("/search/?q=zebra").text
    assert "/search/?q=zebra" in client.get("/feedback/?page=%2Fsearch%2F%3Fq%3Dzebra").text


def test_what_somebody_says_is_kept_with_the_page(client):
    edition = make_released_edition()
    path = f"{edition.guideline.get_absolute_url()}chapters/focus-on-self/"

    form = client.get(f"/feedback/?page={path}")
    page = fill_in(client, f"/feedback/?page={path}", was_useful="no", went_wrong="A table.\r\nIt is cut off.")

    assert "Focus on self" in form.text
    kept = Feedback.objects.get()
    assert (kept.page, kept.page_title, kept.was_useful) == (path, "Focus on self", False)
    assert kept.went_wrong == "A table.\nIt is cut off."
    assert kept.reference in page.text and "cannot answer you" in page.text
    assert not page.cookies and not form.cookies


def test_nothing_said_is_nothing_sent(client):
    page = fill_in(client, ADDRESS, email="ada@example.org")

    assert page.status_code == 422
    assert '<a href="#was_useful_1">Say whether the page was useful' in page.text
    assert fields_of(page.text)["email"] == "ada@example.org"
    assert not Feedback.objects.exists()


def test_a_double_click_is_one_message(client):
    sent = fields_of(client.get(ADDRESS).text) | {"was_useful": "yes"}

    first, second = client.post("/feedback/", sent), client.post("/feedback/", sent)

    reference = Feedback.objects.get().reference
    assert reference in first.text and reference in second.text


def test_a_robot_is_thanked_and_noted_and_nothing_is_stored(client, robots):
    assert "Thank you" in fill_in(client, ADDRESS, was_useful="yes", website="x").text
    assert not Feedback.objects.exists()
    assert robots() == 1


@pytest.mark.parametrize(
    "address",
    ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)", "/admin/", "/feedback/"],
)
def test_only_a_page_of_ours_is_spoken_of(client, address):
    page = client.get("/feedback/", {"page": address})

    assert page.status_code == 200
    assert "Tell us about this site" in page.text
    fill_in(client, "/feedback/", page=address, was_useful="yes")
    assert Feedback.objects.get().page == ""


def test_a_page_with_characters_that_nobody_types_is_left_out(client):
    fill_in(client, ADDRESS, page="/a\x00b/\u202e", was_useful="yes")

    assert Feedback.objects.get().page == ""


def test_a_secret_address_is_not_kept():
    assert pages.local(f"/review/{'s' * 43}/chapters/x/") == "/review/…/chapters/x/"
    assert len(pages.local("/" + "x" * 9000)) <= pages.LONGEST


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("went_wrong", "x" * 1_000_000, "it has 1,000,000 characters"),
        ("looking_for", "a\x00b", "cannot be kept"),
        ("email", "ada@example.org\nBcc: b@example.org", "in full"),
        ("was_useful", "perhaps", "Choose yes or no"),
    ],
)
def test_bad_input_is_refused_in_a_sentence(client, field, typed, words):
    page = fill_in(client, ADDRESS, **{field: typed})

    assert page.status_code == 422 and words in page.text
    assert not Feedback.objects.exists()


def test_an_accessible_format_is_asked_for_with_the_document(client):
    document = make_document(title="A framework")
    address = f"/feedback/?page={document.get_absolute_url()}&ask=format"

    wrong = fill_in(client, address)
    page = fill_in(client, address, wanted="Large print", email="ada@example.org")

    assert '<a href="#email">Write your e-mail address, so that we can send it' in wrong.text
    assert "Which format do you need?" in wrong.text
    assert "The editors will answer to ada@example.org" in page.text
    kept = Feedback.objects.get()
    assert (kept.kind, kept.document, kept.page_title, kept.wanted) == (
        "format",
        document,
        "A framework",
        "Large print",
    )


def test_ten_thousand_from_one_address_are_slowed(client):
    answers = [client.post("/feedback/", {}, REMOTE_ADDR="192.0.2.8").status_code for _ in range(60)]

    assert answers.count(429) == 40


def test_the_link_costs_a_page_no_query(client, django_assert_num_queries):
    from django.template.loader import render_to_string

    with django_assert_num_queries(0):
        render_to_string("components/feedback_link.html", {"address": "/news/"})


# ── The inbox ────────────────────────────────────────────────────────────────────────────────────


def desk_of(client, *permissions):
    editor = make_editor(*permissions)
    client.force_login(editor)
    return editor


def change(client, feedback, **typed):
    return client.post(
        f"/admin/engagement/feedback/{feedback.pk}/change/", {"state": feedback.state} | typed, follow=True
    )


def test_an_editor_answers_by_e_mail(client):
    editor, feedback = desk_of(client), make_feedback(email="ada@example.org")

    page = change(client, feedback, answer="It is mended.\r\nThank you.")

    feedback.refresh_from_db()
    assert (feedback.state, feedback.state_by) == ("answered", editor)
    letter = Letter.objects.get()
    assert letter.to == "ada@example.org"
    assert "It is mended.\nThank you." in letter.text and "It hides." in letter.text
    assert "on its way to ada@example.org" in page.text
    assert "It is mended." in client.get(f"/admin/engagement/feedback/{feedback.pk}/change/").text


def test_an_answer_sent_twice_is_one_letter(client):
    desk_of(client)
    feedback = make_feedback(email="ada@example.org")
    change(client, feedback, answer="It is mended.")

    page = change(client, feedback, answer="It is mended.")

    assert "was sent before" in page.text
    assert Letter.objects.count() == FeedbackAnswer.objects.count() == 1


def test_without_an_address_a_message_can_only_be_closed_and_opened_again(client):
    desk_of(client)
    feedback = make_feedback()

    page = change(client, feedback, answer="Dear nobody", state="closed")

    feedback.refresh_from_db()
    assert feedback.state == "closed" and not Letter.objects.exists()
    assert "nobody can answer them" in client.get(f"/admin/engagement/feedback/{feedback.pk}/change/").text
    change(client, feedback, state="new")
    feedback.refresh_from_db()
    assert feedback.state == "new" and page.status_code == 200
    assert list(AuditEntry.objects.order_by("pk").values_list("did", flat=True)) == [
        "marked as closed",
        "marked as new",
    ]


def test_who_may_not_change_only_reads(client):
    desk_of(client, "engagement.view_feedback")
    feedback = make_feedback(email="ada@example.org")

    assert "It hides." in client.get(f"/admin/engagement/feedback/{feedback.pk}/change/").text
    assert change(client, feedback, answer="No.").status_code == 403
    assert not Letter.objects.exists()


def test_the_inbox_costs_the_same_however_full_it_is(client, django_assert_max_num_queries):
    desk_of(client)
    for number in range(30):
        make_feedback(went_wrong=f"Message {number}")

    with django_assert_max_num_queries(12):
        page = client.get("/admin/engagement/feedback/?state__exact=new")

    assert "Message 29" in page.text and "Message 0" in page.text


def test_the_desk_says_what_waits(client):
    desk_of(client)
    make_feedback()
    make_feedback(kind="format", wanted="Large print")

    page = client.get("/admin/").text

    assert "1 new message about a page" in page and "1 new wish for an accessible format" in page


def test_what_visitors_send_renews_no_page_and_the_public_list_does():
    tables = set(public_tables())

    assert not tables & {"engagement_feedback", "engagement_feedbackanswer", "engagement_expressionofinterest"}
    assert "engagement_listedmember" in tables
