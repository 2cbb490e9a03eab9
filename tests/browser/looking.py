"""What every page is looked at for in a browser."""

from django.conf import settings

AXE = settings.BASE_DIR / "node_modules/axe-core/axe.min.js"
FOUND = "axe.run().then(found => found.violations.map(one => `${one.id}: ${one.nodes[0].html}`))"
SPILL = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def violations(page):
    """What axe-core finds wrong, as “rule: element”. Its browser has `bypass_csp`: axe styles what it measures."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    return page.evaluate(FOUND)


def problems(page):
    """What is wrong with a page, for who cannot see it or on a narrow screen."""
    spill = page.evaluate(SPILL)
    return [*violations(page), *([f"{spill} pixels too wide"] if spill else [])]


def look(page):
    """Finds no problem."""
    page.wait_for_load_state()
    assert problems(page) == [], page.title()


def go(page, name):
    """Presses the button that leads to another page, which may take a moment to be made."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()
