import io

import pytest
from PIL import Image

from portal import files
from tests.resources import real_files
from tests.resources.real_files import WORDS, make_csv, make_pdf, make_picture
from tests.resources.test_files_refused import rezipped

pytestmark = pytest.mark.usefixtures("read_here")


def judged(content):
    file = io.BytesIO(content)
    file.size = len(content)
    return files.judge(file)


def words_of(content, kind):
    return files.text_of(io.BytesIO(content), kind=kind)


def test_a_tagged_pdf_says_what_it_is():
    facts = judged(make_pdf("One", "Two", title="Our report", language="cy"))

    assert (facts.kind, facts.pages, facts.title, facts.language, facts.is_tagged) == (
        "pdf",
        2,
        "Our report",
        "cy",
        True,
    )


def test_a_pdf_without_structure_is_not_tagged():
    assert judged(make_pdf(tagged=False)).is_tagged is False


def test_a_pdf_that_only_claims_to_be_tagged_is_not():
    def claim(pdf):
        del pdf.Root.StructTreeRoot

    assert judged(make_pdf(change=claim)).is_tagged is False


def test_the_title_is_found_in_a_pdfs_xmp_alone():
    def move(pdf):
        with pdf.open_metadata() as metadata:
            metadata["dc:title"] = "In XMP"
        del pdf.docinfo["/Title"]

    assert judged(make_pdf(change=move)).title == "In XMP"


def test_a_title_cannot_turn_the_direction_of_writing():
    assert judged(make_pdf(title="Report\u202egnp.exe\x07")).title == "Reportgnp.exe"


OTHERS = {
    "docx": (real_files.make_docx, None),
    "xlsx": (real_files.make_xlsx, 2),
    "pptx": (real_files.make_pptx, 3),
    "odt": (real_files.make_odt, None),
    "ods": (real_files.make_ods, 1),
    "odp": (real_files.make_odp, 1),
    "csv": (make_csv, None),
}


@pytest.mark.parametrize(("kind", "make", "pages"), [(kind, *rest) for kind, rest in OTHERS.items()])
def test_other_kinds_are_known_by_their_content_and_their_words_found(kind, make, pages):
    content = make()

    facts = judged(content)

    assert (facts.kind, facts.pages, facts.is_tagged) == (kind, pages, None)
    assert WORDS in words_of(content, kind)


def test_an_epub_is_known_and_its_words_found(tmp_path):
    content = real_files.make_epub(tmp_path)

    facts = judged(content)

    assert (facts.kind, facts.title, facts.language) == ("epub", "A book", "en-GB")
    assert WORDS in words_of(content, "epub")


@pytest.mark.parametrize(("name", "kind"), [("PNG", "png"), ("JPEG", "jpg")])
def test_pictures_are_known(name, kind):
    assert judged(make_picture(name)).kind == kind


def test_word_says_title_and_language():
    facts = judged(real_files.make_docx(title="Minutes"))

    assert (facts.title, facts.language) == ("Minutes", "en-GB")


def test_the_words_of_a_pdf_are_found():
    assert words_of(make_pdf("First page.", "Second page."), "pdf") == "First page.\nSecond page."


def test_the_first_page_is_drawn_small():
    with Image.open(io.BytesIO(files.first_page(io.BytesIO(make_pdf()), kind="pdf"))) as picture:
        assert picture.format == "WEBP"
        assert picture.width <= 480
        assert picture.height <= 680


def test_a_word_document_has_no_first_page():
    assert files.first_page(io.BytesIO(real_files.make_docx()), kind="docx") is None


def test_a_csv_with_semicolons_quotes_and_a_mark_of_order_is_a_table():
    assert judged('\ufeffkey;words\r\na;"one; ""two"""\r\n'.encode()).kind == "csv"


def test_an_older_epub_with_named_signs_is_read(tmp_path):
    page = (
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">'
        '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>Caf&eacute;&nbsp;here</p></body></html>'
    )
    content = rezipped(real_files.make_epub(tmp_path), **{"EPUB/text/ch001.xhtml": page})

    assert judged(content).kind == "epub"
    assert "Café here" in words_of(content, "epub")
