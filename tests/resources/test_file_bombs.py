"""Small files that become huge, or never end, when somebody reads them."""

import io
import resource
import struct
import time
import zipfile
import zlib

import pikepdf
import pytest

from portal import files
from tests.resources.real_files import make_docx, make_pdf
from tests.resources.test_files_refused import rezipped

MOST_SECONDS = 45
MOST_MEMORY = 1700 * 1024  # kilobytes, of the process that reads


@pytest.fixture(autouse=True)
def bounded():
    """Whatever a file does, its reader ends in time and within its memory."""
    started = time.monotonic()
    yield
    assert time.monotonic() - started < MOST_SECONDS
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < MOST_MEMORY


def upload(content):
    file = io.BytesIO(content)
    file.size = len(content)
    return file


def swollen(unit, times):
    """What zlib makes of that many units, without ever holding them."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(unit) + packer.flush(zlib.Z_FULL_FLUSH)
    check = 1
    for _ in range(times):
        check = zlib.adler32(unit, check)
    return b"\x78\xda" + block * times + b"\x03\x00" + check.to_bytes(4, "big")


def plain_pdf(*objects, root=1):
    """A PDF written by hand from the text of its objects."""
    written, places = io.BytesIO(b"%PDF-1.7\n"), []
    written.seek(0, io.SEEK_END)
    for number, text in enumerate(objects, start=1):
        places.append(written.tell())
        written.write(b"%d 0 obj\n%s\nendobj\n" % (number, text))
    start = written.tell()
    written.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    for place in places:
        written.write(b"%010d 00000 n \n" % place)
    size = len(objects) + 1
    written.write(b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, root, start))
    return written.getvalue()


PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %s %s] >>"


def test_arrays_nested_a_hundred_thousand_deep_are_refused():
    deep = b"[" * 100_000 + b"]" * 100_000

    with pytest.raises(files.Refused):
        files.judge(upload(plain_pdf(b"<< /Type /Catalog /Pages 2 0 R /X %s >>" % deep, PAGES, PAGE % (b"9", b"9"))))


def test_a_page_tree_that_bites_its_tail_is_refused():
    loop = b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 1000000 >>"

    with pytest.raises(files.Refused):
        files.judge(upload(plain_pdf(b"<< /Type /Catalog /Pages 2 0 R >>", loop)))


@pytest.mark.parametrize("side", [b"14400", b"1000000000", b"0", b"-5", b"99999999999999999999"])
def test_a_giant_page_is_drawn_small_or_not_at_all(side):
    content = plain_pdf(b"<< /Type /Catalog /Pages 2 0 R >>", PAGES, PAGE % (side, side))

    try:
        picture = files.first_page(io.BytesIO(content), kind="pdf")
    except files.Refused:
        return

    assert len(picture) < 50_000


def test_half_a_million_objects_are_refused():
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.Root.X = pikepdf.Array([pdf.make_indirect(pikepdf.Dictionary(A=1)) for _ in range(310_000)])
    content = io.BytesIO()
    pdf.save(content, object_stream_mode=pikepdf.ObjectStreamMode.generate)

    with pytest.raises(files.Refused, match="too complicated"):
        files.judge(upload(content.getvalue()))


def test_an_object_stream_that_swells_to_four_gigabytes_ends_within_its_memory():
    def swell(pdf):
        zeros = zlib.compress(swollen(b" " * 1024 * 1024, 4096), 9)
        filters = pikepdf.Array([pikepdf.Name.FlateDecode] * 2)
        pdf.Root.Metadata = pdf.make_indirect(pikepdf.Stream(pdf, zeros))
        pdf.Root.Metadata.Filter = filters
        pdf.Root.Metadata.Type, pdf.Root.Metadata.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
        del pdf.docinfo["/Title"]

    content = make_pdf(change=swell, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    assert len(content) < 100_000

    try:
        facts = files.judge(upload(content))
    except files.Refused:
        return
    assert facts.title == ""


def test_a_page_whose_drawing_swells_is_published_without_a_picture_or_refused():
    def swell(pdf):
        page = pdf.pages[0]
        page.Contents = pdf.make_stream(swollen(b"0 0 m 9 9 l S\n" * 100_000, 4000))
        page.Contents.Filter = pikepdf.Name.FlateDecode

    content = make_pdf(change=swell, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)

    for read in (files.first_page, files.text_of):
        try:
            read(io.BytesIO(content), kind="pdf")
        except files.Refused:
            continue


def test_a_zip_that_swells_is_refused():
    swollen = rezipped(make_docx(), **{"word/media/a.xml": b"0" * 210 * 1024 * 1024})
    assert len(swollen) < 1024 * 1024

    with pytest.raises(files.Refused, match="too complicated"):
        files.judge(upload(swollen))


def test_a_zip_that_lies_about_its_sizes_is_refused():
    content = rezipped(make_docx(), **{"word/media/a.xml": b"0" * 1024 * 1024})
    lied = content.replace(struct.pack("<L", 1024 * 1024), struct.pack("<L", 100))

    with pytest.raises(files.Refused, match="damaged"):
        files.judge(upload(lied))


def test_a_zip_of_a_hundred_thousand_parts_is_refused():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        for number in range(20_000):
            package.writestr(str(number), b"")

    with pytest.raises(files.Refused, match="too complicated"):
        files.judge(upload(content.getvalue()))


def test_entities_that_multiply_are_refused():
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">{laughs}]><x>&l11;</x>'

    with pytest.raises(files.Refused):
        files.judge(upload(rezipped(make_docx(), **{"docProps/core.xml": bomb})))


def test_an_entity_that_names_a_file_brings_nothing_in():
    reach = (
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
        '<cp xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>&f;</dc:title></cp>'
    )

    with pytest.raises(files.Refused):
        files.judge(upload(rezipped(make_docx(), **{"docProps/core.xml": reach})))


def test_elements_nested_a_hundred_thousand_deep_do_no_harm():
    deep = "<a>" * 100_000 + "words" + "</a>" * 100_000
    content = rezipped(make_docx(), **{"word/document.xml": deep})

    try:
        files.text_of(io.BytesIO(content), kind="docx")
    except files.Refused:
        return


def test_a_picture_of_many_pixels_is_refused_undecoded():
    def chunk(kind, data):
        return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))

    head = struct.pack(">LLBBBBB", 60_000, 60_000, 8, 6, 0, 0, 0)
    rows = zlib.compress(b"\x00" * 10_000_000, 9)
    content = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")

    with pytest.raises(files.Refused, match="million pixels"):
        files.judge(upload(content))


def test_a_word_file_of_endless_text_is_cut_for_search():
    assert len(files.text_of(io.BytesIO(make_docx("word " * 200_000)), kind="docx")) in (499_999, 500_000)
