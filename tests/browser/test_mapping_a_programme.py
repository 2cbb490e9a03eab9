"""An educator maps a programme against edition 1 in the browser, then brings it up to edition 2."""

from openpyxl import load_workbook
from playwright.sync_api import expect

from .looking import problems_in_all
from .pages import GUIDELINE


def open_statement(page, chapter, title):
    part = page.locator("[data-chapter]", has_text=chapter)
    if part.get_attribute("open") is None:
        part.locator("summary").first.click()
    statement = part.locator("[data-statement]", has_text=title)
    statement.locator("summary").click()
    return statement


def fill(statement, place, **fields):
    for name, words in fields.items():
        statement.get_by_label(name.replace("_", " "), exact=True).nth(place).fill(words)


def go(page, name):
    """Presses the button that leads to another page, which may take a moment to be made."""
    with page.expect_navigation():
        page.get_by_role("button", name=name).first.click()


def test_an_educator_maps_a_programme_and_brings_it_up_to_the_next_edition(portal, page, tmp_path):
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"{portal}{GUIDELINE}map/?edition=1")

    # Two modules for a statement that edition 2 removes, one for a statement that it amends.
    statement = open_statement(page, "Stage 2", "Good followership")
    fill(
        statement, 0, Module="NUR101 Foundations", Year_or_stage="Year 1", How_taught="- seminar", Evidence="=handbook"
    )
    statement.get_by_role("button", name="Add a module").click()
    expect(statement.get_by_label("Module", exact=True).nth(1)).to_be_focused()
    fill(statement, 1, Module="NUR201 Practice", Year_or_stage="Foundation year")
    fill(open_statement(page, "Stage 1", "Structured reflection"), 0, Module="NUR101 Foundations")
    page.get_by_label("Programme (for").fill("BSc Nursing")
    expect(page.locator("[data-status]")).to_contain_text("Kept in this browser at")

    # It is still there after a reload, and nowhere but in this browser.
    page.reload()
    statement = open_statement(page, "Stage 2", "Good followership")
    expect(statement.get_by_label("Module", exact=True).nth(1)).to_have_value("NUR201 Practice")
    assert page.context.cookies() == []

    # One file that the educator owns.
    with page.expect_download() as saving:
        page.get_by_role("button", name="Save as an Excel workbook").click()
    first = tmp_path / "mapping.xlsx"
    saving.value.save_as(first)
    sheet = load_workbook(first)["Mapping"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows() if row[0].value == "followership"]
    assert [row[4:7] for row in rows] == [
        ["NUR101 Foundations", "Year 1", "- seminar"],
        ["NUR201 Practice", "Foundation year", None],
    ]

    # Months later, at the newest edition: the file comes back.
    page.get_by_role("button", name="Forget everything").click()
    expect(page.locator("[data-status]")).to_contain_text("Forgotten")
    page.goto(f"{portal}{GUIDELINE}map/")
    page.set_input_files("#file", first)
    go(page, "Bring it up to edition 2")

    expect(page.get_by_role("heading", level=1)).to_have_text("From edition 1 to edition 2")
    amended = page.get_by_role("article", name="Structured reflection")
    expect(amended.locator("ins").first).to_contain_text("and in each year on campus")
    expect(amended).to_contain_text("Add one planned occasion on campus in each year.")
    expect(amended).to_contain_text("NUR101 Foundations")
    removed = page.get_by_role("article", name="Good followership")
    expect(removed).to_contain_text("In its place:")
    expect(removed).to_contain_text("Foundation year")
    with page.expect_download() as saving:
        page.get_by_role("button", name="Download the workbook").click()
    second = tmp_path / "upgraded.xlsx"
    saving.value.save_as(second)
    last = [cell.value for cell in list(load_workbook(second)["Mapping"].rows)[-1]]
    assert last[:6] == ["followership", None, "Removed in edition 2", last[3], "NUR201 Practice", "Foundation year"]

    # On with the work in the browser, now against edition 2, and to the paper for the panel.
    page.get_by_role("button", name="Fill it in on the mapping page").click()
    page.wait_for_url("**/map/?edition=2")
    expect(page.get_by_label("Programme (for")).to_have_value("BSc Nursing")
    expect(page.locator("[data-chapter]", has_text="Stage 1").locator("[data-progress]")).to_have_text("1 of 6 mapped")
    go(page, "Show the printable report")
    expect(page.get_by_role("heading", level=1)).to_have_text("Our mapping against edition 2")
    page.get_by_role("link", name="/editions/2/hash/").click()
    expect(page.locator("main [role=status]")).to_contain_text("It matches.")


