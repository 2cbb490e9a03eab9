"""An editor checks a draft, goes to the very line, adds a document to the evidence; the pages pass axe."""

from django.utils import timezone
from playwright.sync_api import expect

from guidelines import actions
from portal.models import OutsideLink
from tests.make import make_document, make_draft, make_editor, make_released_edition, make_second_edition, rewrite

from .looking import wrong_at

PROSE = "Words of a paragraph that is long enough to take more than one line in the editor. " * 3


def test_a_finding_leads_to_its_line(signed_in):
    make_draft(bodies={"a": "\n\n".join([PROSE] * 60) + "\n\nTODO here\n\n" + "\n\n".join([PROSE] * 20)})
    page = signed_in()
    page.goto("/admin/")
    page.get_by_role("link", name="Check").click()

    page.get_by_role("link", name="A, line 121").click()

    area = page.locator("#id_body")
    expect(area).to_be_focused()
    assert area.evaluate("area => area.value.slice(area.selectionStart, area.selectionEnd)") == "TODO here"
    assert area.evaluate("area => area.scrollTop") > 1000


def test_a_document_is_added_to_the_evidence(signed_in):
    draft = actions.start_draft(guideline=make_released_edition().guideline)
    rewrite(draft, "focus-on-self", "time to reflect", "an hour to reflect")
    make_document(slug="report", title="A report of 2018")
    page = signed_in()
    page.goto(f"/admin/guidelines/edition/{draft.pk}/changes/")

    page.get_by_role("button", name="Add a document or a link").click()
    page.get_by_label("Find a chapter, a statement or a document").fill("2018")
    page.get_by_role("button", name="A report of 2018").click()

    expect(page.get_by_label("Evidence")).to_have_value("[A report of 2018](document:report)")


def test_the_pages_pass_axe_and_fit(signed_in):
    edition = make_second_edition()
    actions.correct_change(
        change=edition.changes.get(kind="amended"), by=make_editor(), why="A slip.", reason="Students asked for it."
    )
    draft = actions.start_draft(guideline=edition.guideline)
    rewrite(draft, "focus-on-self", "a planned time", "an hour [here](https://gone.example/)")
    link = {"url": "https://gone.example/", "host": "gone.example", "checked_at": timezone.now()}
    OutsideLink.objects.create(failures=2, trouble="The page is not there (404).", **link)
    addresses = [
        "/admin/",
        "/admin/broken-links/",
        "/admin/what-links-here/?to=/resources/x/",
        f"/admin/guidelines/edition/{draft.pk}/check/",
        f"/admin/guidelines/edition/{draft.pk}/changes/",
        f"/admin/guidelines/edition/{edition.pk}/corrections/",
        f"/admin/guidelines/edition/{edition.pk}/corrections/self-reflection/",
        f"{edition.guideline.get_absolute_url()}changes/",
    ]
    assert wrong_at(signed_in(bypass_csp=True), addresses, 1024, 320) == {}
