"""Chapters in a real browser: dragged, moved by keyboard, split, reviewed; every page accessible."""

import pytest
from playwright.sync_api import expect

from guidelines import actions
from tests.make import make_draft, make_editor, make_released_edition, make_statement

from .looking import wrong_at

LONG = "Words.\n\n## Aims\n\nMore.\n\n## Second part\n\n" + make_statement("shared-work")


@pytest.fixture
def desk(browser_of):
    """A function that opens a page of an editor with all permissions."""
    ada = make_editor(first_name="Ada", last_name="Lovelace")
    return lambda **options: browser_of(ada, **options).new_page()


@pytest.fixture
def draft():
    return make_draft(bodies={"one": make_statement("one"), "two": make_statement("two"), "three": LONG})


def open_draft(page, draft):
    page.goto(f"/admin/guidelines/edition/{draft.pk}/change/")
    page.locator(".desk-grip").first.wait_for()


def shown(page):
    return page.locator("[data-order] tbody th a").all_inner_texts()


def row(page, title):
    return page.locator(f"[data-title='{title}']")


def button(page, title, word):
    return row(page, title).get_by_role("button", name=word)


def stored(draft):
    return [chapter.title for chapter in draft.chapters.order_by("position")]


def drag(page, title, onto):
    """Takes the row by its handle and lets it go in the lower half of the other row."""
    grip = row(page, title).locator(".desk-grip")
    page.locator("[data-order]").evaluate("table => table.scrollIntoView({ block: 'center' })")
    start, end = grip.bounding_box(), row(page, onto).bounding_box()
    page.mouse.move(start["x"] + 5, start["y"] + 5)
    page.mouse.down()
    page.mouse.move(start["x"] + 5, end["y"] + end["height"] - 4, steps=8)
    page.mouse.up()


def test_a_chapter_is_dragged_and_the_new_place_is_said(desk, draft):
    page = desk()
    open_draft(page, draft)

    drag(page, "One", onto="Three")

    expect(page.locator("[data-order-said]")).to_have_text("“One” is now chapter 3 of 3.")
    assert shown(page) == stored(draft) == ["Two", "Three", "One"]
    drag(page, "Two", onto="Three")
    expect(page.locator("[data-order-said]")).to_have_text("“Two” is now chapter 2 of 3.")
    assert shown(page) == stored(draft) == ["Three", "Two", "One"]


def test_escape_puts_a_dragged_chapter_back(desk, draft):
    page = desk()
    open_draft(page, draft)
    page.locator("[data-order]").evaluate("table => table.scrollIntoView({ block: 'center' })")
    grip, last = page.locator(".desk-grip").first.bounding_box(), row(page, "Three").bounding_box()
    page.mouse.move(grip["x"] + 5, grip["y"] + 5)
    page.mouse.down()
    page.mouse.move(grip["x"] + 5, last["y"] + last["height"], steps=5)
    assert shown(page) == ["Two", "Three", "One"]
    page.keyboard.press("Escape")
    page.mouse.up()

    assert shown(page) == stored(draft) == ["One", "Two", "Three"]


def test_a_chapter_is_moved_by_keyboard_and_the_focus_goes_along(desk, draft):
    page = desk()
    open_draft(page, draft)
    down = button(page, "One", "Move down")
    down.focus()

    page.keyboard.press("Enter")
    expect(page.locator("[data-order-said]")).to_have_text("“One” is now chapter 2 of 3.")
    expect(down).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-order-said]")).to_have_text("“One” is now chapter 3 of 3.")

    expect(button(page, "One", "Move up")).to_be_focused()
    assert stored(draft) == ["Two", "Three", "One"]


def test_without_javascript_the_buttons_move_it(desk, draft):
    page = desk(java_script_enabled=False)
    page.goto(f"/admin/guidelines/edition/{draft.pk}/change/")

    button(page, "One", "Move down").click()

    assert stored(draft) == ["Two", "One", "Three"]
    expect(page.get_by_text("“One” was moved.")).to_be_visible()


def test_an_order_of_somebody_else_is_not_undone_and_is_shown(desk, draft):
    page = desk()
    page.clock.install()
    open_draft(page, draft)
    actions.move_chapter(chapter=draft.chapters.get(slug="three"), position=1)

    button(page, "One", "Move down").click()

    expect(page.locator("[data-order-said]")).to_contain_text("Somebody changed the list of chapters")
    page.clock.fast_forward(4_000)
    expect(page.locator("[data-order] tbody th a").first).to_have_text("Three", timeout=10_000)
    assert stored(draft) == ["Three", "One", "Two"]


def test_a_lost_network_puts_the_chapter_back(desk, draft):
    page = desk()
    open_draft(page, draft)
    page.context.set_offline(True)

    button(page, "One", "Move down").click()

    expect(page.locator("[data-order-said]")).to_have_text("Nothing was moved: there is no connection.")
    assert shown(page) == ["One", "Two", "Three"]


def test_every_page_about_chapters_is_accessible(desk, draft):
    edition = make_released_edition()
    person = make_editor(email="a@example.org")
    for chapter in edition.chapters.all():
        actions.look_after_chapter(chapter=chapter, by=person, owner=person, next_review_on=None)
        actions.review_chapter(chapter=chapter, by=person, note="Read it.")
    actions.remove_chapter(chapter=draft.chapters.get(slug="two"), by=person)
    chapter, public = draft.chapters.get(slug="three"), edition.chapters.first()
    addresses = [
        f"/admin/guidelines/edition/{draft.pk}/change/",
        f"/admin/guidelines/chapter/add/?edition={draft.pk}",
        f"/admin/guidelines/chapter/{chapter.pk}/change/",
        f"/admin/guidelines/chapter/{chapter.pk}/split/",
        f"/admin/guidelines/chapter/{chapter.pk}/split/?at=second-part",
        f"/admin/guidelines/chapter/{public.pk}/care/",
        "/admin/guidelines/chapter/due/",
    ]
    assert wrong_at(desk(bypass_csp=True), addresses, 1024) == {}
