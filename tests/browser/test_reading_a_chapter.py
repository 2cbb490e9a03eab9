"""An educator reads a chapter: with the keyboard, on a small screen, without JavaScript."""

from playwright.sync_api import expect

from .pages import CHAPTER

FOCUS = "getComputedStyle(document.activeElement).boxShadow"


def test_the_keyboard_reaches_the_text_first_and_always_shows_where_it_is(portal, page):
    page.goto(portal + CHAPTER)

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    for _ in range(30):
        assert page.evaluate(FOCUS) != "none", page.evaluate("document.activeElement.outerHTML")
        page.keyboard.press("Tab")


def test_on_this_page_marks_where_the_reader_is(portal, page):
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(portal + CHAPTER)
    places = page.get_by_role("navigation", name="On this page")

    page.locator("#feedback").scroll_into_view_if_needed()
    page.mouse.wheel(0, 500)

    expect(places.locator("[aria-current]")).to_have_count(1)
    expect(places.locator("[aria-current]")).not_to_have_attribute("href", "#starting")


def test_the_address_can_be_copied(portal, new_context):
    context = new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(portal + CHAPTER)

    page.get_by_role("button", name="Copy the address").click()

    expect(page.get_by_text("Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").endswith(CHAPTER)


def test_on_a_small_screen_the_chapters_fold_up(portal, new_context):
    page = new_context(viewport={"width": 320, "height": 640}).new_page()
    page.goto(portal + CHAPTER)
    link = page.locator("nav[aria-label=Chapters] a", has_text="The model: three stages")

    expect(link).not_to_be_visible()
    page.get_by_text("Chapters", exact=True).first.click()

    expect(link).to_be_visible()


def test_everything_works_without_javascript(portal, new_context):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(portal + CHAPTER)

    expect(page.get_by_role("button", name="Copy the address")).not_to_be_visible()
    page.get_by_role("link", name="Next chapter").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Stage 2")
