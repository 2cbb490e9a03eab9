"""What stops a release: everything is said at once, and a refused release leaves nothing behind."""

from datetime import timedelta

import pytest
from django.forms.models import model_to_dict

from guidelines import actions
from guidelines.draft import Draft
from guidelines.models import Edition, Statement, Wording
from portal import markdown
from tests.make import (
    FIRST_RELEASE,
    SECOND_RELEASE,
    explain,
    force_release,
    make_document,
    make_draft,
    make_editor,
    make_guideline,
    make_released_edition,
    make_second_edition,
    make_statement,
    rewrite,
)

pytestmark = pytest.mark.django_db
ONE = make_statement("one", "First words.")
TWO = make_statement("two", "Second words.")
EDITED = timedelta(days=1)


def refusals(draft, at=SECOND_RELEASE + EDITED):
    """The sentences that stop this draft's release."""
    with pytest.raises(actions.NotReady) as refusal:
        force_release(edition=draft, by=make_editor(), at=at)
    return [str(finding) for finding in refusal.value.findings]


def draft_with(body, **others):
    return make_draft(bodies={"a": body} | others)


def next_draft(**bodies):
    return actions.start_draft(guideline=make_released_edition(bodies=bodies).guideline)


# ── The text ─────────────────────────────────────────────────────────────────────────────────────


def test_an_edition_without_a_chapter_is_refused():
    draft = actions.start_draft(guideline=make_guideline())

    assert refusals(draft) == ["This edition has no chapter yet."]


@pytest.mark.parametrize("body", ["", " \n\t\n", "[nothing]: https://example.org"])
def test_an_empty_chapter_is_refused(body):
    assert refusals(draft_with(body, b=ONE)) == ["This chapter is empty. (chapter “A”)"]


def test_a_key_used_twice_in_one_chapter_is_refused():
    (finding,) = refusals(draft_with(ONE + "\n" + ONE))

    assert "The key “one” is used for more than one statement" in finding
    assert finding.endswith("(chapter “A”, line 5)")


def test_a_key_used_in_two_chapters_is_refused_where_it_comes_second():
    assert refusals(draft_with(ONE, b="Words.\n\n" + ONE)) == [
        "The key “one” is used twice; give one of the statements a fresh key. (chapter “B”, line 3)"
    ]


def test_the_key_of_a_removed_statement_is_refused():
    second = make_second_edition()
    third = actions.start_draft(guideline=second.guideline)
    actions.add_chapter(edition=third, title="Again", slug="again", body=make_statement("shared-work"))
    explain(third, "shared-work", "new")

    (finding,) = refusals(third)
    assert finding.startswith("The key “shared-work” belonged to a statement that was removed; keys are never reused.")
    assert finding.endswith("(chapter “Again”, line 1)")


def test_a_title_that_no_list_can_hold_is_refused():
    draft = draft_with(make_statement("one", title="Long " * 51))

    assert refusals(draft) == ["The title of “one” is longer than 250 characters. Shorten it. (chapter “A”, line 1)"]


