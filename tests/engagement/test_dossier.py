"""The dossier accounts for an edition: each change, comment, approval, act and hash, to read and as JSON."""

import pytest

from engagement.models import ReviewComment
from engagement.reviewing import actions
from guidelines import actions as guidelines_actions
from guidelines.models import Edition
from tests.engagement.reviewing import make_link, send_comment, send_verdict
from tests.make import (
    explain,
    make_draft,
    make_editor,
    make_released_edition,
    make_second_edition,
    make_statement,
    rewrite,
)

pytestmark = pytest.mark.django_db


def page_of(edition, end="dossier/"):
    return f"/admin/engagement/reviewlink/edition/{edition.pk}/{end}"


def reviewed_edition(reviewer, *, approve=True):
    """Edition 2 of a guideline, commented on, answered, approved or not, and released."""
    draft = guidelines_actions.start_draft(guideline=make_released_edition().guideline)
    rewrite(draft, "focus-on-self", "time to reflect", "an hour to reflect")
    explain(
        draft, "self-reflection", reason="Students asked for an hour.", evidence="See [a study](https://example.org/)."
    )
    _, address = make_link(draft)
    send_comment(reviewer, address + "chapters/focus-on-self/", words="Who gives the hour?")
    actions.answer(
        comment=ReviewComment.objects.get(edition=draft),
        by=make_editor(first_name="Edith"),
        words="The tutor.",
        resolve=True,
    )
    if approve:
        send_verdict(reviewer, address, words="Good.")
    reason = "" if approve else "An error had to go at once."
    return guidelines_actions.release(
        edition=Edition.objects.get(pk=draft.pk), by=make_editor(first_name="Pat"), reason=reason
    )


def test_it_holds_every_change_comment_approval_and_hash(desk, reviewer, at_once):
    edition = reviewed_edition(reviewer)

    facts = desk.get(page_of(edition, "dossier.json")).json()

    change = facts["changes"][0]
    assert (change["key"], change["kind"]) == ("self-reflection", "amended")
    assert "time to reflect" in change["before"]["source"] and "an hour to reflect" in change["after"]["source"]
    assert change["reason"] == "Students asked for an hour."
    comment = facts["comments"][0]
    assert (comment["by"], comment["statement"], comment["words"]) == (
        "Ada Reviewer",
        "self-reflection",
        "Who gives the hour?",
    )
    assert comment["answers"][0]["words"] == "The tutor." and comment["resolved_by"] == "Edith"
    assert facts["verdicts"][0]["kind"] == "approved"
    assert facts["release"]["approval"]["by"] == "Ada Reviewer"
    assert facts["release"]["fingerprint"] == facts["verdicts"][0]["fingerprint"] == facts["comments"][0]["fingerprint"]
    assert facts["edition"]["content_hash"] == edition.content_hash
    assert [act["did"] for act in facts["acts"]][:1] == ["made review link"]
    assert "released" in [act["did"] for act in facts["acts"]]
    assert facts["reviewers"][0]["name"] == "Ada Reviewer"


def test_it_is_a_page_with_the_same(desk, reviewer, at_once):
    edition = reviewed_edition(reviewer)

    page = desk.get(page_of(edition)).text

    for words in [
        "Dossier of edition 2",
        edition.content_hash,
        "Released on the approval of Ada Reviewer",
        "Students asked for an hour.",
        '<a href="https://example.org/"',
        "Who gives the hour?",
        "The tutor.",
        "Resolved by Edith",
        "<ins>",
    ]:
        assert words in page


def test_a_release_without_approval_says_why_and_that_it_waits(desk, reviewer, at_once):
    edition = reviewed_edition(reviewer, approve=False)

    page, facts = desk.get(page_of(edition)).text, desk.get(page_of(edition, "dossier.json")).json()

    assert "Released without approval" in page and "An error had to go at once." in page
    assert "Nobody else has approved it to this day." in page
    assert facts["release"]["without_approval"] and facts["release"]["still_lacks_approval"]


def test_what_was_removed_names_its_successors(desk):
    edition = make_second_edition()

    facts = desk.get(page_of(edition, "dossier.json")).json()

    removed = next(change for change in facts["changes"] if change["kind"] == "removed")
    assert (removed["key"], removed["successors"], removed["after"]) == ("shared-work", ["fresh-start"], None)
    assert "In its place: " in desk.get(page_of(edition)).text


def test_a_correction_and_a_withdrawal_are_told(desk):
    edition = make_second_edition()
    change = edition.changes.get(statement__key="self-reflection")
    guidelines_actions.correct_change(
        change=change, by=make_editor(first_name="Cora"), why="The year was wrong.", evidence="Survey of 2017."
    )
    guidelines_actions.withdraw(edition=edition, outcome="error", reason="It went out too soon.", by=make_editor())

    page, facts = desk.get(page_of(edition)).text, desk.get(page_of(edition, "dossier.json")).json()

    assert "The year was wrong." in page and "Survey of 2017." in page and "by Cora" in page
    assert "It went out too soon." in page
    corrected = next(one for one in facts["changes"] if one["key"] == "self-reflection")
    assert corrected["corrections"][0]["before"]["evidence"] == "Survey of 2018."
    assert facts["withdrawal"]["outcome"] == "error" and facts["edition"]["state"] == "withdrawn"


def test_a_draft_has_one_too(desk):
    draft = guidelines_actions.start_draft(guideline=make_second_edition().guideline)
    rewrite(draft, "focus-on-self", "planned time", "protected time")

    facts = desk.get(page_of(draft, "dossier.json")).json()

    assert facts["edition"]["state"] == "draft"
    assert len(facts["edition"]["fingerprint"]) == 64
    assert [change["key"] for change in facts["changes"]] == ["self-reflection"]
    assert "The editors have not written the reason yet." in desk.get(page_of(draft)).text


def test_a_first_edition_has_one_too(desk):
    edition = make_released_edition()

    assert "everything in it was new" in desk.get(page_of(edition)).text
    assert desk.get(page_of(edition, "dossier.json")).json()["changes"] == []


def test_no_address_of_a_reviewer_is_in_it(desk):
    link, _ = make_link(email="ada@example.org")

    assert "ada@example.org" not in desk.get(page_of(link.edition)).text
    assert "ada@example.org" not in desk.get(page_of(link.edition, "dossier.json")).text


def test_strangers_do_not_get_it(client):
    edition = make_draft()

    for end in ("dossier/", "dossier.json"):
        assert client.get(page_of(edition, end)).status_code == 302
    client.force_login(make_editor("resources.view_document"))
    assert client.get(page_of(edition)).status_code == 403


@pytest.mark.parametrize("end", ["dossier/", "dossier.json"])
def test_it_costs_as_many_queries_with_many_changes(desk, django_assert_max_num_queries, end):
    many = {
        f"chapter-{place}": "".join(make_statement(f"key-{place * 3 + n}") for n in range(3)) for place in range(20)
    }
    first = make_released_edition(bodies=many)
    draft = guidelines_actions.start_draft(guideline=first.guideline)
    for chapter in draft.chapters.all():
        chapter.body = chapter.body.replace("time to reflect", "an hour to reflect")
        guidelines_actions.save_chapter(chapter=chapter)
    for number in range(60):
        explain(draft, f"key-{number}")
    edition = guidelines_actions.release(edition=Edition.objects.get(pk=draft.pk), by=make_editor(), reason="Test.")

    with django_assert_max_num_queries(32):
        page = desk.get(page_of(edition, end)).text

    assert page.count("an hour to reflect") + page.count("an hour</ins> to reflect") >= 60
