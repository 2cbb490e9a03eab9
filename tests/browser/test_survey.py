"""An editor builds a survey, an educator answers it with a mistake on the way, the editor sees the chart."""

import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from engagement.models import Survey, SurveyAnswer
from guidelines.models import Guideline
from tests.engagement.surveys.make import make_survey
from tests.make import make_editor

from .looking import go, look

pytestmark = pytest.mark.usefixtures("at_once")


@pytest.fixture
def editor(portal, browser_of):
    return browser_of(make_editor(), bypass_csp=True).new_page()


def build(page):
    """The editor’s part, by name and label as somebody with a keyboard has it."""
    go(page, "Add a section")
    page.get_by_label("Title", exact=True).fill("About you")
    page.get_by_label("Kind of question").select_option("Single choice")
    go(page, "Add a question here")
    question = page.locator("details[open]")
    question.get_by_label("Question").fill("Do you teach?")
    go(page, "Save")
    expect(page.get_by_role("alert")).to_contain_text("Write at least two options")
    look(page)
    page.locator("details[open]").get_by_label("Options").fill("Yes\nNo")
    page.get_by_label("Has to be answered").check()
    page.get_by_label("Kind of question").select_option("Long text")
    go(page, "Add a question here")
    question = page.locator("details[open]")
    question.get_by_label("Question").fill("What do you teach?")
    question.get_by_label("Show it").select_option(label="Yes")
    go(page, "Save")
    page.locator("summary", has_text="What do you teach?").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("shown only after a certain answer")).to_be_visible()
    look(page)


def test_from_the_first_question_to_the_chart(portal, editor, new_context):
    cache.clear()
    survey = make_survey(guideline=Guideline.objects.get(), slug="ours", title="Our survey")
    editor.goto(f"/admin/engagement/survey/{survey.pk}/questions/")
    build(editor)
    editor.get_by_role("link", name="See it as readers will").click()
    expect(editor.get_by_text("Nothing that you answer here is kept")).to_be_visible()
    go(editor, "Start the survey")
    expect(editor.get_by_role("group", name="1. Do you teach?")).to_be_visible()

    context = new_context(base_url=portal, bypass_csp=True, viewport={"width": 320, "height": 640}, color_scheme="dark")
    reader = context.new_page()
    reader.goto("/survey/ours/")
    look(reader)
    go(reader, "Start the survey")
    look(reader)
    go(reader, "Continue")
    expect(reader.get_by_role("alert")).to_be_focused()
    look(reader)
    reader.get_by_role("link", name="Answer question 1").click()
    expect(reader.get_by_label("Yes")).to_be_focused()
    reader.keyboard.press("Space")
    go(reader, "Continue")
    expect(reader.locator("p[role=status]")).to_be_focused()
    expect(reader.locator("p[role=status]")).to_contain_text("1 more question")
    look(reader)
    reader.get_by_label("2. What do you teach?").fill("Physiology\n\nand anatomy")
    go(reader, "Continue")
    expect(reader.get_by_role("heading", level=1)).to_have_text("Check your answers")
    look(reader)
    go(reader, "Send my answers")
    reference = reader.locator(".survey__reference").inner_text()
    look(reader)
    assert context.cookies() == []
    assert SurveyAnswer.objects.get().reference == reference

    editor.goto(f"/admin/engagement/survey/{survey.pk}/answers/")
    row = editor.get_by_role("row", name="Yes 1 100%")
    expect(row.locator("rect.bars__share")).to_have_attribute("width", "100")
    look(editor)
    editor.get_by_role("link", name="Read the texts to question 2").click()
    expect(editor.locator("blockquote")).to_contain_text("and anatomy")
    look(editor)


def test_a_reader_without_javascript_gets_to_the_end(portal, new_context):
    cache.clear()
    survey = Survey.objects.get()
    Survey.objects.filter(pk=survey.pk).update(closes_on="2099-01-01")
    page = new_context(base_url=portal, java_script_enabled=False).new_page()
    page.goto(survey.get_absolute_url())
    go(page, "Start the survey")
    page.get_by_label("Lecturer or tutor").check()
    go(page, "Continue")
    page.locator("summary", has_text="Stage 1").click()
    page.get_by_label("Structured reflection").check()
    page.get_by_role("radio", name="4", exact=True).check()
    go(page, "Continue")
    go(page, "Continue")

    expect(page.get_by_role("heading", level=1)).to_have_text("Check your answers")
    expect(page.get_by_text("Structured reflection")).to_be_visible()
    go(page, "Send my answers")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your answers were sent")
