import io
import zipfile

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from tests.resources.real_files import make_docx, make_xlsx
from tests.resources.test_files_judged import judged
from tests.resources.test_files_refused import refusal, rezipped

pytestmark = pytest.mark.usefixtures("read_here")

PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def with_link(kind, target, mode="External", content=None, rels="word/_rels/settings.xml.rels"):
    link = f'<Relationship Id="a" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="{mode}"/>'
    parts = {rels: f'<Relationships xmlns="{PACKAGE}">{link}</Relationships>'}
    return rezipped(content or make_docx(), **parts)


def with_field(*pieces, simple=False):
    document = docx.Document()
    paragraph = document.add_paragraph("Words")
    if simple:
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), pieces[0])
        paragraph._p.append(field)
    else:
        for kind, words in [("begin", ""), *[("", piece) for piece in pieces], ("end", "")]:
            element = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                element.set(qn("w:fldCharType"), kind)
            else:
                element.text = words
            paragraph.add_run()._r.append(element)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("image", "https://example.org/a.png"),
        ("image", "file://///host/a.png"),
        ("attachedTemplate", "file://///host/a.dotx"),
        ("attachedTemplate", "file://host/a.dotx"),
        ("attachedTemplate", "%5C%5Chost%5Ca.dotx"),
        ("attachedTemplate", "\\\\host\\a.dotx"),
        ("aFChunk", "https://example.org/a.html"),
        ("xlExternalLinkPath/xlPathMissing", "a.xlsx"),
    ],
)
@pytest.mark.parametrize("mode", ["External", " External", "external "])
def test_what_is_fetched_from_another_place_is_refused(kind, target, mode):
    assert "fetches" in refusal(with_link(kind, target, mode))


@pytest.mark.parametrize(
    "target", ["file://///host/a.docx", "\\\\host\\a", "search-ms:query=a", "ms-msdt:/id", "//host/a"]
)
def test_a_link_to_anything_but_the_web_is_refused(target):
    assert "A link in this file" in refusal(with_link("hyperlink", target))


@pytest.mark.parametrize(
    "target", ["https://example.org/", "HTTP://example.org", "mailto:a@example.org", "#Sheet1.A1", "a.pdf"]
)
def test_ordinary_links_are_taken(target):
    assert judged(with_link("hyperlink", target)).kind == "docx"


@pytest.mark.parametrize(
    "target", ["file:///C:\\Users\\me\\Templates\\Letter.dotx", "Normal.dotm", "C:\\a.dotx", "/Users/me/Letter.dotx"]
)
def test_the_template_that_word_notes_from_the_authors_own_disk_is_taken(target):
    assert judged(with_link("attachedTemplate", target)).kind == "docx"


@pytest.mark.parametrize(
    "pieces",
    [
        [r'DDEAUTO c:\\windows\\system32\\cmd.exe "/k calc"'],
        [" DD", "EAUTO excel a b"],
        ["dde excel a b"],
        [r'INCLUDETEXT "\\\\host\\a.docx"'],
        ['INCLUDEPICTURE "https://example.org/a.png" \\d'],
        [r'INCLUDEPICTURE "file://///host/a.png"'],
        [r'LINK Excel.Sheet.12 "\\\\host\\a.xlsx"'],
    ],
)
@pytest.mark.parametrize("simple", [False, True])
def test_a_field_that_fetches_or_starts_something_is_refused(pieces, simple):
    pieces = ["".join(pieces)] if simple else pieces

    assert "A field in this file" in refusal(with_field(*pieces, simple=simple))


@pytest.mark.parametrize(
    "words",
    [
        ' TOC \\o "1-3" \\h \\z \\u ',
        "PAGE",
        'HYPERLINK "https://example.org"',
        r'INCLUDEPICTURE "/var/folders/a/T/image.png" \* MERGEFORMATINET',
        r'INCLUDEPICTURE "C:\\Users\\me\\a.png" \d',
        'ADDIN ZOTERO_ITEM CSL_CITATION {"a": "https://example.org"}',
        "REF DDE_chapter",
    ],
)
def test_ordinary_fields_are_taken(words):
    assert judged(with_field(words)).kind == "docx"


def with_sheet_part(kind, part):
    content = make_xlsx()
    rels = "xl/_rels/workbook.xml.rels"
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        links = package.read(rels).decode()
    link = f'<Relationship Id="more" Type="{OFFICE}/{kind}" Target="more/one.xml"/></Relationships>'
    return rezipped(content, **{rels: links.replace("</Relationships>", link), "xl/more/One.xml": part})


@pytest.mark.parametrize(
    ("kind", "part"),
    [
        (
            "externalLink",
            f'<externalLink xmlns="{SHEET}"><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>',
        ),
        ("connections", f'<connections xmlns="{SHEET}"><connection id="1" type="4"/></connections>'),
    ],
)
def test_a_workbook_that_asks_another_program_is_refused(kind, part):
    assert "fetches data" in refusal(with_sheet_part(kind, part))


def test_an_empty_list_of_connections_is_taken():
    assert judged(with_sheet_part("connections", f'<connections xmlns="{SHEET}"/>')).kind == "xlsx"


@pytest.mark.parametrize("name", ["xl/intlMacrosheets/sheet1.xml", "xl/Macrosheets2/a.xml", "a/my-macrosheets.xml"])
def test_macro_sheets_are_refused_wherever_they_are(name):
    assert "macros" in refusal(rezipped(make_xlsx(), **{name: b"<a/>"}))


def test_a_part_that_is_another_file_is_refused():
    assert "another file" in refusal(with_link("aFChunk", "part.docx", "Internal"))
