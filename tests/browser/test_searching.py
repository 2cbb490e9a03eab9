"""Search by keyboard alone: suggestions are a combobox, and searching works without them."""

import re

import pytest
from playwright.sync_api import expect

from .looking import violations

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def search_dir(settings, tmp_path):
    settings.SEARCH_DIR = tmp_path / "search"


@pytest.fixture
def box(page, portal, search_dir):
    """The search box in the header, reached by the keyboard."""
    page.goto(portal + "/guidelines/")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "search":
            break
    return page.get_by_role("combobox", name="Search this site")


def type_slowly(page, words):
    page.keyboard.type(words, delay=20)
    expect(page.get_by_role("listbox", name="Suggestions")).to_be_visible()


def test_suggestions_open_move_and_lead_to_the_page_by_keyboard_alone(page, box):
    expect(box).to_be_focused()
    expect(box).to_have_attribute("aria-expanded", "false")
    type_slowly(page, "structured ref")
    expect(box).to_have_attribute("aria-expanded", "true")

    page.keyboard.press("ArrowDown")
    active = box.get_attribute("aria-activedescendant")
    option = page.locator(f"#{active}")
    expect(option).to_have_attribute("aria-selected", "true")
    expect(option).to_contain_text("Structured reflection")
    expect(box).to_be_focused()
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile("/statements/structured-reflection/$"))


def test_arrows_go_round_by_way_of_the_box(page, box):
    type_slowly(page, "lead")
    options = page.get_by_role("option")
    number = options.count()

    for _ in range(number):
        page.keyboard.press("ArrowDown")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[role=option][aria-selected=true]")).to_have_count(0)
    page.keyboard.press("ArrowUp")

    expect(options.last).to_have_attribute("aria-selected", "true")


def test_escape_closes_the_list_and_keeps_what_was_typed(page, box):
    type_slowly(page, "lead")

    page.keyboard.press("Escape")

    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("lead")
    expect(box).to_be_focused()


def test_enter_without_a_choice_searches(page, box):
    type_slowly(page, "reflection")

    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(r"/search/\?q=reflection$"))
    expect(page.get_by_role("heading", level=2).first).to_contain_text("Structured reflection")


def test_the_number_of_suggestions_is_announced(page, box):
    type_slowly(page, "structured ref")

    expect(page.get_by_role("banner").get_by_role("status")).to_have_text("1 suggestion")


def test_an_open_list_has_no_violation(page, box):
    type_slowly(page, "lead")
    page.keyboard.press("ArrowDown")

    assert violations(page) == []


def test_search_works_without_scripts(browser, portal, search_dir):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(portal + "/")
    page.get_by_label("Search this site").last.fill("leadrship reflection")

    page.get_by_role("button", name="Search").click()

    expect(page.get_by_text("Showing results for leadership reflection")).to_be_visible()
    page.get_by_role("link", name=re.compile("^Statements")).click()
    expect(page.get_by_role("link", name="Structured reflection")).to_be_visible()
