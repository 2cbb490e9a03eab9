"""Writing in a real browser: the toolbar by keyboard alone, text that outlives a closed tab, a stale save."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from guidelines import actions
from guidelines.models import Chapter, Typing
from portal.signing_in.sessions import SessionStore
from tests.make import make_document, make_draft, make_editor, make_statement

from .looking import problems, problems_in_all, wrong_at

WIDTHS = (1280, 1024)
SENT_EVERY = 3_000  # milliseconds, while somebody types


@pytest.fixture
def chapter():
    draft = make_draft(bodies={"one": "Words at the start.", "two": "## Aims\n\n" + make_statement("shared-work")})
    return draft.chapters.first()


def address(chapter, end="change/"):
    return f"/admin/guidelines/chapter/{chapter.pk}/{end}"


def open_editor(context, chapter):
    page = context.new_page()
    page.clock.install()
    page.goto(address(chapter))
    expect(page.get_by_role("toolbar", name="Write")).to_be_visible()
    return page


# ── The toolbar ──────────────────────────────────────────────────────────────────────────────────


def use(page, name):
    """Presses a button of the toolbar by keyboard alone, from the text."""
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Home")
    for _ in range(12):
        if page.evaluate("document.activeElement.textContent.trim()") == name:
            break
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")


def test_the_toolbar_writes_by_keyboard_alone(browser_of, chapter):
    make_document(slug="framework", title="The framework")
    page = open_editor(browser_of(make_editor()), chapter)
    text = page.get_by_role("textbox", name="Text")
    text.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("Aims")

    use(page, "Heading")
    assert text.input_value() == "## Aims"
    page.keyboard.press("Control+End")
    page.keyboard.type("\n\n")
    page.keyboard.press("Control+B")
    page.keyboard.type("loud")
    assert text.input_value() == "## Aims\n\n**loud**"
    page.keyboard.press("Control+End")
    page.keyboard.type(" and see ")
    use(page, "Link")
    dialog = page.get_by_role("dialog", name="Link")
    page.keyboard.type("framework")
    expect(dialog.get_by_role("button", name="The framework")).to_be_visible()
    expect(dialog.get_by_role("status")).to_have_text("1 found.")
    page.keyboard.press("Enter")
    assert text.input_value().endswith(" and see [The framework](document:framework)")
    page.keyboard.press("Control+End")
    use(page, "Statement")
    page.keyboard.type("Shared work")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="New statement")).not_to_be_visible()
    assert '::: {.statement #shared-work-2 title="Shared work"}\nWhat educators should do.\n:::' in text.input_value()
    page.keyboard.type("Do this.")
    expect(page.locator("[data-editor-preview] .statement")).to_contain_text("Do this.")
    assert page.locator("[data-editor-count]").inner_text() == "8 words, 1 minute to read"


@pytest.mark.parametrize(
    ("name", "gives"), [("List", "- a\n- b"), ("Numbered list", "1. a\n2. b"), ("Italic", "*a\nb*")]
)
def test_what_a_button_did_is_undone_by_the_button_and_by_undo(browser_of, chapter, name, gives):
    page = open_editor(browser_of(make_editor()), chapter)
    text = page.get_by_role("textbox", name="Text")
    text.fill("a\nb")
    text.select_text()

    use(page, name)
    assert text.input_value() == gives
    use(page, name)
    assert text.input_value() == "a\nb"
    page.keyboard.press("Control+Z")
    assert text.input_value() == gives


# ── Nothing is lost ──────────────────────────────────────────────────────────────────────────────


def test_text_outlives_a_closed_tab_and_is_cleared_by_the_save(browser_of, chapter):
    context = browser_of(make_editor())
    page = open_editor(context, chapter)
    page.get_by_role("textbox", name="Text").fill("Words that nobody saved.")
    page.close()  # at once: the server has heard nothing yet

    page = open_editor(context, chapter)
    banner = page.locator("[data-unsaved]")
    expect(banner).to_be_visible()
    banner.get_by_role("link", name="Look at it").click()
    expect(page.locator(".desk-difference ins").last).to_contain_text("nobody")
    page.get_by_role("link", name="Use it").click()
    expect(page.get_by_role("textbox", name="Text")).to_have_value("Words that nobody saved.")
    page.get_by_role("button", name="Save", exact=True).first.click()
    page.wait_for_url("**/edition/**")

    assert Chapter.objects.get(pk=chapter.pk).body == "Words that nobody saved."
    open_editor(context, chapter)
    assert not Typing.objects.exists()


def test_a_save_that_comes_after_hours_shows_the_text_and_the_chapter_offers_it_again(browser_of, chapter):
    person = make_editor()
    page = open_editor(browser_of(person), chapter)
    page.get_by_role("textbox", name="Text").fill("Words before a long meeting.")
    for key in Session.objects.values_list("session_key", flat=True):
        session = SessionStore(key)
        session["seen"] = 1
        session.save()

    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.get_by_role("heading", name="You are signed out")).to_be_visible()
    expect(page.get_by_label("Body")).to_have_value("Words before a long meeting.")
    assert problems(page) == []
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Sign in in a new tab").click()
    tab = opened.value
    expect(tab.get_by_text("nothing was done here for a while")).to_be_visible()
    tab.get_by_label("Username").fill(person.username)
    tab.get_by_label("Password").fill("a long enough password")
    tab.get_by_role("button", name="Sign in").click()

    tab.wait_for_url(f"**{address(chapter)}")
    expect(tab.locator("[data-unsaved]")).to_be_visible()
    assert Chapter.objects.get(pk=chapter.pk).body == "Words at the start."


def test_a_lost_network_and_an_expired_sign_in_are_said_and_lose_nothing(browser_of, chapter, live_server):
    person = make_editor()
    context = browser_of(person)
    page = open_editor(context, chapter)
    line = page.locator("[data-typing]")
    page.get_by_role("textbox", name="Text").fill("First words.")
    page.clock.fast_forward(SENT_EVERY)
    expect(line).to_contain_text("not saved yet", timeout=10_000)

    context.set_offline(True)
    page.get_by_role("textbox", name="Text").fill("Words without a network.")
    page.clock.fast_forward(SENT_EVERY)
    expect(line).to_contain_text("Not connected", timeout=10_000)
    context.set_offline(False)
    Session.objects.all().delete()
    page.get_by_role("textbox", name="Text").fill("Words of somebody signed out.")
    page.clock.fast_forward(SENT_EVERY)
    expect(line.get_by_role("link", name="Sign in in a new tab")).to_be_visible(timeout=10_000)

    with context.expect_page() as opened:
        line.get_by_role("link").click()
    tab = opened.value
    tab.get_by_label("Username").fill(person.username)
    tab.get_by_label("Password").fill("a long enough password")
    tab.get_by_role("button", name="Sign in").click()
    tab.wait_for_url("**/admin/")
    tab.close()
    page.get_by_role("textbox", name="Text").fill("Words after signing in again.")
    page.clock.fast_forward(SENT_EVERY)
    expect(line).to_contain_text("not saved yet", timeout=10_000)
    page.get_by_role("button", name="Save", exact=True).first.click()
    page.wait_for_url("**/edition/**")

    assert Chapter.objects.get(pk=chapter.pk).body == "Words after signing in again."


def test_forgotten_text_does_not_come_back(browser_of, chapter):
    context = browser_of(make_editor())
    page = open_editor(context, chapter)
    page.get_by_role("textbox", name="Text").fill("To forget.")
    page.clock.fast_forward(SENT_EVERY)
    expect(page.locator("[data-typing]")).to_contain_text("not saved yet", timeout=10_000)
    page.reload()
    page.get_by_role("button", name="Forget it").click()

    expect(page.get_by_text("is forgotten")).to_be_visible()
    page.reload()
    page.wait_for_load_state("networkidle")
    expect(page.locator("[data-unsaved]")).not_to_be_visible()


# ── Two people ───────────────────────────────────────────────────────────────────────────────────


def save_meanwhile(chapter, body, by):
    theirs = Chapter.objects.select_related("edition__guideline").get(pk=chapter.pk)
    theirs.body = body
    actions.say_editing(chapter=chapter, by=by)
    actions.save_chapter(chapter=theirs, by=by)


def test_a_stale_save_keeps_both(browser_of, chapter):
    page = open_editor(browser_of(make_editor()), chapter)
    ada = make_editor(username="ada", first_name="Ada", last_name="Lovelace")
    save_meanwhile(chapter, "Words of Ada.", ada)
    page.get_by_role("textbox", name="Text").fill("Words of mine.")
    page.clock.fast_forward(SENT_EVERY)
    expect(page.locator("[data-others]")).to_contain_text("Ada Lovelace", timeout=10_000)

    page.get_by_role("button", name="Save", exact=True).first.click()

    expect(page.get_by_role("heading", name="while you were writing")).to_be_visible()
    expect(page.get_by_role("region", name="Text: saved by Ada Lovelace").locator("del")).to_contain_text("Ada")
    expect(page.get_by_role("textbox", name="Text")).to_have_value("Words of mine.")
    assert Chapter.objects.get(pk=chapter.pk).body == "Words of Ada."
    page.get_by_role("button", name="Save mine over theirs").click()
    page.wait_for_url("**/edition/**")
    saved = [each.body for each in chapter.revisions.order_by("number")]
    assert saved == ["Words at the start.", "Words of Ada.", "Words of mine."]


# ── Accessible ───────────────────────────────────────────────────────────────────────────────────


def test_every_page_of_writing_is_accessible(browser_of, chapter):
    person, ada = make_editor(), make_editor(username="ada")
    said = {"title": "One", "slug": "one", "body": "Typed."}
    context = browser_of(person, bypass_csp=True)
    stale = open_editor(context, chapter)
    save_meanwhile(chapter, "Words of Ada.", ada)
    stale.get_by_role("textbox", name="Text").fill("Words of mine.")
    stale.get_by_role("button", name="Save", exact=True).first.click()
    stale.get_by_role("heading", name="while you were writing").wait_for()

    wrong = {"stale": problems_in_all(stale, *WIDTHS)}
    actions.forget_typing(chapter=chapter, by=person)
    actions.keep_typing(chapter=chapter, by=person, page="0" * 32, seen=1, **said)
    page = context.new_page()
    ends = ("change/", "revisions/", "revisions/compare/?to=2", "unsaved/")
    wrong |= wrong_at(page, [address(chapter, end) for end in ends], *WIDTHS)
    page.goto(address(chapter))
    for name in ("Link", "Statement"):
        page.get_by_role("toolbar").get_by_role("button", name=name, exact=True).click()
        page.wait_for_timeout(500)
        wrong[name] = problems_in_all(page, *WIDTHS)
        page.keyboard.press("Escape")
    assert {where: found for where, found in wrong.items() if found} == {}
