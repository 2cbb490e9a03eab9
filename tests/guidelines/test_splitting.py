"""A chapter becomes two: nothing of its text, its keys or its links is lost."""

import pytest
from django.urls import reverse

from guidelines import actions, preflight
from guidelines.draft import Draft
from guidelines.models import Care
from guidelines.models.change import Kind
from portal.markdown import splitting
from tests.make import make_draft, make_editor, make_released_edition, make_statement

BODY = f"""Words before[^1], see [below](#late) and [later](#aims-2).

## Aims

One[^b].

::: note
## Inside a box

Words.
:::

## Second part {{#second}}

### Deep

Words[^1] about [the aims](#aims) and [these](#aims-2), [nice].

{make_statement("late")}
## Aims

More, see [this part](#second).

### Deeper

[^1]: A note
    in two lines.

[^b]: Another note.

[nice]: https://example.org
"""


# ── The text ─────────────────────────────────────────────────────────────────────────────────────


def test_only_headings_of_the_first_level_with_text_on_both_sides_are_offered():
    assert [heading.id for heading in splitting.places(BODY)] == ["aims", "second", "aims-2"]
    assert splitting.places("## First\n\nWords.\n\n## Last\n") == []


def test_each_half_keeps_its_ids_and_its_notes():
    halves = splitting.split(BODY, "second")

    assert halves.title == "Second part"
    assert "## Aims {#aims}" in halves.before
    assert "## Aims {#aims-2}" in halves.after
    assert halves.before.count("A note\n    in two lines.") == halves.after.count("A note\n    in two lines.") == 1
    assert "Another note" in halves.before
    assert "Another note" not in halves.after
    assert "[nice]: https" in halves.after
    assert "[nice]: https" not in halves.before
    assert "late" in halves.moved
    assert "aims-2" in halves.moved
    assert "aims" not in halves.moved


def test_headings_below_the_one_that_became_the_title_come_up_one_level():
    after = splitting.split(BODY, "second").after

    assert after.startswith("## Deep {#deep}")
    assert "### Deeper {#deeper}" in after  # stands below a heading that stays


def test_a_statement_straddled_by_no_cut_keeps_every_letter():
    assert make_statement("late").strip() in splitting.split(BODY, "second").after


@pytest.mark.parametrize("at", ["", "nowhere", "inside-a-box", "deep"])
def test_where_it_cannot_be_cut_is_refused(at):
    with pytest.raises(splitting.NotThere):
        splitting.split(BODY, at)


# ── The chapters ─────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def draft(db):
    others = {"other": "[x](chapter:long#late), [y](chapter:long#aims), [z](chapter:long#second)"}
    return make_draft(bodies={"first": make_statement("first"), "long": BODY} | others)


def split(draft, **said):
    chapter = draft.chapters.get(slug="long")
    words = {"at": "second", "title": "Second part", "slug": "second-part"} | said
    return actions.split_chapter(chapter=chapter, **words)


def test_the_new_chapter_stands_right_behind_and_both_have_a_revision(draft):
    person = make_editor()

    new = split(draft, by=person)

    assert list(draft.chapters.values_list("slug", flat=True)) == ["first", "long", "second-part", "other"]
    assert [each.deed for each in new.revisions.all()] == ["When a chapter was split"]
    old = draft.chapters.get(slug="long")
    assert [each.deed for each in old.revisions.order_by("number")] == ["Typed", "When a chapter was split"]
    assert new.revisions.get().made_by == person


def test_every_link_that_was_good_is_good_afterwards(draft):
    before = {str(finding) for finding in preflight.findings(Draft(draft))}
    assert not any("leads nowhere" in each or "points to nothing" in each for each in before)

    split(draft)

    now = [str(finding) for finding in preflight.findings(Draft(draft))]
    assert [each for each in now if "nowhere" in each or "nothing" in each] == []
    bodies = dict(draft.chapters.values_list("slug", "body"))
    assert "[below](chapter:second-part#late) and [later](chapter:second-part#aims-2)" in bodies["long"]
    assert "[the aims](chapter:long#aims) and [these](#aims-2)" in bodies["second-part"]
    assert "[this part](chapter:second-part)" in bodies["second-part"]
    links = "[x](chapter:second-part#late), [y](chapter:long#aims), [z](chapter:second-part)"
    assert bodies["other"] == links


