"""A reader copies a reference, adds a statement to the map, and chooses statements by profession and change."""

import re

import pytest
from playwright.sync_api import expect

from .pages import CHAPTER, GUIDELINE

CITE = f"{GUIDELINE}editions/2/statements/structured-reflection/cite/"
ADDED = "debrief-simulation"


@pytest.mark.parametrize(
    "style, wanted",
    [
        (
            "Harvard reference",
            r"^Health Education England \(2019\) ‘Structured reflection’, in .+\(Accessed: \d+ \w+ \d{4}\)\.$",
        ),
        (
            "Vancouver reference",
            r"^Health Education England\. Structured reflection\. In: .+; 2019 Mar 4 \[cited \d{4} [A-Z][a-z]{2} \d+\]"
            r"\. Statement 4\.3 \(structured-reflection\)\. Available from: \S+$",
        ),
        ("BibTeX entry", r"^@incollection\{[\s\S]+\n\}$"),
    ],
)
def test_a_copy_button_puts_the_whole_reference_on_the_clipboard(portal, new_context, style, wanted):
    context = new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=portal)
    page = context.new_page()
    page.goto(portal + CITE)

    page.get_by_role("button", name=f"Copy the {style}").click()

    part = page.locator("[data-copy-text]", has=page.get_by_role("button", name=f"Copy the {style}"))
    expect(part.get_by_role("status")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert re.match(wanted, copied), copied
    assert copied == part.locator(".citation").text_content().strip()


def test_where_the_browser_refuses_the_clipboard_the_words_are_selected_to_be_copied_by_hand(portal, new_context):
    page = new_context().new_page()
    refuse = "navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'))"
    page.add_init_script(refuse)
    page.goto(portal + CITE)

    page.get_by_role("button", name="Copy the Harvard reference").click()

    expect(page.get_by_text("Your browser did not allow it.")).to_be_visible()
    assert page.evaluate("getSelection().toString()").startswith("Health Education England (2019)")


def test_without_javascript_references_stand_as_text_and_files_download(portal, new_context, tmp_path):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(portal + CITE)

    expect(page.get_by_role("button", name="Copy")).to_have_count(0)
    expect(page.get_by_text("(Accessed: add the date)")).to_be_visible()
    for link, start in [("Download as a BibTeX file", "@incollection{"), ("Download as a RIS file", "TY  - CHAP")]:
        with page.expect_download() as saving:
            page.get_by_role("link", name=link).click()
        saving.value.save_as(tmp_path / "reference")
        assert (tmp_path / "reference").read_text(encoding="utf-8").startswith(start)


def chosen(page):
    return page.locator("[data-statement]:not([hidden])").count()


def test_add_to_my_map_opens_the_statement_ready_to_be_filled_in(portal, page):
    page.goto(f"{portal}{GUIDELINE}chapters/teaching-and-learning/")

    page.locator(f"#{ADDED}").get_by_role("link", name="Add to my map").click()

    statement = page.locator(f"#map-{ADDED}")
    expect(statement.locator("summary")).to_be_focused()
    expect(statement.get_by_label("Module", exact=True)).to_be_visible()
    expect(page.locator("[data-added]")).to_contain_text("8.4 Leadership in the debrief")


def test_add_to_my_map_under_a_pinned_statement_stays_with_its_edition(portal, page):
    page.goto(f"{portal}{CHAPTER.replace('chapters', 'editions/1/chapters')}")

    page.locator("#structured-reflection").get_by_role("link", name="Add to my map").click()

    expect(page.locator("#map-structured-reflection summary")).to_be_focused()
    assert "edition=1" in page.url


def test_a_choice_shows_and_counts_only_what_fits_and_stays_with_the_worksheet(portal, page):
    page.goto(f"{portal}{GUIDELINE}map/")
    expect(page.locator("[data-bench]")).to_be_visible()
    everything = chosen(page)
    page.get_by_text("Choose statements by profession and by what changed").click()

    bench = page.locator("[data-choice]")
    bench.get_by_label("New", exact=True).check()
    new = chosen(page)
    bench.get_by_label("Amended", exact=True).check()
    assert new < chosen(page) < everything
    expect(page.locator("[data-chosen]")).to_contain_text(f"{chosen(page)} of {everything} statements are shown")
    expect(page.locator("[data-status]")).to_contain_text("Kept in this browser at")

    page.reload()
    expect(page.locator("[data-chosen]")).to_contain_text(f" of {everything} statements are shown")
    shown = chosen(page)
    with page.expect_navigation():
        page.get_by_role("button", name="See what is covered").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"0 of {shown} statements covered")
    expect(page.get_by_text("New or amended in edition 2")).to_be_visible()


def test_a_statement_for_other_professions_is_left_out(portal, page):
    page.goto(f"{portal}{GUIDELINE}map/")
    everything = chosen(page)
    page.get_by_text("Choose statements by profession and by what changed").click()
    page.locator("[data-choice]").get_by_label("Nursing").check()
    assert chosen(page) == everything
    expect(page.locator("[data-status]")).to_contain_text("Kept in this browser at")

    # A programme for podiatry: no statement names it, so the page does not offer it, but a file may say it.
    page.evaluate(
        "for (const [k,v] of Object.entries(localStorage)) localStorage[k] = v.replace('nursing', 'podiatry')"
    )
    page.goto(f"{portal}{GUIDELINE}map/")

    expect(page.locator("[data-chosen]")).to_contain_text(f"{everything - 1} of {everything} statements are shown")
    expect(page.locator(f"#map-{ADDED}")).to_be_hidden()
