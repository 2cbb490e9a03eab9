"""From a Word document to a released edition: an editor, a reviewer without an account, and a publisher."""

import re

import docx
import pytest
from django.contrib.auth.models import Group
from django.core import mail
from docx.enum.style import WD_STYLE_TYPE
from playwright.sync_api import expect

from engagement.reviewing import actions as reviewing
from guidelines import actions
from tests.make import make_draft, make_editor, make_statement

from .looking import problems_in_all


def make_member(group, name):
    person = make_editor("guidelines.view_edition", username=name.lower(), first_name=name)
    person.groups.add(Group.objects.get(name=group))
    return person


def word_document(folder):
    document = docx.Document()
    document.styles.add_style("Statement", WD_STYLE_TYPE.PARAGRAPH)
    document.add_heading("Focus on self", 1)
    document.add_paragraph("Leadership begins with noticing what others need.")
    document.add_paragraph("Give every student a mentor.", style="Statement")
    document.add_heading("Working with others", 1)
    table = document.add_table(2, 2)
    for cell, words in zip(table._cells, ["Term", "Hours", "First", "12"], strict=True):
        cell.text = words
    document.save(folder / "guideline.docx")
    return folder / "guideline.docx"


@pytest.fixture
def pat(transactional_db):
    return make_member("Publisher", "Pat")


@pytest.fixture
def draft(pat):
    body = "Leadership begins with noticing.\n\n" + make_statement("self-reflection")
    first = make_draft(bodies={"focus-on-self": body})
    first = actions.release(edition=first, by=pat, reason="The first edition.")
    return actions.start_draft(guideline=first.guideline, by=pat)


def import_from_word(page, document):
    page.get_by_role("link", name="Import from Word").click()
    page.get_by_label("Word document").set_input_files(document)
    page.get_by_role("button", name="Read the document").click()
    expect(page.get_by_text("takes the place of the text at “focus-on-self”")).to_be_visible()
    page.get_by_role("button", name="Import 2 chapters").click()
    expect(page.get_by_text("2 chapters imported.")).to_be_visible()


def write_and_be_interrupted(context, page, draft):
    """The editor types, the page is closed before anything was saved, and what was typed is there again."""
    page.get_by_role("link", name="Focus on self").first.click()
    text = page.get_by_role("textbox", name="Text")
    page.wait_for_load_state("networkidle")  # nobody types before the page stands
    amended = make_statement("self-reflection", "Give every student an hour a week to reflect.")
    text.fill(f"{text.input_value()}\n\n{amended}")
    address = page.url
    page.close()

    page = context.new_page()
    page.goto(address)
    page.locator("[data-unsaved]").get_by_role("link", name="Use it").click()
    expect(page.get_by_role("textbox", name="Text")).to_have_value(re.compile("an hour a week"))
    page.get_by_role("button", name="Save", exact=True).first.click()
    page.wait_for_url("**/edition/**")
    return page


def explain_every_change(page, draft):
    page.goto(f"/admin/guidelines/edition/{draft.pk}/changes/")
    sections = page.locator(".desk-change").all()
    assert len(sections) == 2  # the mentor is new, the hour is amended
    for section in sections:
        section.get_by_label("Why").fill("Students asked for it.")
        section.get_by_label("Evidence").fill("Survey of 2018.")
        section.get_by_label("What educators should do").fill("Put it into the timetable.")
    page.get_by_role("button", name="Save the explanations").click()
    expect(page.get_by_text("All are explained.")).to_be_visible()


def make_review_link(page, draft):
    page.goto(f"/admin/guidelines/edition/{draft.pk}/change/")
    page.get_by_role("link", name="Reviewers").click()
    page.get_by_label("Reviewer’s name").fill("Ada Reviewer")
    page.get_by_label("Organisation").fill("A Body")
    page.get_by_label("E-mail").fill("ada@example.org")
    page.get_by_role("button", name="Make the link").click()
    expect(page.get_by_text("It is on its way to ada@example.org")).to_be_visible()
    assert "/review/" not in page.locator("#content").inner_html()  # only the reviewer gets the address
    return re.search(r"/review/[\w-]{43}/", mail.outbox[-1].body)[0]


def approve(page, address):
    page.goto(f"{address}verdict/")
    page.get_by_role("button", name="Approve this draft").click()
    expect(page.get_by_text("Ada Reviewer approved it").last).to_be_visible()


