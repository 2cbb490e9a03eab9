"""Every public page in a real browser: readable by all, valid, narrow, quiet towards others."""

import subprocess

import pytest
from django.conf import settings

from .looking import SPILL, violations
from .pages import PAGES

pytestmark = pytest.mark.browser

MODULES = settings.BASE_DIR / "node_modules"
SIZES = {"wide": (1280, 800), "narrow": (320, 640)}


@pytest.fixture
def visit(portal, new_context):
    """A function that opens every page in a new context and collects what `look(page, answer)` finds wrong."""

    def through_all(look, **settings):
        context = new_context(base_url=portal, **settings)
        page = context.new_page()
        complaints = []
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda sent: sent.url.startswith((portal, "data:")) or complaints.append(sent.url))
        wrong = {}
        for address in PAGES:
            answer = page.goto(address)
            found = [*complaints, *look(page, answer)]
            if found or answer.status != 200:
                wrong[address] = [answer.status, *found]
            complaints.clear()
        assert context.cookies() == []
        return wrong

    return through_all


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_every_page_is_accessible(visit, scheme, size):
    def look(page, answer):
        return violations(page)

    width, height = SIZES[size]
    assert visit(look, color_scheme=scheme, viewport={"width": width, "height": height}, bypass_csp=True) == {}


def test_no_page_scrolls_sideways_at_320_pixels(visit):
    def look(page, answer):
        spill = page.evaluate(SPILL)
        return [f"{spill} pixels too wide"] if spill else []

    assert visit(look, viewport={"width": 320, "height": 640}) == {}


def test_every_page_is_valid_html_with_a_title_description_and_address_of_its_own(visit, tmp_path):
    titles, addresses = [], []

    def look(page, answer):
        (tmp_path / f"{len(titles)}.html").write_text(answer.text(), encoding="utf-8")
        titles.append(page.title())
        addresses.append(page.locator("link[rel=canonical]").get_attribute("href"))
        has_description = bool(page.locator("meta[name=description]").get_attribute("content"))
        return [] if page.locator("h1").count() == 1 and has_description else ["no single h1, or no description"]

    assert visit(look) == {}
    assert all(addresses)
    listed = [title for address, title in zip(PAGES, titles, strict=True) if "?" not in address]
    assert sorted(listed) == sorted(set(listed))
    checker = MODULES / "vnu-jar/build/dist/vnu.jar"
    command = ["java", "-Xss2m", "-jar", checker, "--format", "gnu", "--stdout", *sorted(tmp_path.glob("*.html"))]
    assert subprocess.run(command, capture_output=True, text=True, check=False).stdout == ""
