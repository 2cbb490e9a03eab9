"""Large worksheets are read one at a time, and whoever has to wait is told so in words."""

import fcntl
import io

import pytest
from django.conf import settings
from openpyxl import load_workbook

from guidelines import mapping
from guidelines.mapping import turns
from guidelines.views.mapping import PER_MINUTE
from tests.guidelines.worksheets import make_editions, make_worksheet, written

pytestmark = pytest.mark.django_db
COVERAGE, AS_JSON = "/guidelines/leadership/map/coverage/", "/guidelines/leadership/map/download/json/"


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


def refuse():
    raise mapping.Unreadable("not today")


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

    response = send(client, data, AS_JSON)

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


def test_who_sends_worksheets_without_end_is_told_to_wait_and_nobody_else(client, data, monkeypatch):
    read = []
    monkeypatch.setattr(mapping, "read", lambda *words: read.append(words) or refuse())

    answers = [send(client, data, address).status_code for address in [COVERAGE, AS_JSON] * PER_MINUTE]
    page = send(client, data)

    assert answers == [400] * PER_MINUTE + [429] * PER_MINUTE
    assert len(read) == PER_MINUTE
    assert (page.status_code, page["Retry-After"]) == (429, "60")
    assert "wait a minute and send it again" in page.text
    assert client.get("/guidelines/leadership/map/").status_code == 200
    assert client.post(COVERAGE, {"carried": "x"}, REMOTE_ADDR="192.0.2.8").status_code == 400


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