def test_a_worksheet_kept_for_another_edition_is_not_mixed_up(portal, page):
    page.goto(f"{portal}{GUIDELINE}map/?edition=1")
    fill(open_statement(page, "Stage 1", "Structured reflection"), 0, Module="NUR101")
    expect(page.locator("[data-status]")).to_contain_text("Kept in this browser at")

    page.goto(f"{portal}{GUIDELINE}map/")

    expect(page.get_by_text("was made against edition 1")).to_be_visible()
    expect(page.locator("[data-bench]")).to_be_hidden()
    go(page, "See what the new edition does to it")
    expect(page.get_by_role("article", name="Structured reflection")).to_contain_text("NUR101")


def test_a_file_loads_into_the_page_and_a_wrong_one_says_why(portal, page):
    page.goto(f"{portal}{GUIDELINE}map/?edition=1")
    table = "Key,Module\r\nstructured-reflection,NUR101 Café\r\n".encode("cp1252")

    page.set_input_files("#file", {"name": "mine.csv", "mimeType": "text/csv", "buffer": table})
    page.get_by_label("Edition that it was made against").select_option("1")
    page.get_by_role("button", name="Fill it in on this page").click()

    expect(page.locator("[data-load-status]")).to_contain_text("Your file is open above.")
    statement = open_statement(page, "Stage 1", "Structured reflection")
    expect(statement.get_by_label("Module", exact=True)).to_have_value("NUR101 Café")
    page.on("dialog", lambda dialog: dialog.accept())
    page.set_input_files("#file", {"name": "mine.csv", "mimeType": "text/csv", "buffer": b"nothing of ours"})
    page.get_by_role("button", name="Fill it in on this page").click()
    expect(page.locator("[data-load-status]")).to_contain_text("No statement of")


def test_every_page_of_the_mapping_is_accessible_and_fits(portal, new_context):
    page = new_context(bypass_csp=True).new_page()

    def look(page):
        page.wait_for_load_state()
        assert problems_in_all(page, 1280, 320) == [], page.title()

    page.goto(f"{portal}{GUIDELINE}map/?edition=1")
    fill(open_statement(page, "Stage 2", "Good followership"), 0, Module="NUR101", Year_or_stage="Year 1")
    look(page)
    for name in ["See what is covered", "Bring it up to edition 2", "Show the printable report"]:
        go(page, name)
        look(page)
    page.goto(f"{portal}{GUIDELINE}editions/1/hash/?hash=000000000000")
    look(page)
    page.goto(f"{portal}{GUIDELINE}map/")
    page.set_input_files("#file", {"name": "x.csv", "mimeType": "text/csv", "buffer": b"nothing of ours"})
    page.locator(".upload button").first.click()
    expect(page.get_by_role("alert")).to_contain_text("No statement of")
    look(page)


def test_without_javascript_the_page_offers_files_alone(portal, new_context):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{portal}{GUIDELINE}map/")

    expect(page.get_by_role("heading", name="Fill it in on this page")).to_be_hidden()
    page.get_by_label("Stage 1").check()
    with page.expect_download() as saving:
        page.get_by_role("button", name="Download the blank workbook").click()
    page.set_input_files("#file", saving.value.path())
    page.get_by_role("button", name="See what is covered").last.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("0 of 6 statements covered")