def test_a_chapter_that_is_too_long_once_its_headings_carry_their_ids_is_refused():
    body = "## Heading\n\n" + "Word. " * (markdown.MAX_LENGTH // 6 - 3)
    assert len(body) < markdown.MAX_LENGTH < len(markdown.pin_heading_ids(body))

    assert refusals(draft_with(body)) == ["This chapter is too long: divide it into several. (chapter “A”)"]


# ── Links ────────────────────────────────────────────────────────────────────────────────────────


NOWHERE = """
chapter:missing chapter:b#missing statement:missing document:missing missing.html
/missing/ /resources/missing/ /news/missing/ /about/missing/ /guidelines/Ü/chapters/
"""


@pytest.mark.parametrize("target", NOWHERE.split())
def test_a_link_to_nowhere_is_refused(target):
    assert refusals(draft_with(f"[words]({target})", b=ONE)) == [
        f"The link “words” to {target} leads nowhere. (chapter “A”, line 1)"
    ]


def test_a_link_to_nowhere_on_the_same_page_is_refused():
    (finding,) = refusals(draft_with("Words.\n\n[words](#missing)"))

    assert finding == "The link to “#missing” points to nothing on this page. (chapter “A”, line 3)"


@pytest.mark.parametrize("target", ["http://[", "https://exa[mple/", "/[", "//["])
def test_an_address_that_nobody_can_read_is_a_sentence_and_no_crash(target):
    assert all("words" in finding or target in finding for finding in refusals(draft_with(f"[words](<{target}>)")))


def test_links_that_lead_somewhere_pass():
    make_document(slug="framework")
    links = "chapter:b chapter:b#aims statement:one document:framework /resources/framework/ /resources/ /?x=1 #top"
    outside = ["https://example.org/a?b=c#d", "mailto:leaders@example.org", "tel:+441134960000"]
    body = "\n".join(f"[words]({target})" for target in links.split() + outside)

    edition = force_release(edition=draft_with(body, b="## Aims\n\n" + ONE), by=make_editor())

    assert not edition.is_draft


def test_a_link_to_nowhere_in_the_summary_is_refused():
    draft = draft_with(ONE)
    Edition.objects.filter(pk=draft.pk).update(summary="See [the plan](document:missing).\n\n![](/media/images/a.png)")

    assert refusals(draft) == [
        "In “What is new”: The image without text “/media/images/a.png” tells nothing to people who cannot see it."
        " Write what it shows.",
        "In “What is new”: The link “the plan” to document:missing leads nowhere.",
    ]


# ── What changes ─────────────────────────────────────────────────────────────────────────────────


def test_everything_of_substance_must_be_explained():
    draft = next_draft(a=ONE, b=TWO)
    rewrite(draft, "a", "First words", "Other words")
    actions.remove_chapter(chapter=draft.chapters.get(slug="b"))
    actions.add_chapter(edition=draft, title="C", slug="c", body=make_statement("three"))

    asked = "say why, on what evidence and what educators should do."
    assert refusals(draft) == [
        f"“one” is amended: {asked}",
        f"“three” is new: {asked}",
        f"“two” is removed: {asked}",
        "“two” is removed: name what takes its place, or say that nothing does.",
    ]


def test_only_what_is_missing_is_asked_for():
    draft = next_draft(a=ONE)
    rewrite(draft, "a", "First words", "Other words")
    explain(draft, "one", evidence=" \n ")

    assert refusals(draft) == ["“one” is amended: say on what evidence."]


def test_a_removed_statement_cannot_both_have_a_successor_and_none():
    draft = next_draft(a=ONE + "\n" + TWO)
    rewrite(draft, "a", TWO, "")
    explain(draft, "two", "removed", successors=["one"], has_no_successor=True)

    assert refusals(draft) == ["“two” is removed: it names a successor and says that there is none."]


def test_a_successor_must_be_in_the_edition():
    draft = next_draft(a=ONE + "\n" + TWO)
    rewrite(draft, "a", TWO, "")
    explain(draft, "two", "removed", successors=["unknown"])

    assert refusals(draft) == ["“two” is replaced by “unknown”, which this edition does not have."]


def test_a_statement_may_go_without_a_successor_when_that_is_said():
    draft = next_draft(a=ONE + "\n" + TWO)
    rewrite(draft, "a", TWO, "")
    explain(draft, "two", "removed", has_no_successor=True)

    edition = force_release(edition=draft, by=make_editor(), at=SECOND_RELEASE)

    assert edition.changes.get(statement__key="two").has_no_successor


def test_everything_is_said_at_once():
    second = make_second_edition()
    draft = actions.start_draft(guideline=second.guideline)
    for chapter in draft.chapters.all():
        chapter.body = {"focus-on-self": "", "new": "[x](chapter:gone)\n\n" + make_statement("shared-work")}.get(
            chapter.slug, chapter.body + "\n#### A jump\n"
        )
        actions.save_chapter(chapter=chapter)

    said = " ".join(refusals(draft))

    for words in [
        "chapter is empty",
        "jumps from level",
        "keys are never reused",
        "leads nowhere",
        "is removed: say why",
        "is new: say why",
        "name what takes its place",
    ]:
        assert words in said


def test_a_refused_release_leaves_nothing_behind():
    draft = next_draft(a="## Heading\n\n" + ONE)
    rewrite(draft, "a", "First words", "Other words")
    before = [model_to_dict(row) for row in (Edition.objects.get(pk=draft.pk), *draft.chapters.all())]

    refusals(draft)

    after = [model_to_dict(row) for row in (Edition.objects.get(pk=draft.pk), *draft.chapters.all())]
    assert after == before
    assert not Wording.objects.filter(edition=draft).exists()
    assert not draft.changes.exists()


def test_a_release_that_fails_half_way_leaves_nothing_behind(monkeypatch):
    draft = draft_with("## Heading\n\n" + ONE)

    def fail(edition):
        raise RuntimeError

    monkeypatch.setattr("guidelines.fingerprint.rendering_hash", fail)
    with pytest.raises(RuntimeError):
        force_release(edition=draft, by=make_editor())

    assert draft.chapters.get().body == "## Heading\n\n" + ONE
    assert not Statement.objects.filter(guideline=draft.guideline).exists()
    assert Edition.objects.get(pk=draft.pk).is_draft


@pytest.mark.parametrize("field", ["title", "slug", "body"])
def test_a_screen_that_shows_an_old_chapter_is_refused(field):
    draft = draft_with(ONE)
    seen = Draft(draft).fingerprint
    chapter = draft.chapters.get()
    setattr(chapter, field, "changed")
    actions.save_chapter(chapter=chapter)

    with pytest.raises(actions.StaleDraft):
        force_release(edition=draft, by=make_editor(), seen=seen)


def test_a_screen_that_shows_an_old_explanation_is_refused():
    draft = next_draft(a=ONE)
    rewrite(draft, "a", "First words", "Other words")
    explain(draft, "one")
    seen = Draft(draft).fingerprint
    explain(draft, "one", reason="Somebody else's reason.")

    with pytest.raises(actions.StaleDraft):
        force_release(edition=draft, by=make_editor(), seen=seen)


def test_a_screen_that_shows_what_is_there_releases():
    draft = draft_with(ONE)

    edition = force_release(edition=draft, by=make_editor(), seen=Draft(draft).fingerprint)

    assert not edition.is_draft


def test_no_edition_comes_before_the_one_that_it_follows():
    draft = next_draft(a=ONE)

    with pytest.raises(actions.TooEarly, match="after the release of edition 1"):
        force_release(edition=draft, by=make_editor(), at=FIRST_RELEASE - timedelta(seconds=1))


def test_an_edition_is_released_once():
    edition = make_released_edition()

    with pytest.raises(actions.NotADraft, match="has already been released"):
        force_release(edition=edition, by=make_editor())
