import io
import zipfile

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from portal import files
from tests.resources import real_files
from tests.resources.real_files import make_docx, make_pdf, make_picture

pytestmark = pytest.mark.usefixtures("read_here")


def refusal(content):
    file = io.BytesIO(content)
    file.size = len(content)
    with pytest.raises(files.Refused) as refused:
        files.judge(file)
    return str(refused.value)


def rezipped(content, *, without=(), **parts):
    """The zip file with these parts added or replaced."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts and name not in without:
                new.writestr(name, old.read(name))
        for name, part in parts.items():
            new.writestr(name, part)
    return written.getvalue()


def script(pdf):
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")


def script_on_a_page(pdf):
    pdf.pages[0].AA = Dictionary(O=pdf.make_indirect(Dictionary(S=Name("/JavaScript"), JS=pdf.make_stream(b"x"))))


def script_in_the_names(pdf):
    action = pdf.make_indirect(Dictionary(S=Name.JavaScript, JS="1"))
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array(["a", action])))


def launch(pdf):
    pdf.pages[0].Annots = Array(
        [Dictionary(Subtype=Name.Link, Rect=[0, 0, 9, 9], A=Dictionary(S=Name.Launch, F="calc.exe"))]
    )


def submit(pdf):
    pdf.Root.Outlines = Dictionary(First=Dictionary(A=Dictionary(S=Name.SubmitForm, F="https://example.org")))


def attachment(pdf):
    pdf.attachments["data.bin"] = b"MZ"


def dynamic_form(pdf):
    pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=pdf.make_stream(b"<xdp/>"))


def film(pdf):
    pdf.pages[0].Annots = Array([Dictionary(Subtype=Name.RichMedia, Rect=[0, 0, 9, 9])])


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (script, "script"),
        (script_on_a_page, "script"),
        (script_in_the_names, "script"),
        (launch, "start another program"),
        (submit, "send away"),
        (attachment, "attached"),
        (dynamic_form, "XFA"),
        (film, "film"),
    ],
)
@pytest.mark.parametrize("packed", [False, True])
def test_a_pdf_that_acts_by_itself_is_refused(change, words, packed):
    mode = pikepdf.ObjectStreamMode.generate if packed else pikepdf.ObjectStreamMode.disable

    assert words in refusal(make_pdf(change=change, object_stream_mode=mode))


def test_a_name_written_in_hexadecimal_hides_nothing():
    def pad(pdf):
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="padding")

    content = make_pdf(change=pad, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    hidden = content.replace(b"/JavaScript", b"/J#61vaScript").replace(b"padding", b"paddi")  # as long as before

    assert "script" in refusal(hidden)


def test_a_font_that_is_called_js_is_no_script():
    def call(pdf):
        pdf.pages[0].Resources.Font["/JS"] = pdf.pages[0].Resources.Font["/F1"]

    file = io.BytesIO(make_pdf(change=call))
    file.size = 1

    assert files.judge(file).kind == "pdf"


@pytest.mark.parametrize("owner_only", [False, True])
def test_an_encrypted_pdf_is_refused(owner_only):
    locked = pikepdf.Encryption(owner="owner", user="" if owner_only else "user")

    assert "encrypted" in refusal(make_pdf(encryption=locked))


@pytest.mark.parametrize("cut", [0.3, 0.9])
def test_a_pdf_that_was_cut_short_is_refused(cut):
    content = make_pdf()

    assert "damaged" in refusal(content[: int(len(content) * cut)])


def test_a_pdf_full_of_nonsense_is_refused():
    assert "damaged" in refusal(b"%PDF-1.7\n" + bytes(range(256)) * 40 + b"\n%%EOF")


def test_a_file_that_is_pdf_and_zip_at_once_is_refused():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("run.exe", "MZ")

    assert "another file at the same time" in refusal(make_pdf() + packed.getvalue())
    assert "another file at the same time" in refusal(make_picture() + packed.getvalue())


@pytest.mark.parametrize(
    "content",
    [
        b"<!doctype html><script>alert(1)</script>",
        b"\xef\xbb\xbf <svg xmlns='http://www.w3.org/2000/svg'/>",
        b"MZ\x90\x00\x03",
        b"GIF89a\x01\x00\x01\x00",
        b'{"a": 1}',
        b"#!/bin/sh\necho",
        b"\x7fELF\x02\x01\x00",
        b"\x00" * 5000,
        b"RIFF\x00\x00\x00\x00WEBP",
    ],
)
def test_what_is_no_document_is_refused(content):
    assert "not a kind of file" in refusal(content)


def test_an_old_or_locked_office_file_is_refused():
    assert "old format" in refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600)


def test_an_empty_file_is_refused():
    assert "empty" in refusal(b"")


def test_a_file_over_the_limit_is_refused_unread(settings):
    settings.UPLOAD_MAX_BYTES = 100

    assert "larger than" in refusal(make_pdf())


@pytest.mark.parametrize(
    "parts",
    [
        {"word/vbaProject.bin": b"x"},
        {"xl/macrosheets/sheet1.xml": b"<a/>"},
    ],
)
def test_macros_are_refused(parts):
    assert "macros" in refusal(rezipped(make_docx(), **parts))


def test_a_word_file_with_another_program_inside_is_refused():
    assert "another file" in refusal(rezipped(make_docx(), **{"word/embeddings/oleObject1.bin": b"x"}))


def test_a_word_file_that_fetches_its_template_is_refused():
    link = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
        'Target="https://example.org/evil.dotm" TargetMode="External"/></Relationships>'
    )

    assert "fetches" in refusal(rezipped(make_docx(), **{"word/_rels/settings.xml.rels": link}))


def test_a_macro_file_under_another_name_is_refused():
    with zipfile.ZipFile(io.BytesIO(make_docx())) as package:
        types = package.read("[Content_Types].xml").decode()
    types = types.replace(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
    )

    assert "macros" in refusal(rezipped(make_docx(), **{"[Content_Types].xml": types}))


def test_an_opendocument_file_with_macros_or_a_password_is_refused():
    manifest = '<m:manifest xmlns:m="urn:x"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'

    assert "macros" in refusal(rezipped(real_files.make_odt(), **{"Basic/Standard/Module1.xml": b"<a/>"}))
    assert "password" in refusal(rezipped(real_files.make_odt(), **{"META-INF/manifest.xml": manifest}))


def test_an_epub_with_a_script_or_copy_protection_is_refused(tmp_path):
    book = real_files.make_epub(tmp_path)
    with zipfile.ZipFile(io.BytesIO(book)) as package:
        name = next(name for name in package.namelist() if name.endswith(".opf"))
        listed = package.read(name).decode()
    locked = '<encryption><EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes256-cbc"/></encryption>'

    assert "script" in refusal(rezipped(book, **{name: listed.replace("<item ", '<item properties="scripted" ', 1)}))
    assert "protected" in refusal(rezipped(book, **{"META-INF/encryption.xml": locked}))


@pytest.mark.parametrize(
    "page",
    [
        "<p><script>alert(1)</script></p>",
        "<p onclick='alert(1)'>Words</p>",
        "<p><a href='java&#10;script:alert(1)'>Words</a></p>",
        "<svg xmlns='urn:s'><a xmlns:x='urn:x' x:href=' JavaScript:a()'/></svg>",
    ],
)
@pytest.mark.parametrize("ending", ["xhtml", "svg", "opf-says-so"])
def test_an_epub_whose_page_runs_something_is_refused_though_it_does_not_say_so(tmp_path, page, ending):
    book, name = real_files.make_epub(tmp_path), f"EPUB/text/more.{ending}"
    with zipfile.ZipFile(io.BytesIO(book)) as package:
        listed = package.read("EPUB/content.opf").decode()
    item = f'<item id="more" href="text/more.{ending}" media-type="application/xhtml+xml"/>'
    listed = listed.replace("</manifest>", f"{item}</manifest>")
    page = f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{page}</body></html>'

    assert "script" in refusal(rezipped(book, **{"EPUB/content.opf": listed, name: page}))


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "..\\windows", "word\\document.xml"])
def test_a_zip_that_would_write_elsewhere_is_refused(name):
    assert "damaged" in refusal(rezipped(make_docx(), **{name: b"x"}))


def test_a_plain_zip_is_refused():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("a.txt", "a")

    assert "zip file" in refusal(packed.getvalue())


def test_a_zip_behind_other_bytes_is_refused():
    assert "not a kind" in refusal(b"GIF89a\x00" + make_docx())


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("key,words\na,é\n".encode("latin-1"), "UTF-8"),
        ("key,words\na,b\n".encode("utf-16"), "not a kind"),
        (b"key,words\na,b,c\n", "row 2 has 3 columns"),
        (b"just a line\n", "fewer than two"),
        (b"key,words\na,=HYPERLINK(1)\n", "formula"),
        (b'key,words\na,"@SUM(1+1)|cmd"\n', "formula"),
        (b'key,words\na,"open\n', "not a table"),
        (b"key,words\na,\x1b[31m\n", "control character 0x1b"),
    ],
)
def test_text_that_is_no_plain_table_is_refused(content, words):
    assert words in refusal(content)


def test_numbers_below_zero_are_no_formulas():
    file = io.BytesIO(b"key,number\na,-5\nb,+3.2\nc,@handle\n")
    file.size = 30

    assert files.judge(file).kind == "csv"
