"""Links, pictures, tables and footnotes as readers meet them, and what an editor is told about them."""

import pytest

from portal import markdown


def messages(text):
    return [finding.message for finding in markdown.parse(text).findings]


def test_links_are_listed_as_typed_with_their_words_and_line():
    document = markdown.parse('One\n[two *words*](/ü "t") and\n<https://a.org>\n\n[r]\n\n[r]: statement:key')

    assert document.links == [
        markdown.Link("/ü", "two words", 2),
        markdown.Link("https://a.org", "https://a.org", 3),
        markdown.Link("statement:key", "r", 5),
    ]


def test_an_internal_link_leads_where_resolve_says():
    asked = []

    def resolve(scheme, target):
        asked.append((scheme, target))
        return None if target == "gone" else f"../{target}/"

    html = markdown.render("[a](statement:key) [b](chapter:x#y) [c](document:gone)", resolve=resolve)

    assert asked == [("statement", "key"), ("chapter", "x#y"), ("document", "gone")]
    assert html == '<p><a href="../key/">a</a> <a href="../x#y/">b</a> <span class="dead-link">c</span></p>\n'


def test_without_resolve_an_internal_link_is_words():
    assert markdown.render("[a](statement:key)") == '<p><span class="dead-link">a</span></p>\n'


@pytest.mark.parametrize(
    "address", ["https://a.org/x", "http://a.org", "mailto:a@b.org", "tel:+44", "/a/", "../a/?b", "a"]
)
def test_ordinary_addresses_are_linked(address):
    assert f'<a href="{address}">' in markdown.render(f"[words]({address})")
    assert messages(f"[words]({address})") == []


@pytest.mark.parametrize("address", ["//evil.org", r"/\\evil.org", "javascript:alert(1)", "ftp://a.org", "foo:bar"])
def test_other_addresses_are_words_and_a_finding(address):
    assert markdown.render(f"[words]({address})") == "<p>words</p>\n"
    assert "cannot be linked" in messages(f"[words]({address})")[0]


def test_links_that_let_readers_down_are_findings():
    assert messages("[here](#nowhere)") == ["The link to “#nowhere” points to nothing on this page."]
    assert messages("[here](#there)\n\n## There") == []
    assert "has no words" in messages("[](/a/)")[0]
    assert "has no address" in messages("[a]()")[0]


def test_a_link_inside_a_link_is_words():
    assert markdown.render("[a <https://b.org> c](/d)") == '<p><a href="/d">a https://b.org c</a></p>\n'


def test_a_picture_alone_is_a_figure():
    html = markdown.render('![Six students](/media/a.webp "In a circle")\n\nText ![x](/media/b.webp "t").')

    assert html == (
        '<figure>\n<img src="/media/a.webp" alt="Six students" loading="lazy">\n<figcaption>In a circle</figcaption>\n'
        '</figure>\n<p>Text <img src="/media/b.webp" alt="x" title="t" loading="lazy">.</p>\n'
    )


@pytest.mark.parametrize(
    "source", ["https://a.org/x.png", "data:image/png;base64,aa", "/media/../x", "/media/%2e%2e/x", "/other"]
)
def test_a_picture_from_elsewhere_is_words_and_a_finding(source):
    assert markdown.render(f"![Six students]({source})") == "<p>Six students</p>\n"
    assert "is not one of ours" in messages(f"![Six students]({source})")[0]


def test_a_picture_without_words_is_a_finding():
    assert "image without text" in messages("![](/media/a.webp)")[0]


def test_tables_scroll_are_numbered_and_align_without_inline_style():
    html = markdown.render("| a | b |\n|--:|:-:|\n| 1 | 2 |\n\n| c |\n|---|\n")

    assert '<div class="table" tabindex="0" role="region" aria-label="Table 1">\n<table>' in html
    assert 'aria-label="Table 2"' in html
    assert '<th scope="col" class="align-right">a</th>\n<th scope="col" class="align-center">b</th>' in html
    assert '<td class="align-right">1</td>' in html
    assert "style" not in html


def test_words_that_slip_into_a_table_are_a_finding():
    assert "has become a row" in messages("| a |\n|---|\n| 1 |\nWords")[0]
    assert messages("| a |\n|---|\n| 1 |\n\nWords") == []


def test_footnotes_say_where_they_lead_and_back():
    html = markdown.render("One[^a], two[^a].\n\n[^a]: Note")

    assert '<a href="#footnote_1" id="reference_1"><span class="nhsuk-u-visually-hidden">Footnote </span>1</a>' in html
    assert 'id="reference_1_2"' in html
    assert '<section class="footnotes" aria-label="Footnotes">' in html
    assert '<li id="footnote_1">' in html
    assert '<a href="#reference_1_2" class="footnotes__back">Back<span' in html


def test_a_footnote_that_is_lost_or_goes_round_is_a_finding():
    assert "is not mentioned" in messages("[^1]: Lost")[0]
    assert "mentions a footnote" in messages("A[^1]\n\n[^1]: Round[^1]")[0]


def test_the_words_of_a_text_are_plain_and_counted():
    picture = '![alt](/media/x.png "Caption")'
    document = markdown.parse(f"# T *i* t\n\n- `a`  b\n\n::: {{.statement #k title=Mind}}\nit\n\n{picture}\n:::\n")

    assert document.text == "T i t a b Mind it alt Caption"
    assert document.statements[0].text == "it alt Caption"
    assert document.words == 9


def test_definition_lists_are_read():
    assert markdown.render("Term\n: Words") == "<dl>\n<dt>Term</dt>\n<dd>Words</dd>\n</dl>\n"
