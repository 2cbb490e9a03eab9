"""The PDF: what screen readers, viewers and people find in it."""

import io
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest

from guidelines.exports import CannotBuild, pdf

from .exported import HASH, make_publication


@pytest.fixture(scope="session")
def document(sample_files):
    with pikepdf.open(io.BytesIO(sample_files["pdf"])) as opened:
        yield opened


@pytest.fixture(scope="session")
def text(sample_files):
    return text_of(sample_files["pdf"])


def text_of(content):
    return "\n".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content))


def elements(node):
    """Every element of the structure tree: (type, element)."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from elements(child)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield str(node.S), node
        if "/K" in node:
            yield from elements(node.K)


def test_it_is_tagged_and_has_language_and_title(document):
    assert document.Root.MarkInfo.Marked
    assert str(document.Root.Lang) == "en-GB"
    with document.open_metadata() as facts:
        assert facts["dc:title"] == "Leadership & <learning>"
        assert facts["pdfuaid:part"] == "1"
    assert document.Root.ViewerPreferences.DisplayDocTitle


def test_its_tags_say_what_is_a_heading_a_table_a_list_and_a_picture(document):
    tags = [tag for tag, _ in elements(document.Root.StructTreeRoot.K)]

    assert {"/H1", "/H2", "/H3", "/P", "/L", "/LI", "/Table", "/TH", "/TD", "/Figure", "/Link", "/TOC"} <= set(tags)
    assert tags.count("/Note") + tags.count("/FENote") >= 1


def test_pictures_have_their_words_and_header_cells_their_scope(document):
    found = list(elements(document.Root.StructTreeRoot.K))

    assert "Two people in a ward" in [str(node.Alt) for tag, node in found if tag == "/Figure" and "/Alt" in node]
    headers = [node for tag, node in found if tag == "/TH"]
    assert headers
    assert all("/Scope" in attributes(node) for node in headers)


def attributes(node):
    own = node.get("/A", [])
    merged = {}
    for each in own if isinstance(own, pikepdf.Array) else [own]:
        merged |= dict(each)
    return merged


def test_bookmarks_lead_to_every_chapter(document):
    with document.open_outline() as outline:
        titles = [item.title for item in outline.root]

    assert titles == ["About this edition", "1 Sample", "2 Links", "What changed in edition 2, and why"]


def test_links_inside_lead_to_a_page_of_it_and_the_others_to_whole_addresses(document):
    annotations = [each for page in document.pages for each in page.get("/Annots", [])]
    outside = {str(each.A.URI) for each in annotations if "/A" in each and "/URI" in each.A}
    inside = [target(document, each) for each in annotations if "/URI" not in each.get("/A", {})]

    assert {"https://example.org/a?b=1&c=2", "mailto:a@example.org", "http://localhost:8000/about/"} <= outside
    assert not [address for address in outside if "evil" in address or "script:" in address]
    assert len(inside) > 8
    assert all(each.Type == "/Page" for each in inside)


def target(document, annotation):
    where = annotation.get("/Dest") or annotation.A.D
    if isinstance(where, (pikepdf.Name, pikepdf.String)):
        names = pikepdf.NameTree(document.Root.Names.Dests)
        where = names[str(where)]
        where = where.D if isinstance(where, pikepdf.Dictionary) else where
    return where[0]


def test_it_runs_and_embeds_nothing(document):
    assert "/OpenAction" not in document.Root
    assert "/JavaScript" not in document.Root.get("/Names", {})
    assert "/EmbeddedFiles" not in document.Root.get("/Names", {})


def test_the_cover_says_edition_date_publisher_hash_and_notice(sample_files):
    cover = pypdfium2.PdfDocument(sample_files["pdf"])[0].get_textpage().get_text_bounded()

    for words in ["Leadership & <learning>", "Edition 2", "Released 4 March 2019", "Health Education England", HASH]:
        assert words in cover
    assert "This is a sample." in cover


def test_statements_have_number_title_status_and_permanent_address(text):
    assert "1.1 A structured occasion" in text
    assert "Amended in edition 2" in text
    assert "http://localhost:8000/guidelines/leadership/editions/2/statements/self-reflection/" in text


def test_what_changed_is_told_with_reasons_and_successors(text):
    appendix = text.rpartition("What changed in edition 2, and why")[2]

    for words in ["Amended", "Because #1.", "the survey", "Read it.", "3.1 Gone", "1.2 values-in-practice"]:
        assert words in " ".join(appendix.split())


def test_the_same_edition_gives_the_same_bytes(db):
    small = make_publication({"One": "Words."})

    assert pdf.build(small) == pdf.build(small)


def test_a_draft_says_so_on_every_page_and_has_no_address(db):
    content = pdf.build(make_publication({"One": "::: {.statement #a}\nWords.\n:::"}, released_at=None))

    words = text_of(content)
    assert "Draft: not released, not to be cited" in words
    assert "About this edition" in words.partition("Contents")[2]
    assert "localhost" not in words
    assert "permanent" not in words
    pages = pypdfium2.PdfDocument(content)
    assert all("Draft" in page.get_textpage().get_text_bounded() for page in pages)


def test_a_statement_that_fits_on_a_page_is_not_parted(db):
    bodies = {
        "One": "Words.\n\n" * 20 + "\n".join(f"::: {{.statement #s-{n}}}\n{'Words. ' * 40}\n:::\n" for n in range(30))
    }
    document = pypdfium2.PdfDocument(pdf.build(make_publication(bodies)))
    pages = [page.get_textpage().get_text_bounded() for page in document]

    assert len(pages) > 6
    for number in range(1, 31):
        [place] = [page for page in pages if f"statements/s-{number - 1}/" in page]
        assert f"1.{number} s-{number - 1}" in place


def test_an_edition_that_needs_too_much_memory_gets_a_sentence(monkeypatch):
    monkeypatch.setattr(pdf, "MEGABYTES", 30)

    with pytest.raises(CannotBuild, match="Single chapters and other forms"):
        pdf.build(make_publication({"One": "Words and words. " * 20_000}))


def test_one_chapter_stands_alone_and_links_to_the_others_on_the_site(db):
    whole = make_publication()
    one = pdf.build(replace(whole, only=whole.chapters[1]))

    with pikepdf.open(io.BytesIO(one)) as document:
        outside = {str(a.A.URI) for p in document.pages for a in p.get("/Annots", []) if "/URI" in a.get("/A", {})}
    assert "http://localhost:8000/guidelines/leadership/editions/2/chapters/sample/#self-reflection" in outside
    assert "Chapter 2" in text_of(one)
    assert "noticing" not in text_of(one)
