"""Hostile Markdown through the renderer, and what comes out opened in a real browser: no script may run.

Run: python benchmarks/hostile_markdown.py [how many, 100000] [seed]. It prints the slowest text and every page on which
something ran, and ends with 1 if there was any. Every text is made anew from the seed, so that a find can be repeated.
"""

import os
import random
import re
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

import django

django.setup()

from portal import markdown

BATCH = 500  # texts on one page of the browser
SLOW = 2.0  # seconds that no text of this size may take
RUN = "window.ran(1)"
PIECES = [
    f"<script>{RUN}</script>",
    f"<img src=x onerror={RUN}>",
    f"<svg/onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>",
    f"<details open ontoggle={RUN}>",
    '<iframe srcdoc="<script>parent.ran(1)</script>">',
    f"<math><mtext><table><mglyph><style><img src=x onerror={RUN}>",
    f'<noscript><p title="</noscript><img src=x onerror={RUN}>">',
    f"</title></textarea></style></script><script>{RUN}</script>",
    f"[x](javascript:{RUN})",
    f"[x](JaVa&#x09;script:{RUN})",
    f"[x](&#106;avascript&colon;{RUN})",
    f"[x](<java\nscript:{RUN}>)",
    f"[x](data:text/html,<script>{RUN}</script>)",
    f'[x](/a "\\" autofocus onfocus={RUN} x=\\"")',
    f'![x](x"onerror={RUN})',
    f'![" onerror="{RUN}](/media/images/x.png)',
    f"<javascript:{RUN}>",
    f"[a]: javascript:{RUN}",
    f"[a]: <x> '\"><img src=x onerror={RUN}>'",
    "[a]",
    "![a]",
    f'::: {{.statement #a title="<img src=x onerror={RUN}>"}}',
    f'::: {{.note onclick="{RUN}" onpointerenter={RUN}}}',
    f'::: {{.quotation by="\\"><script>{RUN}</script>"}}',
    ":::",
    f'## x {{#a" onfocus="{RUN}" tabindex="1}}',
    f'```html" autofocus onfocus="{RUN}',
    "```",
    f"[^<script>{RUN}</script>]",
    f"[^a]: <img src=x onerror={RUN}>",
    f"| <img src=x onerror={RUN}> |\n|:-:|\n| [x](javascript:{RUN}) |",
    f"term <b onclick={RUN}>\n: <svg/onload={RUN}>",
    f"&lt;script&gt;{RUN}&lt;/script&gt;",
    f"<!--><img src=x onerror={RUN}>-->",
    f"<![CDATA[<script>{RUN}</script>]]>",
    f"<?xml <script>{RUN}</script>?>",
    "\x00",
    "\u2028",
    "\u202e",
    "\\",
    "`",
    "*",
    "_",
    "[",
    "]",
    "(",
    ")",
    "!",
    "<",
    ">",
    '"',
    "'",
    "|",
    "\n",
    "\n\n",
    "    ",
    "\t",
    "> ",
    "- ",
    "1. ",
    "words ",
]


def text(seed, number):
    """The text of that number: pieces joined, some cut in the middle, some repeated."""
    chance = random.Random(f"{seed}:{number}")
    parts = []
    for _ in range(chance.randint(1, 12)):
        piece = chance.choice(PIECES)
        if chance.random() < 0.25:
            piece = piece[: chance.randrange(len(piece) + 1)]
        if chance.random() < 0.05:
            piece *= chance.randint(2, 60)
        if chance.random() < 0.1:
            where = chance.randrange(len(piece) + 1)
            piece = piece[:where] + chance.choice(PIECES) + piece[where:]
        parts.append(piece)
    return chance.choice(["", "\n", "\n\n", " "]).join(parts)


def rendered(seed, numbers):
    """(html, seconds) of each of these texts."""
    for number in numbers:
        started = time.perf_counter()
        html = markdown.render(text(seed, number))
        yield html, time.perf_counter() - started


def what_ran(page, htmls):
    """Opens these on one page of a browser, clicks on and points at all, and returns how often a script ran."""
    page.set_content("<!doctype html><main></main>")
    page.evaluate("window.count = 0; window.ran = () => { window.count += 1 }; window.onerror = null")
    page.evaluate(
        """htmls => {
            const main = document.querySelector("main");
            for (const html of htmls) {
                const part = document.createElement("section");
                part.innerHTML = html;
                main.append(part);
            }
            for (const element of main.querySelectorAll("*")) {
                for (const kind of ["focus", "pointerenter", "mouseover", "click", "toggle", "load", "error"])
                    element.dispatchEvent(new Event(kind, { cancelable: true }));
                for (const name of ["href", "src", "action", "xlink:href"]) {
                    const value = element.getAttribute(name);
                    if (value && /^(javascript|data|vbscript):/.test(new URL(value, "https://x.example/").href)) ran();
                }
            }
        }""",
        htmls,
    )
    # The parser of a whole page reads otherwise than innerHTML does: scripts in it run by themselves.
    framed = "".join(f"<section>{html}</section>" for html in htmls)
    page.set_content(
        f"<!doctype html><script>window.count = {page.evaluate('count')}; ran = () => count++</script>{framed}"
    )
    return page.evaluate("window.count")


def main(number=100_000, seed="hostile"):
    from playwright.sync_api import sync_playwright

    found, slowest, slowest_number, started = [], 0.0, 0, time.time()
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=arguments)
        page = browser.new_page()
        page.route(re.compile("^https?:"), lambda route: route.abort())
        assert what_ran(page, [f"<img src=x onerror={RUN}>"]), "the detector detects nothing"
        for begin in range(0, number, BATCH):
            numbers = range(begin, min(begin + BATCH, number))
            htmls = []
            for each, (html, seconds) in zip(numbers, rendered(seed, numbers), strict=True):
                htmls.append(html)
                if seconds > slowest:
                    slowest, slowest_number = seconds, each
            if what_ran(page, htmls):
                found += [each for each, html in zip(numbers, htmls, strict=True) if what_ran(page, [html])]
        browser.close()
    print(f"{number:,} texts in {time.time() - started:.0f} s; a script ran in {len(found)}: {found[:20]}")
    print(f"slowest: text {slowest_number} in {slowest * 1000:.0f} ms")
    return bool(found or slowest > SLOW)


if __name__ == "__main__":
    sys.exit(main(*[kind(word) for kind, word in zip((int, str), sys.argv[1:], strict=False)]))
