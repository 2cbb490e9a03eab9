"""Two people have the same chapter open: the second save never wipes out the first unseen, and loses nothing."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from guidelines import actions
from guidelines.models import Chapter, Typing
from tests.guidelines.test_two_people import at_once, refusals
from tests.make import make_draft, make_editor

pytestmark = pytest.mark.django_db(transaction=True)


def signed_in(**fields):
    client = Client()
    client.force_login(make_editor(**fields))
    return client


def at(name, chapter):
    return reverse(f"admin:guidelines_chapter_{name}", args=[chapter.pk])


def opened(client, chapter, address=""):
    """What the chapter’s form sends when it is opened now and nothing is typed."""
    page = client.get(address or at("change", chapter)).text
    return sent_by(page, chapter)


def sent_by(page, chapter):
    hidden = {name: re.search(rf'name="{name}" value="([^"]*)"', page)[1] for name in ("seen", "page")}
    chapter = Chapter.objects.get(pk=chapter.pk)
    return {"title": chapter.title, "slug": chapter.slug, "body": chapter.body} | hidden


@pytest.fixture
def chapter():
    return make_draft(bodies={"one": "Words at the start."}).chapters.get()


def body(chapter):
    return Chapter.objects.get(pk=chapter.pk).body


def test_a_save_over_what_somebody_saved_meanwhile_shows_both_and_stores_neither(chapter):
    ada, grace = signed_in(username="ada"), signed_in(username="grace")
    form = opened(grace, chapter)
    ada.post(at("change", chapter), opened(ada, chapter) | {"body": "Words of Ada."})

    page = grace.post(at("change", chapter), form | {"body": "Words of Grace."})

    assert page.status_code == 200
    assert body(chapter) == "Words of Ada."
    assert "ada saved this chapter at" in page.text
    assert "Removed: </span>Ada</del>" in page.text
    assert "Added: </span>Grace</ins>" in page.text
    assert re.search(r"<textarea[^>]*>\s*Words of Grace.</textarea>", page.text)


def test_mine_is_saved_over_theirs_once_both_were_seen_and_theirs_stays_a_revision(chapter):
    ada, grace = signed_in(), signed_in()
    form = opened(grace, chapter) | {"body": "Words of Grace."}
    ada.post(at("change", chapter), opened(ada, chapter) | {"body": "Words of Ada."})
    page = grace.post(at("change", chapter), form)

    answer = grace.post(at("change", chapter), form | {"seen": sent_by(page.text, chapter)["seen"]})

    assert answer.status_code == 302
    assert body(chapter) == "Words of Grace."
    assert list(chapter.revisions.order_by("number").values_list("body", flat=True)) == [
        "Words at the start.",
        "Words of Ada.",
        "Words of Grace.",
    ]
    assert not Typing.objects.exists()


def test_a_third_save_meanwhile_is_shown_again(chapter):
    ada, grace = signed_in(), signed_in()
    form = opened(grace, chapter) | {"body": "Words of Grace."}
    ada.post(at("change", chapter), opened(ada, chapter) | {"body": "Words of Ada."})
    shown = sent_by(grace.post(at("change", chapter), form).text, chapter)["seen"]
    ada.post(at("change", chapter), opened(ada, chapter) | {"body": "More words of Ada."})

    page = grace.post(at("change", chapter), form | {"seen": shown})

    assert page.status_code == 200
    assert "More words</del> of" in page.text
    assert body(chapter) == "More words of Ada."


def test_who_keeps_theirs_finds_the_own_text_as_unsaved(chapter):
    ada, grace = signed_in(), signed_in()
    form = opened(grace, chapter) | {"body": "Words of Grace."}
    ada.post(at("change", chapter), opened(ada, chapter) | {"body": "Words of Ada."})
    grace.post(at("change", chapter), form)

    page = grace.get(at("change", chapter)).text

    assert "that was not saved" in page
    assert Typing.objects.get().body == "Words of Grace."


def test_the_same_words_from_both_are_no_conflict(chapter):
    ada, grace = signed_in(), signed_in()
    form = opened(grace, chapter) | {"body": "The same words."}
    ada.post(at("change", chapter), opened(ada, chapter) | {"body": "The same words."})

    assert grace.post(at("change", chapter), form).status_code == 302
    assert chapter.revisions.count() == 2


def test_a_form_with_another_mistake_keeps_what_was_typed_and_the_revision_it_was_opened_with(chapter):
    ada, grace = signed_in(), signed_in()
    form = opened(grace, chapter) | {"body": "Words of Grace."}

    page = grace.post(at("change", chapter), form | {"title": ""})
    ada.post(at("change", chapter), opened(ada, chapter) | {"body": "Words of Ada."})
    again = grace.post(at("change", chapter), form | {"seen": sent_by(page.text, chapter)["seen"]})

    assert "This field is required." in page.text
    assert again.status_code == 200
    assert body(chapter) == "Words of Ada."


@pytest.mark.parametrize("seen", ["x", "-1", "9" * 40, "٣"])
def test_a_number_that_is_none_stores_nothing_it_should_not(chapter, seen):
    client = signed_in()

    answer = client.post(at("change", chapter), opened(client, chapter) | {"seen": seen, "body": "Typed."})

    assert answer.status_code == 200
    assert body(chapter) == "Words at the start."
    assert "Typed." in answer.text


def test_a_chapter_that_was_removed_meanwhile_shows_what_was_typed(chapter):
    client = signed_in()
    form = opened(client, chapter)
    actions.remove_chapter(chapter=chapter)

    page = client.post(at("change", chapter), form | {"body": "An hour’s work."})

    assert page.status_code == 410
    assert "An hour’s work." in page.text


def test_a_text_that_is_refused_in_the_moment_of_the_release_is_kept(chapter, monkeypatch):
    client = signed_in()
    form = opened(client, chapter)

    def refuse(**words):
        raise actions.NotADraft(chapter.edition)

    monkeypatch.setattr(actions, "save_chapter", refuse)
    client.post(at("change", chapter), form | {"body": "An hour’s work."})

    assert Typing.objects.get().body == "An hour’s work."


# ── At the same moment ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("_", range(3))
def test_of_saves_at_the_same_moment_one_wins_and_the_others_are_told(chapter, _):
    def save(number):
        mine = Chapter.objects.select_related("edition__guideline").get(pk=chapter.pk)
        mine.body = f"Words of {number}."
        return actions.save_chapter(chapter=mine, seen=1)

    outcomes = at_once(*(lambda number=number: save(number) for number in range(4)))

    refused = refusals(outcomes)
    assert len(refused) == 3
    assert all(isinstance(refusal, actions.StaleChapter) for refusal in refused)
    (saved,) = [outcome for outcome in outcomes if isinstance(outcome, Chapter)]
    assert body(chapter) == saved.body
    assert list(chapter.revisions.order_by("number").values_list("number", flat=True)) == [1, 2]


@pytest.mark.parametrize("_", range(3))
def test_of_forms_sent_at_the_same_moment_one_is_saved_and_the_other_shows_both(chapter, _):
    clients = [signed_in(), signed_in()]
    forms = [opened(client, chapter) | {"body": f"Words of {n}."} for n, client in enumerate(clients)]

    answers = at_once(*(lambda c=c, f=f: c.post(at("change", chapter), f) for c, f in zip(clients, forms, strict=True)))

    assert sorted(answer.status_code for answer in answers) == [200, 302]
    assert chapter.revisions.count() == 2
    refused = next(answer for answer in answers if answer.status_code == 200)
    assert "while you were writing" in refused.text
    assert refused.text.count("Words of") >= 2


def test_saves_without_a_number_at_the_same_moment_all_stay_revisions(chapter):
    def save(number):
        mine = Chapter.objects.select_related("edition__guideline").get(pk=chapter.pk)
        mine.body = f"Words of {number}."
        return actions.save_chapter(chapter=mine)

    assert not refusals(at_once(*(lambda number=number: save(number) for number in range(4))))
    numbers = chapter.revisions.order_by("number").values_list("number", flat=True)
    assert list(numbers) == [1, 2, 3, 4, 5]