def test_a_link_to_an_anchor_that_is_gone_is_found_before_the_release(draft):
    split(draft)
    other = draft.chapters.get(slug="other")
    other.body = "[x](chapter:long#late)"
    actions.save_chapter(chapter=other)

    assert any("leads nowhere" in str(finding) for finding in preflight.findings(Draft(draft)))


def test_statements_that_went_along_are_moved_and_the_rest_unchanged(db):
    first = make_released_edition(bodies={"long": "Words.\n\n" + make_statement("stays") + "\n" + BODY})
    draft = actions.start_draft(guideline=first.guideline)

    split(draft)

    assert Draft(draft).kinds == {"stays": Kind.UNCHANGED, "late": Kind.MOVED}


def test_who_looked_after_one_looks_after_both(draft):
    person = make_editor()
    actions.look_after_chapter(chapter=draft.chapters.get(slug="long"), by=person, owner=person, next_review_on=None)

    new = split(draft)

    assert Care.objects.get(chapter_key=new.key).owner == person


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"at": "nowhere"}, actions.NoSuchHeading),
        ({"slug": "first"}, actions.AddressTaken),
        ({"seen": 7}, actions.StaleChapter),
    ],
)
def test_what_is_refused_changes_nothing(draft, said, why):
    with pytest.raises(why):
        split(draft, **said)

    assert draft.chapters.get(slug="long").body == BODY
    assert draft.chapters.count() == 3


# ── The pages ────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def desk(db, client):
    client.force_login(make_editor())
    return client


def at(chapter, query=""):
    return reverse("admin:guidelines_chapter_split", args=[chapter.pk]) + query


def test_a_chapter_is_split_from_its_page(desk, draft):
    chapter = draft.chapters.get(slug="long")
    assert "Second part" in desk.get(at(chapter)).text

    page = desk.get(at(chapter, "?at=second"))
    assert 'value="Second part"' in page.text
    assert 'value="second-part"' in page.text
    typed = {"title": "The second", "slug": "the-second", "seen": "1"}
    answer = desk.post(at(chapter, "?at=second"), typed, follow=True)

    assert "“The second” follows it as a chapter of its own" in answer.text
    assert draft.chapters.get(slug="the-second").position == 3


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"slug": "first"}, "Another chapter of this edition has the address"),
        ({"slug": "two words"}, "Enter a valid"),
        ({"title": ""}, "This field is required"),
        ({"title": "a\x00b"}, "Null characters"),
        ({"seen": "7"}, "since you opened this page"),
    ],
)
def test_what_was_typed_wrongly_is_said_and_kept(desk, draft, typed, words):
    chapter = draft.chapters.get(slug="long")

    page = desk.post(at(chapter, "?at=second"), {"title": "Typed by me", "slug": "mine", "seen": "1"} | typed)

    assert page.status_code == 200
    assert words in page.text
    assert draft.chapters.count() == 3


def test_a_chapter_that_cannot_be_split_says_so(desk, draft):
    chapter = draft.chapters.get(slug="first")

    assert "cannot be split" in desk.get(at(chapter)).text
    assert "no such heading" in desk.get(at(chapter, "?at=%E2%80%AE"), follow=True).text


def test_a_released_chapter_is_not_split(desk):
    chapter = make_released_edition(bodies={"long": BODY}).chapters.get()

    assert "already been released" in desk.get(at(chapter), follow=True).text
    assert "already been released" in desk.post(at(chapter, "?at=second"), {}, follow=True).text
