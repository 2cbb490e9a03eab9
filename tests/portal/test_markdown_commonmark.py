"""The CommonMark specification's own examples, each held to what the specification says or to a named deviation."""

import html
import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from portal import markdown

SPECIFICATION = Path(__file__).parents[2] / "node_modules" / "commonmark-spec" / "spec.txt"
EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n(.*?)^`{32}$", re.DOTALL | re.MULTILINE)
TAG = re.compile(r"<[^>]*>")

# Raw HTML is text here, so what looks like Markdown between its angle brackets is read as Markdown.
MARKDOWN_INSIDE_RAW_HTML = {
    21: '<p>&lt;a href="/bar/)"&gt;</p>',
    31: '<p>&lt;a href="öö.html"&gt;</p>',
    156: '<p>&lt;div id="foo"\n<em>hi</em></p>',
    158: "<p>&lt;div *???-&amp;&amp;&amp;-&lt;---\n<em>foo</em></p>",
    344: '<p>&lt;a href="<code>"&gt;</code></p>',
    475: '<p><em>&lt;img src="foo" title="</em>"/&gt;</p>',
    476: '<p><strong>&lt;a href="</strong>"&gt;</p>',
    477: '<p><strong>&lt;a href="</strong>"&gt;</p>',
    524: '<p><a href="baz">foo &lt;bar attr="</a>"&gt;</p>',
    536: '<p><a href="/uri">foo &lt;bar attr="</a>"&gt;</p>',
    630: '<p>foo &lt;a href="ö"&gt;</p>',
    631: '<p>foo &lt;a href="*"&gt;</p>',
    643: '<p>&lt;a href="foo<br>\nbar"&gt;</p>',
}


def read_examples():
    text = SPECIFICATION.read_text(encoding="utf-8").partition("<!-- END TESTS -->")[0].replace("→", "\t")
    return list(enumerate(EXAMPLE.findall(text), start=1))


def raw_html(text):
    """The pieces of raw HTML that the specification sees in a text."""
    tokens = MarkdownIt("commonmark").parse(text)
    inline = [child for token in tokens for child in token.children or []]
    return [token.content for token in tokens + inline if token.type in ("html_block", "html_inline")]


EXAMPLES = read_examples()
PLAIN = [(number, example) for number, example in EXAMPLES if not raw_html(example[0])]
RAW = [(number, example) for number, example in EXAMPLES if raw_html(example[0])]


def as_we_say_it(expected):
    """The specification's HTML with our decisions: no h1, and foreign pictures and forbidden links are words."""
    expected = re.sub(r"(</?)h1>", r"\1h2>", expected)
    expected = re.sub(r'<img src="[^"]*" alt="([^"]*)"[^>]*/>', r"\1", expected)
    return without_space_between_tags(re.sub(r"<a>(.*?)</a>", r"\1", markdown.sanitise(expected)))


def without_heading_ids(rendered):
    return without_space_between_tags(re.sub(r'(<h[2-6]) id="[^"]*"', r"\1", rendered))


def without_space_between_tags(rendered):
    return rendered.replace(">\n<", "><").strip()


def squeezed(text):
    return "".join(text.split())


def test_the_specification_has_all_its_examples():
    assert len(EXAMPLES) == 652
    assert len(PLAIN) + len(RAW) == 652


@pytest.mark.parametrize(("number", "example"), PLAIN, ids=[str(number) for number, _ in PLAIN])
def test_an_example_reads_as_the_specification_says(number, example):
    source, expected = example

    assert without_heading_ids(markdown.render(source)) == as_we_say_it(expected)


@pytest.mark.parametrize(("number", "example"), RAW, ids=[str(number) for number, _ in RAW])
def test_raw_html_comes_out_as_the_characters_that_were_typed(number, example):
    source, _ = example
    rendered = markdown.render(source)

    if number in MARKDOWN_INSIDE_RAW_HTML:
        assert rendered.strip() == MARKDOWN_INSIDE_RAW_HTML[number]
        return
    shown = squeezed(html.unescape(TAG.sub("", rendered)))
    for piece in raw_html(source):
        for tag in re.findall(r"<[^>]*>?", piece):
            assert squeezed(tag) in shown
