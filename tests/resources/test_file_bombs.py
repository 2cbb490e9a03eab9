"""Small files that become huge, or never end, when somebody reads them."""

import io
import json
import struct
import subprocess
import sys
import time
import zipfile
import zlib

import pytest

from portal import files
from portal.files import apart
from portal.parsers import TOO_MUCH
from tests.resources.real_files import make_docx
from tests.resources.test_files_refused import rezipped

MOST_SECONDS = 45


@pytest.fixture(autouse=True)
def in_time():
    started = time.monotonic()
    yield
    assert time.monotonic() - started < MOST_SECONDS


def test_the_reader_cannot_take_more_than_its_memory():
    hungry = "import portal.parsers.judge as j; j.answer = lambda path: {'kind': str(len(bytes(2 * 1024**3)))}"
    run = f"{hungry}; from portal.parsers.__main__ import main; main('judge', '-')"

    done = subprocess.run([sys.executable, "-c", run], capture_output=True, check=False)

    assert json.loads(done.stdout) == {"refused": TOO_MUCH}


def test_the_reader_sees_none_of_our_secrets(monkeypatch, tmp_path):
    monkeypatch.setenv("SECRET_KEY", "x" * 50)
    seen = []
    monkeypatch.setattr(apart.subprocess, "run", lambda command, **how: seen.append(how["env"]) or stopped())

    with pytest.raises(files.Refused):
        apart.run("judge", tmp_path)

    assert set(seen[0]) == {"PYTHONPATH", "LC_ALL"}


def test_a_reader_that_crashes_refuses_the_file(monkeypatch, tmp_path):
    monkeypatch.setattr(apart.subprocess, "run", lambda command, **how: stopped())

    with pytest.raises(files.Refused, match="too complicated"):
        apart.run("judge", tmp_path)


def stopped():
    return subprocess.CompletedProcess([], -11, stdout=b"", stderr=b"Segmentation fault")


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


def test_more_objects_than_any_report_needs_are_refused():
    catalog = b"<< /Type /Catalog /Pages 2 0 R >>"

    with pytest.raises(files.Refused, match="too complicated"):
        files.judge(upload(plain_pdf(catalog, PAGES, PAGE % (b"9", b"9"), *[b"1"] * 200_000)))


def stream(content, words):
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (words, len(content), content)


def test_facts_that_swell_to_two_gigabytes_are_not_believed():
    facts = zlib.compress(swollen(b" " * 1024 * 1024, 2048), 9)
    twice = b"/Type /Metadata /Subtype /XML /Filter [/FlateDecode /FlateDecode]"
    catalog = b"<< /Type /Catalog /Pages 2 0 R /Metadata 4 0 R >>"
    content = plain_pdf(catalog, PAGES, PAGE % (b"9", b"9"), stream(facts, twice))
    assert len(content) < 100_000

    try:
        assert files.judge(upload(content)).title == ""
    except files.Refused:
        return


@pytest.mark.parametrize("read", [files.first_page, files.text_of])
def test_a_page_whose_drawing_swells_has_no_picture_and_no_words(read):
    drawing = zlib.compress(swollen(b"0 0 m 9 9 l S\n" * 70_000, 2000), 9)
    page = (PAGE % (b"9", b"9")).replace(b">>", b"/Contents 4 0 R >>")
    filters = b"/Filter [/FlateDecode /FlateDecode]"
    content = plain_pdf(b"<< /Type /Catalog /Pages 2 0 R >>", PAGES, page, stream(drawing, filters))
    assert len(content) < 100_000

    try:
        read(io.BytesIO(content), kind="pdf")
    except files.Refused:
        return


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