def test_an_edition_from_word_to_its_readers(at_once, browser_of, pat, draft, tmp_path):
    edith = make_member("Editor", "Edith")
    editor = browser_of(edith)
    page = editor.new_page()
    page.goto(f"/admin/guidelines/edition/{draft.pk}/change/")
    import_from_word(page, word_document(tmp_path))
    page = write_and_be_interrupted(editor, page, draft)
    explain_every_change(page, draft)
    address = make_review_link(page, draft)

    # The reviewer has no account, and no script runs in their browser.
    reviewer = browser_of(java_script_enabled=False).new_page()
    reviewer.goto(address)
    reviewer.get_by_role("link", name="What changes").click()
    expect(reviewer.locator("#self-reflection ins").first).to_contain_text("an hour a week")
    expect(reviewer.locator("#self-reflection")).to_contain_text("Students asked for it.")
    reviewer.goto(f"{address}chapters/focus-on-self/")
    expect(reviewer.get_by_text("This is a draft of edition 2, for review.")).to_be_visible()
    place = reviewer.locator("#self-reflection + details")
    place.locator("summary").click()
    place.get_by_label("Your comment").fill("Who protects the hour?")
    place.get_by_role("button", name="Send the comment").click()
    expect(reviewer.locator("article", has_text="Who protects the hour?").last).to_be_visible()
    approve(reviewer, address)
    assert reviewer.context.cookies() == []

    # The editor answers, and an edit drops the approval.
    page.goto("/admin/")
    page.get_by_role("link", name=f"1 open comment on {draft}").click()
    page.get_by_text("Answer or resolve").click()
    page.get_by_label("Your answer").fill("The timetable does, from now on.")
    page.get_by_label("This settles it").check()
    page.get_by_role("button", name="Send").click()
    page.goto(f"/admin/guidelines/edition/{draft.pk}/change/")
    expect(page.get_by_text("Approved by Ada Reviewer")).to_be_visible()
    page.get_by_role("link", name="Focus on self").first.click()
    text = page.get_by_role("textbox", name="Text")
    text.fill(text.input_value().replace("an hour a week", "a protected hour a week"))
    page.get_by_role("button", name="Save", exact=True).first.click()
    page.wait_for_url("**/edition/**")
    expect(page.get_by_text("it has to be approved again")).to_be_visible()

    # The reviewer sees the answer and the new words, and approves again.
    reviewer.goto(f"{address}chapters/focus-on-self/")
    expect(reviewer.get_by_text("The timetable does, from now on.")).to_be_visible()
    expect(reviewer.get_by_text("Said about words that have changed since")).to_be_visible()
    approve(reviewer, address)

    # The publisher releases, and readers see it at once.
    page = browser_of(pat).new_page()
    page.goto(f"/admin/guidelines/edition/{draft.pk}/change/")
    page.get_by_role("link", name="Release edition 2…").click()
    page.get_by_role("button", name="Release edition 2").click()
    expect(page.get_by_text("is public")).to_be_visible()
    reader = browser_of().new_page()
    reader.goto(f"/guidelines/{draft.guideline.slug}/chapters/focus-on-self/")
    expect(reader.locator("#self-reflection")).to_contain_text("a protected hour a week")
    reviewer.goto(address)
    expect(reviewer.get_by_role("heading", name="Thank you for your review")).to_be_visible()
    page.goto(f"/admin/guidelines/edition/{draft.pk}/change/")
    page.get_by_role("link", name="Dossier").click()
    expect(page.get_by_text("Released on the approval of Ada Reviewer")).to_be_visible()
    expect(page.get_by_text("Who protects the hour?")).to_be_visible()


def test_every_page_of_a_review_is_accessible(browser_of, pat, draft):
    chapter = draft.chapters.get()
    chapter.body = chapter.body.replace("time to reflect", "an hour to reflect").replace("noticing", "looking")
    actions.save_chapter(chapter=chapter, by=pat)
    link, secret = reviewing.make_link(edition=draft, by=pat, name="Ada Reviewer", organisation="A Body")
    comment = reviewing.comment(
        link=link, once="1", name="Ada", words="Why?", about="chapter", chapter=chapter, digest="-", fingerprint="-"
    )
    reviewing.answer(comment=comment, by=pat, words="Because.", resolve=True)
    address = reviewing.address_of(secret)
    desk = f"/admin/engagement/reviewlink/edition/{draft.pk}/"
    page = browser_of(pat, bypass_csp=True).new_page()
    wrong = {}
    for there in [
        *[address, f"{address}chapters/focus-on-self/", f"{address}changes/", f"{address}verdict/", "/review/nothing/"],
        *[f"{desk}dossier/", f"{desk}?show="],
    ]:
        page.goto(there)
        for summary in page.locator("#main_content summary, .desk-part summary").all()[1:3]:
            summary.click()
        if "chapters" in there:
            page.locator(".remark[open] button").first.click()  # empty, and at once: refused
            page.locator("#wrong").wait_for()
        if found := problems_in_all(page, 1280, *([] if "?show=" in there else [320])):
            wrong[there] = found
    assert wrong == {}
