"""Large worksheets are read one at a time, and whoever has to wait is told so in words."""

import fcntl
import io

import pytest
from django.conf import settings
from openpyxl import load_workbook

from guidelines import mapping
from guidelines.mapping import turns
from tests.guidelines.worksheets import make_editions, make_worksheet, written

pytestmark = pytest.mark.django_db
COVERAGE = "/guidelines/leadership/map/coverage/"


@pytest.fixture
def data():
    editions = make_editions()
    return written(make_worksheet(editions), editions)


@pytest.fixture
def somebody_else(monkeypatch):
    """Has a large worksheet being read."""
    monkeypatch.setattr(turns, "WAIT", 0)
    with open(settings.DATA_DIR / "worksheets.lock", "w") as lock:  # noqa: PTH123
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def send(client, data, address=COVERAGE):
    file = io.BytesIO(data)
    file.name = "mapping.xlsx"
    return client.post(address, {"file": file})


def test_a_large_worksheet_waits_for_its_turn_and_its_owner_is_told(client, data, somebody_else, monkeypatch):
    monkeypatch.setattr(turns, "LARGE", 1000)

    response = send(client, data)

    assert response.status_code == 503
    assert response["Retry-After"] == "15"
    assert "Wait a quarter of a minute and send it again." in response.text
    assert "<h1>One moment</h1>" in response.text


def test_the_page_that_loads_a_file_is_told_too(client, data, somebody_else, monkeypatch):
    monkeypatch.setattr(turns, "LARGE", 1000)

    response = send(client, data, "/guidelines/leadership/map/download/json/")

    assert response.status_code == 503
    assert "send it again" in response.json()["error"]


def test_a_small_worksheet_never_waits(client, data, somebody_else):
    assert send(client, data).status_code == 200


def test_the_turn_ends_with_the_answer_also_when_the_file_was_refused(client, data, monkeypatch):
    monkeypatch.setattr(turns, "LARGE", 1)
    monkeypatch.setattr(turns, "WAIT", 0)

    assert send(client, b"nothing of ours").status_code == 400
    assert send(client, data).status_code == 200
    assert send(client, data).status_code == 200


def test_what_counts_is_the_size_that_the_file_unpacks_to():
    editions = make_editions()
    rows = mapping.blank(editions, 1)
    rows.rows *= 400
    for row in rows.rows:
        row.cells = {"Note": "the same again and again"}

    data = written(rows, editions)

    assert turns.unpacked_size(data) > 10 * len(data)
    assert turns.unpacked_size(b"PK damaged") == 10


def test_the_workbook_says_how_large_its_sheet_is(data):
    assert load_workbook(io.BytesIO(data), read_only=True)["Mapping"].calculate_dimension() == "A1:L7"
