"""An editor imports what was written in Word."""

import io
import zipfile

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx.enum.style import WD_STYLE_TYPE
from PIL import Image

from guidelines import actions, word
from portal import markdown
from tests.make import make_draft, make_editor, make_released_edition

pytestmark = pytest.mark.django_db


def make_word(write=lambda document: document.add_paragraph("Words.")):
    """A real .docx, as a file, written by `write`."""
    document, file = docx.Document(), io.BytesIO()
    write(document)
    document.save(file)
    file.seek(0)
    return file


def rezipped(file, **parts):
    """The same document with these parts put in or replaced."""
    changed = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in {*old.namelist()} - set(parts):
            new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    changed.seek(0)
    return changed


def a_guideline(document):
    document.add_heading("Focus on self", 1)
    document.add_paragraph("Leadership begins with ").add_run("noticing").bold = True
    document.styles.add_style("Statement", WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("Give every student time to reflect.", style="Statement")
    document.add_heading("In practice", 2)
    document.add_paragraph("one", style="List Bullet")
    document.add_heading("Working with others", 1)
    table = document.add_table(2, 2)
    for cell, words in zip(table._cells, "abcd", strict=True):
        cell.text = words


def test_each_heading_1_starts_a_chapter():
    imported = word.read(make_word(a_guideline))

    assert [(chapter.title, chapter.slug) for chapter in imported.chapters] == [
        ("Focus on self", "focus-on-self"),
        ("Working with others", "working-with-others"),
    ]
    assert imported.notes == []


def test_headings_emphasis_lists_and_tables_come_along():
    first, second = word.read(make_word(a_guideline)).chapters

    html = markdown.render(first.body)
    assert "<strong>noticing</strong>" in html
    assert '<h2 id="in-practice">In practice</h2>' in html
    assert "<li>one</li>" in html
    assert markdown.render(second.body).count("<td>") == 2


def test_paragraphs_styled_statement_become_statements_with_fresh_keys():
    def twice(document):
        document.styles.add_style("Statement", WD_STYLE_TYPE.PARAGRAPH)
        for _ in range(2):
            document.add_paragraph("Give time.", style="Statement")

    body = word.read(make_word(twice)).chapters[0].body

    assert [(each.key, each.text) for each in markdown.parse(body).statements] == [
        ("give-time", "Give time."),
        ("give-time-2", "Give time."),
    ]


def test_text_before_the_first_heading_is_kept_and_said():
    def late_heading(document):
        document.add_paragraph("A preface.")
        document.add_heading("One", 1)

    imported = word.read(make_word(late_heading))

    assert [chapter.title for chapter in imported.chapters] == ["Before the first chapter", "One"]
    assert "became a chapter of its own" in imported.notes[0]


def test_merged_cells_are_taken_apart_and_said():
    def merged(document):
        table = document.add_table(3, 3)
        table.cell(0, 0).merge(table.cell(1, 1)).text = "wide and deep"
        table.cell(2, 2).text = "last"

    imported = word.read(make_word(merged))

    html = markdown.render(imported.chapters[0].body)
    assert html.count("<tr>") == 3
    assert "wide and deep" in html
    assert "last" in html
    assert any(note.startswith("Tables with merged cells") for note in imported.notes)


def test_a_picture_is_re_encoded_and_asks_for_its_words(settings):
    def pictured(document):
        picture = io.BytesIO()
        Image.new("RGB", (30, 20), "teal").save(picture, "PNG")
        document.add_picture(picture)

    imported = word.read(make_word(pictured), keep_pictures=True)

    address = imported.chapters[0].body.split("](")[1].split(")")[0]
    with Image.open(settings.MEDIA_ROOT / address.removeprefix("/media/")) as picture:
        assert picture.size == (30, 20)
    assert any("image without text" in note for note in imported.notes)


def test_what_cannot_come_along_is_named():
    box = b"<w:txbxContent></w:txbxContent>"
    file = make_word()
    content = zipfile.ZipFile(file).read("word/document.xml").replace(b"<w:sectPr", box + b"<w:sectPr", 1)

    imported = word.read(rezipped(file, **{"word/document.xml": content}))

    assert "Text boxes (left out): 1" in imported.notes


def test_markup_typed_in_word_stays_text():
    typed = "# <script>alert(1)</script> ::: note *star* [x](javascript:alert(1))"

    html = markdown.render(word.read(make_word(lambda document: document.add_paragraph(typed))).chapters[0].body)

    assert "<script" not in html
    assert "href" not in html
    assert "<h" not in html
    assert "*star*" in html


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (lambda: io.BytesIO(b""), "empty"),
        (lambda: io.BytesIO(b"not a document at all"), "not a Word document"),
        (lambda: io.BytesIO(b"\xd0\xcf\x11\xe0" + bytes(600)), "encrypted or in the old .doc format"),
        (lambda: rezipped(make_word(), **{"[Content_Types].xml": "<Types/>"}), "not a Word document"),
        (lambda: rezipped(make_word(), **{"word/vbaProject.bin": b"x"}), "macros"),
        (lambda: rezipped(make_word(), **{"word/document.xml": "<broken"}), "damaged"),
        (lambda: rezipped(make_word(), **{"word/media/a": bytes(201 * 1024 * 1024)}), "too large once unpacked"),
        (lambda: io.BytesIO(bytes(20 * 1024 * 1024 + 1)), "larger than 20 MB"),
        (lambda: io.BytesIO(make_word().read()[:-300]), "damaged"),
    ],
)
def test_what_is_no_plain_word_document_is_refused_in_a_sentence(file, words):
    with pytest.raises(word.NotImportable, match=words):
        word.read(file())


def upload(client, edition, file, name="guideline.docx"):
    document = SimpleUploadedFile(name, file.read())
    return client.post(f"/admin/guidelines/edition/{edition.pk}/import/", {"document": document}, follow=True)


def test_nothing_is_saved_before_the_editor_has_seen_the_result(client):
    edition = make_draft(bodies={"focus-on-self": "Old words."})
    client.force_login(make_editor())

    seen = upload(client, edition, make_word(a_guideline))

    assert "takes the place of the text at “focus-on-self”" in seen.text
    assert "Leadership begins with <strong>noticing</strong>" in seen.text
    assert edition.chapters.get().body == "Old words."

    client.post(seen.redirect_chain[0][0])
    assert [chapter.slug for chapter in edition.chapters.all()] == ["focus-on-self", "working-with-others"]
    assert "noticing" in edition.chapters.first().body


def test_an_imported_document_is_forgotten_once_kept(client):
    edition = make_draft()
    client.force_login(make_editor())
    address = upload(client, edition, make_word(a_guideline)).redirect_chain[0][0]
    client.post(address)

    assert client.get(address).status_code == 404


def test_a_refused_document_says_why_on_the_page(client):
    edition = make_draft()
    client.force_login(make_editor())

    page = upload(client, edition, io.BytesIO(b"MZ not Word"))

    assert page.status_code == 200
    assert "This is not a Word document" in page.text


def test_only_those_who_may_write_chapters_import(client):
    edition = make_draft()
    client.force_login(make_editor("guidelines.view_edition"))

    assert client.get(f"/admin/guidelines/edition/{edition.pk}/import/").status_code == 403


def test_a_released_edition_takes_no_import(client):
    edition = make_released_edition()
    client.force_login(make_editor())

    assert "already been released" in upload(client, edition, make_word(a_guideline)).text
    with pytest.raises(actions.NotADraft):
        actions.import_chapters(edition=edition, chapters=word.read(make_word()).chapters)
