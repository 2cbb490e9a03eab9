"""An educator prints from the browser: every statement can be cited from the paper, and nothing is there to click."""

import re

import pypdfium2
import pytest

from .pages import CHAPTER, GUIDELINE

NAVIGATION = ["Skip to main content", "Take part", "On this page", "Next chapter", "Add to my map", "Copy the address"]


def printed(page, address):
    """The pages of the print as texts."""
    page.goto(address)
    content = page.pdf(format="A4")
    return [sheet.get_textpage().get_text_bounded() for sheet in pypdfium2.PdfDocument(content)]


def unbroken(text):
    """Without white space, and without hyphens, which a PDF reader drops or not where a line ends."""
    return re.sub(r"[\s\x02\ufffe-]+", "", text)


@pytest.mark.parametrize("address", [CHAPTER, f"{GUIDELINE}editions/2/chapters/stage-1-self/", f"{GUIDELINE}print/"])
def test_each_statement_is_printed_whole_with_its_number_and_permanent_address(portal, page, address):
    sheets = [unbroken(sheet) for sheet in printed(page, portal + address)]

    statements = page.locator(".statement").evaluate_all(
        "all => all.map(one => [one.id, one.querySelector('.statement__head').innerText,"
        " one.querySelector('.statement__words').innerText])"
    )
    assert len(statements) >= 5
    for key, head, words in statements:
        permanent = unbroken(f"http://localhost:8000{GUIDELINE}editions/2/statements/{key}/")
        assert re.match(r"\d+\.\d+", head)
        [sheet] = [sheet for sheet in sheets if permanent in sheet]
        assert unbroken(head) in sheet
        assert unbroken(words) in sheet


@pytest.mark.parametrize("address", [CHAPTER, f"{GUIDELINE}print/"])
def test_paper_has_no_navigation_and_says_where_links_lead(portal, page, address):
    text = "\n".join(printed(page, portal + address))

    assert [words for words in NAVIGATION if words in text] == []
    outside = page.locator(".text a[href^=http]").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    inside = page.locator(".text a[data-address]").evaluate_all("all => all.map(one => one.dataset.address)")
    for link in {*outside, *inside}:
        assert unbroken(link) in unbroken(text)
