"""What every page is looked at for in a browser."""

from django.conf import settings

AXE = settings.BASE_DIR / "node_modules/axe-core/axe.min.js"
FOUND = "options => axe.run(options).then(found => found.violations.map(one => `${one.id}: ${one.nodes[0].html}`))"
SPILL = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SETTLED = "document.getAnimations().forEach(change => change.finish())"
PLACES = """() => {
  const kinds = { opacityProperty: true, visibilityProperty: true };
  const place = (one) => Object.values(one.getBoundingClientRect().toJSON()).concat(one.checkVisibility(kinds));
  const places = (root) =>
    [...root.querySelectorAll("*")].flatMap((one) => place(one).concat(one.shadowRoot ? places(one.shadowRoot) : []));
  return places(document).join();
}"""
ASKED = {"resultTypes": ["violations"], "preload": {"assets": ["media"]}}  # no rule in use reads the style sheets
ALL_RULES = {}
COLOURS = {"runOnly": ["cat.color"], "rules": {"color-contrast-enhanced": {"enabled": False}}}  # which is level AAA


def violations(page, rules=ALL_RULES):
    """What axe-core finds wrong, as “rule: element”. Its browser has `bypass_csp`: axe styles what it measures."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    return page.evaluate(FOUND, ASKED | rules)


def problems(page, rules=ALL_RULES):
    """What is wrong with a page, for who cannot see it or on a narrow screen."""
    spill = page.evaluate(SPILL)
    return [*violations(page, rules), *([f"{spill} pixels too wide"] if spill else [])]


def problems_in_all(page, *widths):
    """What is wrong with a page at each of these widths, in light colours and in dark ones."""
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        places = ""
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.evaluate(SETTLED)
            # Where every element stays where it was, and as visible, only what axe asks of colours can come out anew.
            before, places = places, page.evaluate(PLACES)
            rules = COLOURS if places == before else ALL_RULES
            found += [f"{width} pixels, {scheme}: {problem}" for problem in problems(page, rules)]
    return found


def wrong_at(page, addresses, *widths):
    """{address: what is wrong there}, of those where anything is."""
    wrong = {}
    for address in addresses:
        answer = page.goto(address)
        if page.locator("[data-editor-preview]").count():
            page.wait_for_load_state("networkidle")
        found = problems_in_all(page, *widths)
        if found or answer.status != 200:
            wrong[address] = [answer.status, *found]
    return wrong


def look(page):
    """Finds no problem."""
    page.wait_for_load_state()
    assert problems(page) == [], page.title()


def go(page, name):
    """Presses the button that leads to another page, which may take a moment to be made."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()
