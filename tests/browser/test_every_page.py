"""Every public page in a real browser: readable by all, valid, narrow, quiet towards others."""

import subprocess

import pytest
from django.conf import settings

from .looking import SPILL, problems_in_all
from .pages import PAGES

MODULES = settings.BASE_DIR / "node_modules"
PARTS = 4  # of the pages, so that each core gets some


@pytest.fixture
def visit(portal, new_context):
    """A function that opens pages in a new context and collects what `look(page, answer)` finds wrong."""

    def through_all(addresses, look, **settings):
        context = new_context(base_url=portal, **settings)
        page = context.new_page()
        complaints = []
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda sent: sent.url.startswith((portal, "data:")) or complaints.append(sent.url))
        wrong = {}
        for address in addresses:
            answer = page.goto(address)
            found = [*look(page, answer), *complaints]
            if found or answer.status != 200:
                wrong[address] = [answer.status, *found]
            complaints.clear()
        assert context.cookies() == []
        return wrong

    return through_all


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_is_accessible(visit, part):
    def look(page, answer):
        return problems_in_all(page, 1280, 320)

    assert visit(PAGES[part::PARTS], look, bypass_csp=True) == {}


def test_every_page_fits_320_pixels_and_is_valid_html_with_a_title_description_and_address_of_its_own(visit, tmp_path):
    titles, addresses = [], []

    def look(page, answer):
        (tmp_path / f"{len(titles)}.html").write_text(answer.text(), encoding="utf-8")
        titles.append(page.title())
        addresses.append(page.locator("link[rel=canonical]").get_attribute("href"))
        has_description = bool(page.locator("meta[name=description]").get_attribute("content"))
        is_headed = page.locator("h1").count() == 1
        page.set_viewport_size({"width": 320, "height": 640})
        spill = page.evaluate(SPILL)
        page.set_viewport_size({"width": 1280, "height": 720})
        return [
            *([] if is_headed and has_description else ["no single h1, or no description"]),
            *([f"{spill} pixels too wide"] if spill else []),
        ]

    assert visit(PAGES, look) == {}
    assert all(addresses)
    listed = [title for address, title in zip(PAGES, titles, strict=True) if "?" not in address]
    assert sorted(listed) == sorted(set(listed))
    checker = MODULES / "vnu-jar/build/dist/vnu.jar"
    command = ["java", "-Xss2m", "-jar", checker, "--format", "gnu", "--stdout", *sorted(tmp_path.glob("*.html"))]
    assert subprocess.run(command, capture_output=True, text=True, check=False).stdout == ""
