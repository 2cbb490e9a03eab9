"""A reviewer comments on a statement, a paragraph or a chapter; the comment stays findable when the draft is edited."""

import pytest

from engagement.models import ReviewComment
from engagement.reviewing import actions
from guidelines import actions as guidelines_actions
from portal import public_forms
from tests.engagement.reviewing import about_paragraph, field, make_link, send_comment
from tests.make import make_draft, make_editor, rewrite

pytestmark = pytest.mark.django_db
CHAPTER = "chapters/focus-on-self/"


@pytest.fixture
def here(at_once):
    """The address of a draft's chapter for a reviewer."""
    return make_link()[1] + CHAPTER


def test_a_comment_on_a_statement_names_it_and_stands_under_it(client, here):
    answer = send_comment(client, here, words="Say <b>who</b> gives the time.")

    comment = ReviewComment.objects.get()
    assert answer.status_code == 303
    assert answer.url == f"{here}#comment-{comment.pk}"
    assert (comment.about, comment.statement_key) == ("statement", "self-reflection")
    page = client.get(here).text
    assert "Say &lt;b&gt;who&lt;/b&gt; gives the time." in page
    places = [
        page.index(words) for words in ("Give every student", f'id="comment-{comment.pk}"', "a decision to a value")
    ]
    assert places == sorted(places)


def test_a_comment_on_a_paragraph_keeps_its_words(client, here):
    about = about_paragraph(client.get(here).text, "Leadership begins")

    send_comment(client, here, about)

    comment = ReviewComment.objects.get()
    assert (comment.about, comment.quote) == ("passage", "Leadership begins with noticing.")


def test_a_comment_on_the_whole_chapter(client, here):
    send_comment(client, here, "chapter")

    assert ReviewComment.objects.get().about == "chapter"
    assert "Say it more simply." in client.get(here).text


def test_the_name_is_filled_in_and_may_be_another(client, here):
    assert 'value="Ada Reviewer"' in client.get(here).text

    send_comment(client, here, name="Ada’s colleague")

    assert ReviewComment.objects.get().name == "Ada’s colleague"


def test_a_double_click_makes_one_comment(client, here):
    page = client.get(here).text
    data = {"ticket": field(page, "ticket"), "about": "chapter", "words": "Once.", "name": "Ada"}

    answers = [client.post(here, data).status_code for _ in range(2)]

    assert answers == [303, 303]
    assert ReviewComment.objects.count() == 1


def test_two_comments_from_one_page_are_two(client, here):
    page = client.get(here).text
    data = {"ticket": field(page, "ticket"), "about": "chapter", "name": "Ada"}

    client.post(here, data | {"words": "First."})
    client.post(here, data | {"words": "Second."})

    assert ReviewComment.objects.count() == 2


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"words": ""}, "Write your comment."),
        ({"words": "Kept. " * 1000}, "at most 5000 fit"),
        ({"name": ""}, "Write your name."),
        ({"words": "Kept.", "name": "n" * 200}, "150"),
        ({"words": "Kept.\x00"}, "Null characters"),
        ({"words": "Kept.", "ticket": "forged"}, "did not come back whole"),
        ({"words": "Kept.", "about": "statement:no-such"}, "changed while you wrote"),
        ({"words": "Kept.", "about": "passage:0000"}, "changed while you wrote"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_words_with_the_text_kept(client, here, said, why):
    answer = send_comment(client, here, **said)

    assert answer.status_code == 422
    assert why in answer.text
    assert said.get("words", "Say it more simply.").strip("\x00 ") in answer.text
    assert not ReviewComment.objects.exists()


def test_a_form_that_came_back_at_once_is_asked_for_again(client):
    here = make_link()[1] + CHAPTER

    answer = send_comment(client, here)

    assert public_forms.SOONEST > 0
    assert "That was very quick." in answer.text


def test_a_changed_paragraph_keeps_its_comment_and_says_so(client, at_once):
    link, address = make_link()
    about = about_paragraph(client.get(address + CHAPTER).text, "Leadership begins")
    send_comment(client, address + CHAPTER, about)
    rewrite(link.edition, "focus-on-self", "begins with noticing", "always begins with noticing")

    page = client.get(address + CHAPTER).text

    assert "Said about words that have changed since: “Leadership begins with noticing.”" in page
    assert page.index("always begins") < page.index("Say it more simply.") < page.index("Knowing oneself")


def test_a_comment_on_a_vanished_paragraph_is_shown_below(client, at_once):
    link, address = make_link()
    about = about_paragraph(client.get(address + CHAPTER).text, "Leadership begins")
    send_comment(client, address + CHAPTER, about)
    rewrite(link.edition, "focus-on-self", "Leadership begins with noticing.", "Something else altogether stands here.")

    page = client.get(address + CHAPTER).text

    assert "Comments on words that are no longer here" in page
    assert "Say it more simply." in page


def test_a_statement_that_only_gets_another_number_has_not_changed(client, at_once):
    link, address = make_link()
    send_comment(client, address + CHAPTER, "statement:values-in-practice")
    first = '::: {.statement #self-reflection title="Self reflection"}\nGive every student time to reflect.\n:::\n'
    rewrite(link.edition, "focus-on-self", first, "")

    assert "have changed since" not in client.get(address + CHAPTER).text


def test_comments_on_a_removed_chapter_stay_on_the_first_page(client, at_once):
    link, address = make_link()
    send_comment(client, address + CHAPTER)
    guidelines_actions.remove_chapter(chapter=link.edition.chapters.get(slug="focus-on-self"))

    assert "Say it more simply." in client.get(address).text


def test_reviewers_see_each_others_comments_answers_and_what_is_settled(client, at_once):
    edition = make_draft()
    _, ada = make_link(edition)
    _, ben = make_link(edition, name="Ben")
    send_comment(client, ada + CHAPTER)
    actions.answer(comment=ReviewComment.objects.get(), by=make_editor(first_name="Edith"), words="Done.", resolve=True)

    page = client.get(ben + CHAPTER).text

    assert "Ada Reviewer" in page and "A Body" in page
    assert "Answer by <strong>Edith</strong>" in page and "Done." in page
    assert "Resolved by Edith" in page


def test_a_page_costs_as_many_queries_with_a_thousand_comments(client, at_once, django_assert_max_num_queries):
    _, address = make_link()
    send_comment(client, address + CHAPTER)
    one = ReviewComment.objects.get()
    with django_assert_max_num_queries(12):
        client.get(address + CHAPTER)
    fields = {field.attname: getattr(one, field.attname) for field in one._meta.concrete_fields if field.name != "id"}
    ReviewComment.objects.bulk_create(ReviewComment(**fields | {"once": str(number)}) for number in range(1000))

    with django_assert_max_num_queries(12):
        page = client.get(address + CHAPTER)

    assert page.text.count("Say it more simply.") == 1001


def test_a_passage_is_cut_where_it_ends_and_nothing_is_lost():
    from engagement.reviewing.passages import STATEMENT_LINKS, cut
    from portal import markdown
    from portal.gallery import WORDS

    html = markdown.parse(WORDS + "\n![a > b](/media/images/x.png)\n\n---\n\n- one\n  - two\n\nLast  \nline").html()

    parts = cut(html)

    assert "".join(part.html for part in parts) == STATEMENT_LINKS.sub("", html).rstrip()
    assert "statement:a-key" in [part.about for part in parts]
    assert next(part for part in parts if part.html.strip().startswith("<h2")).about == ""
