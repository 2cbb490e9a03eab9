"""An educator without JavaScript maps a programme with files alone; a panel checks what it was mapped against."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from guidelines import mapping
from guidelines.mapping.worksheet import GAP, MODULE, YEAR
from tests.guidelines.worksheets import make_editions, make_worksheet, written

pytestmark = pytest.mark.django_db
PAGES = ["mapping_coverage", "mapping_snapshot", "mapping_upgrade"]


@pytest.fixture
def editions(db):
    return make_editions()


@pytest.fixture
def workbook(editions):
    return written(make_worksheet(editions), editions)


@pytest.fixture
def client():
    """As a browser without any cookie; a token that is wanted and missing is an error."""
    return Client(enforce_csrf_checks=True)


def address(name, *words):
    return reverse(f"guidelines:{name}", args=["leadership", *words])


def send(client, name, data, *words, **fields):
    return client.post(address(name, *words), {"file": SimpleUploadedFile("mine.xlsx", data), **fields})


def carried(response):
    return re.search(r'name="carried" value="([^"]+)"', response.text)[1]


def test_the_page_offers_every_chapter_and_says_that_nothing_is_stored(client, editions):
    response = client.get(address("mapping"))

    assert response.text.count('name="chapter"') == 3
    assert "we store nothing" in response.text
    assert not response.cookies


def test_the_blank_workbook_has_a_row_for_each_statement_of_the_chosen_chapters(client, editions):
    response = client.get(address("mapping_download", "xlsx"), {"edition": 1, "chapter": "focus-on-self"})

    sheet = load_workbook(io.BytesIO(response.content))["Mapping"]
    assert [cell.value for cell in sheet["A"]] == ["Key", "self-reflection", "values-in-practice"]
    assert 'filename="mapping-leadership-edition-1.xlsx"' in response["Content-Disposition"]


@pytest.mark.parametrize("query", [{"edition": "9"}, {"edition": "x"}, {"chapter": "nowhere"}])
def test_what_is_not_offered_is_refused(client, editions, query):
    assert client.get(address("mapping_download", "xlsx"), query).status_code == 400


def test_a_format_that_is_not_offered_is_not_found(client, editions):
    assert client.get(address("mapping_download", "pdf")).status_code == 404


def test_an_uploaded_workbook_answers_with_its_coverage_in_words_and_bars(client, editions, workbook):
    response = send(client, "mapping_coverage", workbook)

    assert "1 of 3 statements covered" in response.text
    assert 'aria-label="1 of 2 covered, 0 partly, 1 not"' in response.text
    assert "Values in practice" in response.text
    assert response["Cache-Control"] == "no-store, private"
    assert not response.cookies


def test_coverage_counts_a_gap_as_a_gap(editions):
    worksheet = mapping.blank(editions, 1)
    for row, gap in zip(worksheet.rows, ["Yes", "partly", "No"], strict=True):
        row.cells = {MODULE: "NUR101", YEAR: "Year 1", GAP: gap}

    coverage = mapping.Coverage(worksheet, editions)

    assert coverage.whole.in_words == "1 of 3 covered, 1 partly, 1 not"
    assert coverage.years == [("Year 1", 3, 3)]


def test_the_answer_carries_the_worksheet_on_to_the_next_page_and_back_into_a_file(client, editions, workbook):
    page = send(client, "mapping_upgrade", workbook)

    response = client.post(address("mapping_download", "xlsx"), {"carried": carried(page)})

    reading = mapping.read(response.content, editions)
    assert reading.worksheet.edition == 2
    assert reading.worksheet.programme == "BSc Nursing & Midwifery"
    assert reading.remarks == []


def test_the_upgrade_shows_what_changed_why_and_every_row(client, editions, workbook):
    text = send(client, "mapping_upgrade", workbook).text

    assert "From edition 1 to edition 2" in text
    assert "<ins>" in text
    assert "Educators asked for it." in text
    assert "NUR201" in text
    assert "In its place:" in text


def test_a_worksheet_of_the_current_edition_has_nothing_to_bring_up_to_date(client, editions):
    response = send(client, "mapping_upgrade", written(mapping.blank(editions, 2), editions))

    assert "Nothing to bring up to date" in response.text


def test_the_snapshot_shows_the_statements_as_that_edition_has_them_and_its_hash(client, editions, workbook):
    response = send(client, "mapping_snapshot", workbook)

    assert "Our mapping against edition 1" in response.text
    assert "Give every student time to reflect." in response.text
    assert editions.by_number[1].content_hash in response.text


@pytest.mark.parametrize("name", PAGES)
def test_a_file_that_cannot_be_read_is_answered_with_a_page_that_says_why(client, editions, name):
    response = send(client, name, b"not a worksheet")

    assert response.status_code == 400
    assert "No statement of “Leadership” was found" in response.text
    assert response.text.count("<h1") == 1


@pytest.mark.parametrize("fields", [{}, {"carried": "!!"}, {"carried": "eJwrSS0uAQAEXQHB"}])
def test_no_file_or_a_damaged_page_is_answered_with_a_page_too(client, editions, fields):
    assert client.post(address("mapping_coverage"), fields).status_code == 400


def test_a_file_over_5_mb_is_refused_and_never_written_to_disk(client, editions, settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "missing")

    response = send(client, "mapping_coverage", b"PK" + b"0" * (6 * 1024 * 1024))

    assert "larger than 5 MB" in response.text


def test_the_page_script_gets_json_with_remarks_or_an_error(client, editions, workbook):
    good = send(client, "mapping_download", workbook, "json").json()
    bad = send(client, "mapping_download", b"nothing", "json")

    assert good["sheets"][0][0] == "Mapping"
    assert any("made-up-key" in remark for remark in good["remarks"])
    assert (bad.status_code, list(bad.json())) == (400, ["error"])


def test_what_was_typed_is_shown_as_text_never_as_markup(client, editions):
    worksheet = mapping.blank(editions, 1)
    worksheet.rows[0].cells = {MODULE: "<script>alert(1)</script>"}
    data = written(worksheet, editions)

    for name in PAGES:
        assert "<script>alert" not in send(client, name, data).text


@pytest.mark.parametrize("name", PAGES)
def test_an_answer_page_opened_by_its_address_leads_back_to_the_start(client, editions, name):
    assert client.get(address(name)).url == address("mapping")


def test_pages_cost_the_same_queries_however_large_the_worksheet(client, editions, django_assert_max_num_queries):
    worksheet = mapping.blank(editions, 1)
    worksheet.rows *= 40
    data = written(worksheet, editions)

    with django_assert_max_num_queries(9):
        send(client, "mapping_upgrade", data)


# ── Checking a hash ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (lambda hashes: hashes[1], "It matches."),
        (lambda hashes: f" {hashes[1][:8]} {hashes[1][8:].upper()} ", "It matches."),
        (lambda hashes: hashes[1][:12], "It matches."),
        (lambda hashes: hashes[2], "It matches another edition."),
        (lambda hashes: "0" * 64, "It matches no released edition"),
        (lambda hashes: hashes[1][:11], "This is not a hash."),
        (lambda hashes: "<script>", "This is not a hash."),
    ],
)
def test_anybody_can_check_a_hash(client, editions, asked, said):
    hashes = {number: edition.content_hash for number, edition in editions.by_number.items()}

    response = client.get(address("content_hash", 1), {"hash": asked(hashes)})

    assert said in response.text
    assert "<script>" not in response.text.split("<main")[1]


def test_the_hash_of_an_edition_that_is_not_released_has_no_page(client, editions):
    assert client.get(address("content_hash", 3)).status_code == 404
