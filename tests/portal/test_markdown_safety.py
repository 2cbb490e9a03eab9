"""Nothing that anybody types becomes more than words, and nothing that we write is lost on the way out."""

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from portal import markdown
from portal.markdown import sanitising
from portal.markdown.dialect import READER
from portal.markdown.page import Page

SAMPLE = (Path(__file__).parent / "markdown_sample.md").read_text(encoding="utf-8")

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><a xlink:href='javascript:alert(1)'>x</a></svg>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<style>@import '//evil'</style>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java&#x09;script:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "[x](\x01javascript:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](//evil.example)",
    "[x](\\\\evil.example)",
    "[x](/\\evil.example)",
    "[x](/&#x09;/evil.example)",
    "[x](ｊavascript:alert(1))",
    "[x](java\u200bscript:alert(1))",
    "<javascript:alert(1)>",
    '[x](/a "onmouseover=alert(1) x=\\"")',
    '[x](/a"onmouseover="alert(1))',
    "![x](javascript:alert(1))",
    "![x](data:image/svg+xml,<svg/onload=alert(1)>)",
    '![x" onerror="alert(1)](/media/x.png)',
    '![x](/media/x.png "\\" onerror=\\"alert(1)")',
    '![x](/media/x.png"onerror=alert(1))',
    "[x]: javascript:alert(1)\n\n[x]",
    '::: {.statement #a title="<script>alert(1)</script>"}\nx\n:::',
    '::: {.quotation by="<img onerror=alert(1)>"}\nx\n:::',
    '::: {.note onclick="alert(1)" style="x"}\nx\n:::',
    '::: {.note" onclick="alert(1)}\nx\n:::',
    '## x {#a"onclick=alert(1)}',
    '```js" onclick="alert(1)\nx\n```',
    "[^<script>]\n\n[^<script>]: <script>",
    "| <script> |\n|:-:|\n| <b onclick=x> |",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "a\x00<scr\x00ipt>\ud800",
]
FRAGMENTS = [*HOSTILE, *"<>\"'`&[]()!:#*_|\\\n- {}^=", "::: note\n", ":::\n", "[^1]", "[^1]: ", "\n\n", "> ", "- "]


class Reader(HTMLParser):
    """Notes what a browser would be told: (tag, attributes) for each start, ("/tag",) for each end, and text."""

    def __init__(self, html):
        super().__init__()
        self.events = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.events.append((tag, sorted((name, value or "") for name, value in attributes)))

    def handle_endtag(self, tag):
        self.events.append((f"/{tag}",))

    def handle_data(self, data):
        if data.strip():
            self.events.append(("text", data.strip()))

    @property
    def starts(self):
        return [event for event in self.events if len(event) == 2 and event[0] != "text"]


def everything(text):
    """The HTML of a text with every choice made, before sanitising and after."""
    document = markdown.parse(text)
    page = Page(
        chapter=1, statuses={"self-reflection": "New in edition 1"}, resolve=lambda scheme, target: f"/{target}"
    )
    return READER.renderer.render(document._tokens, READER.options, {"page": page}), document.html(
        chapter=page.chapter, statuses=page.statuses, resolve=page.resolve
    )


def assert_harmless(html):
    for tag, attributes in Reader(html).starts:
        assert tag in sanitising.TAGS
        for name, value in attributes:
            assert name in {"alt", "aria-label", "class", "href", "id", "loading", "role", "scope", "src", "start"} | {
                "tabindex",
                "title",
            }
            if name == "href":
                assert urlsplit(value).scheme in {"", "http", "https", "mailto", "tel"}
                assert not re.sub(r"[\x00-\x20]", "", value).replace("\\", "/").startswith("//")
            if name == "src":
                assert value.startswith("/media/")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_stays_words(text):
    html = markdown.render(text, resolve=lambda scheme, target: f"javascript:{target}")

    assert_harmless(html)
    assert markdown.sanitise(html) == html


@given(st.one_of(st.text(), st.lists(st.sampled_from(FRAGMENTS), max_size=15).map("".join)))
@example("".join(HOSTILE))
def test_no_text_at_all_becomes_more_than_words(text):
    html = markdown.render(text)

    assert_harmless(html)
    assert markdown.sanitise(html) == html


@pytest.mark.parametrize("text", [*HOSTILE, SAMPLE])
def test_hostile_html_is_harmless_after_sanitising(text):
    assert_harmless(markdown.sanitise(text))


@pytest.mark.parametrize(
    "address", ["//evil", "/\\evil", "\\\\evil", "/\t/evil", " //evil", "javascript:x", "data:x", "x:y"]
)
def test_sanitising_lets_no_address_leave_the_site_unseen(address):
    assert markdown.sanitise(f'<a href="{address}">x</a>') == "<a>x</a>"


def test_an_address_from_resolve_is_not_trusted():
    html = markdown.render("[x](statement:a)", resolve=lambda scheme, target: "javascript:alert(1)")

    assert html == "<p><a>x</a></p>\n"


def test_sanitising_takes_nothing_from_what_we_write():
    written, sanitised = everything(SAMPLE)

    assert Reader(written).events == Reader(sanitised).events
    assert markdown.sanitise(sanitised) == sanitised


@example("[^1]: > [^1]: Words\n\n[^1]")
@example("[^1]: ![A picture](/media/a.webp)\n\n[^1]")
@given(st.lists(st.sampled_from([*SAMPLE.splitlines(keepends=True), "- ", "> ", "\n"]), max_size=20).map("".join))
def test_what_we_write_is_well_formed_however_it_is_put_together(text):
    written, sanitised = everything(text)

    assert Reader(written).events == Reader(sanitised).events


@given(st.lists(st.sampled_from([*SAMPLE.splitlines(keepends=True), "\n"]), max_size=20).map("".join))
def test_no_id_stands_twice_on_a_page(text):
    ids = re.findall(r' id="([^"]*)"', markdown.render(text))

    assert len(ids) == len(set(ids))


def test_sanitising_drops_ids_classes_and_values_that_are_not_ours():
    html = markdown.sanitise(
        '<h2 id="Bad">a</h2><p id="p" class="admin statement__head">b</p><div role="dialog" tabindex="5">c</div>'
        '<li id="main">d</li><a id="login" href="/x" target="_top">e</a><h2 id="fine">f</h2><img src="/static/x">'
    )

    assert html == (
        '<h2>a</h2><p class="statement__head">b</p><div>c</div><li>d</li><a href="/x">e</a><h2 id="fine">f</h2><img>'
    )
