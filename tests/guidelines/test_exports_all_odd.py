"""Everything odd in one edition: each format is still a good document."""

import csv
import io
import json
import zipfile

import docx
import openpyxl
import pikepdf
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from docx.oxml.ns import qn
from lxml import etree

from guidelines.exports import FORMATS

from .exported import PICTURE, make_about, make_publication, png
from .test_exports_odd_input import WIDE

pytestmark = pytest.mark.django_db

MISSING = PICTURE.replace("12345678", "99999999")
TITLE = ("A title # with $ signs @and *stars* " * 15)[:500]
SIGNS = '# $x$ @ref \\u{41} <b> ` ~ [a](b) {{ }} #read("main.typ") & ]]> %'
BODY = f"""שלום עולם 😀 👩🏽‍⚕️ {SIGNS}

::: {{.statement #long title="Long"}}
{"word " * 20_000}
:::

::: {{.statement #odd title="שלום 😀 # $ <b> &amp;"}}
`{SIGNS}`
:::

{WIDE}

![A huge plan](/media/{PICTURE})

![A picture that is gone](/media/{MISSING})
"""


@pytest.fixture
def content():
    """Builds the odd edition in a format."""
    default_storage.save(PICTURE, ContentFile(png(10_000, 10_000)))
    publication = make_publication({TITLE: BODY}, about=make_about(title=TITLE, notice=SIGNS))
    return lambda format: FORMATS[format].build(publication)


def test_as_pdf(content):
    with pikepdf.open(io.BytesIO(content("pdf"))) as document:
        assert document.Root.MarkInfo.Marked
        assert document.check_pdf_syntax() == []


def test_as_epub(content):
    with zipfile.ZipFile(io.BytesIO(content("epub"))) as archive:
        parts = [etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith(".xhtml")]

    said(" ".join("".join(part.itertext()) for part in parts))


def test_as_word(content):
    document = docx.Document(io.BytesIO(content("docx")))

    said("\n".join("".join(run.text or "" for run in p.iter(qn("w:t"))) for p in document.element.body.iter(qn("w:p"))))
    [table] = document.tables
    assert len(table.columns) == 40


def said(text):
    for expected in [
        "שלום עולם",
        "😀",
        '#read("main.typ")',
        "It shows: A huge plan",
        "It shows: A picture that is gone",
    ]:
        assert expected in text
    assert text.count("word ") >= 19_999


def test_as_tables(content):
    book = openpyxl.load_workbook(io.BytesIO(content("xlsx")))
    rows = list(csv.reader(io.StringIO(content("csv").decode("utf-8-sig"), newline="")))

    assert book["Statements"].max_row == len(rows) == 3
    assert rows[1][3].count("word") == 20_000
    assert book["Statements"]["D2"].value.endswith("(The whole text is at its permanent address.)")
    assert rows[2][2].startswith("שלום 😀")


def test_as_json(content):
    facts = json.loads(content("json"))

    assert facts["chapters"][0]["title"] == TITLE
    assert SIGNS in facts["chapters"][0]["markdown"]


def test_as_markdown(content):
    with zipfile.ZipFile(io.BytesIO(content("md"))) as archive:
        text = archive.read("edition-2/01-chapter-1.md").decode()

    assert text.startswith(f"# {TITLE}\n\n")
    assert SIGNS in text
