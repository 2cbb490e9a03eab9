"""An educator applies to the steering group with a mistake on the way; an editor answers a reader’s feedback."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import expect

from engagement.models import ExpressionOfInterest, Feedback, SteeringGroupCall
from portal.models import Letter
from tests.make import make_editor

from .looking import go, look

pytestmark = pytest.mark.usefixtures("at_once")

CHAPTER = "/guidelines/leadership-pre-registration/chapters/stage-1-self/"


@pytest.fixture
def editor(portal, browser_of):
    return browser_of(make_editor(), bypass_csp=True).new_page()


@pytest.fixture
def reader(portal, new_context):
    cache.clear()
    size = {"width": 320, "height": 640}
    return new_context(base_url=portal, bypass_csp=True, viewport=size, color_scheme="dark").new_page()


def test_an_educator_applies_and_an_editor_makes_her_a_member(reader, editor):
    SteeringGroupCall.objects.update(closes_on=timezone.localdate() + timedelta(days=30))
    reader.goto("/take-part/")
    reader.get_by_role("link", name="National implementation steering group").click()
    look(reader)
    reader.get_by_role("link", name="Express your interest").click()
    look(reader)
    reader.get_by_label("Your name").fill("Ada Example")
    reader.get_by_label("Your e-mail address").fill("ada at example")
    reader.get_by_label("Your role").fill("Lecturer in midwifery")
    reader.get_by_label("Your region").select_option(label="London")
    reader.get_by_label("Why you would like to join").fill("I teach it.")
    reader.get_by_label("If I become a member").check()
    reader.get_by_label("How you would like to be named").fill("Ada Example, lecturer")
    go(reader, "Send my expression of interest")

    expect(reader.get_by_role("alert")).to_be_focused()
    look(reader)
    reader.get_by_role("link", name="Write the e-mail address in full").click()
    expect(reader.get_by_label("Your e-mail address")).to_be_focused()
    reader.keyboard.press("ControlOrMeta+a")
    reader.keyboard.type("ada@example.org")
    reader.get_by_label("I agree that").check()
    go(reader, "Send my expression of interest")

    look(reader)
    expression = ExpressionOfInterest.objects.get()
    expect(reader.locator(".survey__reference")).to_have_text(expression.reference)
    assert reader.context.cookies() == []
    assert expression.reference in Letter.objects.get(to="ada@example.org").text

    editor.goto("/admin/")
    editor.get_by_role("link", name="1 new expression of interest").click()
    look(editor)
    editor.get_by_role("link", name="Ada Example").click()
    expect(editor.get_by_text("I teach it.")).to_be_visible()
    editor.get_by_label("State").select_option(label="Member")
    look(editor)
    go(editor, "Save")
    reader.goto("/steering-group/")
    expect(reader.get_by_role("listitem").filter(has_text="Ada Example, lecturer")).to_be_visible()


def test_a_reader_says_what_is_wrong_and_an_editor_answers(reader, editor):
    reader.goto(CHAPTER)
    reader.get_by_role("link", name="Was this page useful? Tell us").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Tell us about this page")
    look(reader)
    go(reader, "Send")
    expect(reader.get_by_role("alert")).to_be_focused()
    look(reader)
    reader.get_by_label("No", exact=True).check()
    reader.get_by_label("What went wrong").fill("A table is cut off.")
    reader.get_by_label("Your e-mail address").fill("ben@example.org")
    go(reader, "Send")
    look(reader)
    assert reader.context.cookies() == []

    editor.goto("/admin/")
    editor.get_by_role("link", name="1 new message about a page").click()
    look(editor)
    editor.get_by_role("link", name="A table is cut off.").click()
    editor.get_by_label("Answer").fill("It is mended now.")
    look(editor)
    go(editor, "Save")
    expect(editor.get_by_text("Your answer is on its way to ben@example.org")).to_be_visible()
    assert Feedback.objects.get().state == "answered"
    assert "It is mended now." in Letter.objects.get(to="ben@example.org").text


def test_a_reader_without_javascript_asks_for_another_format(portal, new_context):
    cache.clear()
    page = new_context(base_url=portal, java_script_enabled=False).new_page()
    page.goto("/feedback/?page=/resources/future-nurse/&ask=format")
    page.get_by_label("Which format do you need?").fill("Large print")
    page.get_by_label("Your e-mail address").fill("ada@example.org")
    go(page, "Ask for the format")

    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you: it was sent")
    assert Feedback.objects.get().document.slug == "future-nurse"
