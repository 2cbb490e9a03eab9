"""Taking files away: their addresses, what they are called, in parts, by many people at once, and when it fails."""

import re
import threading
import time
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.module_loading import import_string

from guidelines import actions, exports
from guidelines.exports import statements, storing, tasks
from portal import rounds
from tests.make import (
    force_release,
    make_draft,
    make_editor,
    make_guideline,
    make_released_edition,
    make_second_edition,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_looked_for_yet(monkeypatch):
    monkeypatch.setattr(tasks, "WHOLE", {})


@pytest.fixture
def edition():
    return make_released_edition(make_guideline(short_title="Leading # well"))


def address(edition, rest):
    return f"{edition.get_absolute_url()}{rest}"


def take(client, edition, rest, **headers):
    """The response, read to its end into `taken`."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    response = client.get(address(edition, rest), headers=named)
    response.taken = b"".join(response.streaming_content) if response.streaming else response.content
    return response


@pytest.mark.parametrize("format", exports.FORMATS)
def test_every_format_is_served_with_its_type_and_a_name_for_people(client, edition, format):
    response = take(client, edition, f"download/{format}/")

    kind = exports.FORMATS[format]
    content = response.taken
    assert response.status_code == 200
    assert response["Content-Type"] == kind.content_type
    assert int(response["Content-Length"]) == len(content) > 0
    assert response["X-Content-Type-Options"] == "nosniff"
    name = f'filename="leading-well-edition-1{kind.suffix}.{kind.ending}"'
    assert response["Content-Disposition"] == f"{'inline' if format == 'pdf' else 'attachment'}; {name}"
    assert re.fullmatch(r'"[0-9a-f]{32}"', response["ETag"])


def test_parts_of_a_file_are_served_as_viewers_ask_for_them(client, edition):
    file = "download/json/"
    whole = take(client, edition, file)
    content = whole.taken

    part = take(client, edition, file, Range="bytes=5-24", If_Range=whole["ETag"])
    last = take(client, edition, file, Range="bytes=-7")
    beyond = take(client, edition, file, Range=f"bytes={len(content)}-")
    stale = take(client, edition, file, Range="bytes=5-24", If_Range='"other"')

    assert (part.status_code, part.taken) == (206, content[5:25])
    assert part["Content-Range"] == f"bytes 5-24/{len(content)}"
    assert last.taken == content[-7:]
    assert (beyond.status_code, beyond["Content-Range"]) == (416, f"bytes */{len(content)}")
    assert (stale.status_code, stale.taken) == (200, content)


def test_whoever_has_the_file_is_not_sent_it_again(client, edition):
    tag = take(client, edition, "download/csv/")["ETag"]

    assert take(client, edition, "download/csv/", If_None_Match=tag).status_code == 304
    assert client.head(address(edition, "download/csv/"))["Content-Length"] != "0"


def test_one_chapter_is_served_as_pdf(client, edition):
    response = take(client, edition, "chapters/focus-on-self/download/pdf/")

    assert response.taken.startswith(b"%PDF-")
    assert 'filename="leading-well-edition-1-focus-on-self.pdf"' in response["Content-Disposition"]
    assert client.get(address(edition, "chapters/never-was/download/pdf/")).status_code == 404


def test_the_list_names_every_file_and_says_size_and_pages_of_those_that_are_ready(client, edition):
    exports.ready(edition, "pdf")

    response = client.get(address(edition, "downloads/"))

    for format in exports.FORMATS:
        assert f'href="../download/{format}/"' in response.text
    assert re.search(r"\d pages, \d+\.\d\s*KB", response.text)
    assert response.text.count("Made when you ask for it") == len(exports.FORMATS) - 1


def test_the_list_is_linked_from_guideline_edition_and_chapter(client, edition):
    guideline = f"/guidelines/{edition.guideline.slug}/"

    assert 'href="editions/1/downloads/"' in client.get(guideline).text
    assert 'href="downloads/"' in client.get(address(edition, "")).text
    assert f'href="{address(edition, "downloads/")}"' in client.get(f"{guideline}chapters/focus-on-self/").text
    assert 'chapters/focus-on-self/download/pdf/"' in client.get(address(edition, "chapters/focus-on-self/")).text


@pytest.mark.parametrize(
    "rest", ["downloads/", "download/pdf/", "download/md/", "chapters/focus-on-self/download/pdf/"]
)
def test_nothing_of_a_draft_or_a_scheduled_edition_is_public(client, rest):
    draft = make_draft()
    scheduled = force_release(edition=make_draft(), by=make_editor(), at=timezone.now() + timedelta(days=1))
    exports.ready(scheduled, "csv")

    assert client.get(address(draft, rest)).status_code == 404
    assert client.get(address(scheduled, rest)).status_code == 404
    assert client.get(address(scheduled, "download/csv/")).status_code == 404


@pytest.mark.parametrize("format", ["exe", "PDF", "pdf.bak", "chapters"])
def test_other_formats_are_not_found(client, edition, format):
    assert client.get(address(edition, f"download/{format}/")).status_code == 404


def test_a_file_is_built_anew_once_what_it_says_of_the_guideline_changes(client, edition):
    before = take(client, edition, "download/json/")
    edition.guideline.notice = "Another notice."
    actions.save_guideline(guideline=edition.guideline)

    after = take(client, edition, "download/json/")

    assert before["ETag"] != after["ETag"]
    assert b"Another notice." in after.taken
    _, names = default_storage.listdir(f"downloads/{edition.guideline_id}/1")
    assert [name for name in names if name.endswith("json")] == [f"{after['ETag'][1:-1]}.edition.json"]


def test_ten_people_at_once_cost_one_build(edition, monkeypatch):
    built, answers = [], []
    build = storing._build
    monkeypatch.setattr(storing, "_build", lambda *given: built.append(1) or build(*given))
    monkeypatch.setattr(statements, "as_csv", lambda publication: time.sleep(0.3) or b"the file")
    monkeypatch.setattr(storing.gathering, "of", lambda edition: None)
    people = [threading.Thread(target=lambda: answers.append(exports.ready(edition, "csv"))) for _ in range(10)]

    for person in people:
        person.start()
    for person in people:
        person.join()

    assert len(answers) == 10
    assert len({answer.name for answer in answers}) == len(built) == 1


def test_a_storage_that_fails_half_way_leaves_nothing_that_could_be_served(client, edition, monkeypatch):
    save = default_storage.save

    def fail(name, content):
        save(name, content)
        raise OSError("No space left on device")

    monkeypatch.setattr(storing.default_storage._wrapped, "save", fail, raising=False)
    response = client.get(address(edition, "download/csv/"))
    monkeypatch.undo()

    assert response.status_code == 503
    assert exports.all_of(edition) == {}
    assert default_storage.listdir(f"downloads/{edition.guideline_id}/1") == ([], [])


def test_a_file_that_cannot_be_built_is_a_sentence_and_is_not_tried_at_every_click(client, edition, monkeypatch):
    tried = []

    def refuse(publication):
        tried.append(1)
        raise exports.CannotBuild("Divide its largest table.")

    monkeypatch.setattr(statements, "as_csv", refuse)

    answers = [client.get(address(edition, "download/csv/")) for _ in range(3)]

    assert {answer.status_code for answer in answers} == {503}
    assert "Divide its largest table." in answers[0].text
    assert answers[0]["Retry-After"] == "60"
    assert len(tried) == 1


@pytest.fixture
def no_pauses(monkeypatch):
    monkeypatch.setattr(tasks, "BREATH", 0)


def test_no_release_waits_for_a_file_to_be_built(django_capture_on_commit_callbacks, monkeypatch):
    monkeypatch.setattr(exports.Format, "build", lambda *given: pytest.fail("the release waits for typesetting"))

    with django_capture_on_commit_callbacks(execute=True):
        edition = make_released_edition()

    assert exports.all_of(edition) == {}


def test_the_regular_work_builds_what_released_and_scheduled_editions_lack(settings, no_pauses):
    edition, draft = make_second_edition(), make_draft()
    tomorrow = timezone.now() + timedelta(days=1)
    scheduled = actions.release(edition=make_draft(), by=make_editor(), at=tomorrow, reason="A test.")

    [regular] = [import_string(name) for name in settings.REGULAR if "exports" in name]
    regular()

    assert exports.all_of(edition).keys() == exports.all_of(scheduled).keys() == exports.FORMATS.keys()
    assert exports.all_of(edition)["pdf"].pages > 4
    assert exports.all_of(draft) == {}


@pytest.mark.parametrize("error", [exports.CannotBuild("Divide it."), RuntimeError("a bug")])
def test_a_file_that_cannot_be_built_stops_no_other_and_is_not_tried_at_once_again(
    no_pauses, monkeypatch, caplog, error
):
    edition, tried = make_released_edition(), []

    def fail(publication):
        tried.append(1)
        raise error

    for builder in ("pdf", "epub", "docx"):
        monkeypatch.setattr(f"guidelines.exports.{builder}.build", fail)

    tasks.build_missing()
    cache.clear()
    tasks.build_missing()

    assert exports.all_of(edition).keys() == {"md", "xlsx", "csv", "json"}
    assert str(error) in caplog.text
    assert len(tried) == 3


def test_a_round_of_building_ends_after_its_time_and_the_next_goes_on(no_pauses, monkeypatch):
    monkeypatch.setattr(rounds, "SECONDS", 0)
    edition, built = make_released_edition(), []

    for _ in exports.FORMATS:
        tasks.build_missing()
        built.append(len(exports.all_of(edition)))

    assert built == list(range(1, len(exports.FORMATS) + 1))


def test_editors_take_a_draft_away_and_others_do_not(client):
    draft = make_draft()
    desk = f"/admin/guidelines/edition/{draft.pk}/download"

    assert client.get(f"{desk}/json/").status_code == 302
    client.force_login(make_editor("resources.view_document"))
    assert client.get(f"{desk}/json/").status_code == 403
    client.force_login(make_editor("guidelines.view_edition"))
    response = client.get(f"{desk}/json/")

    assert b'"state": "draft"' in response.content
    assert response["Content-Disposition"].endswith('-edition-1-draft.json"')
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    assert client.get(f"{desk}/exe/").status_code == 404
    assert default_storage.exists("downloads") is False


def test_a_draft_that_cannot_be_built_says_why_at_the_desk(client, monkeypatch):
    draft = make_draft()
    client.force_login(make_editor())

    def refuse(publication):
        raise exports.CannotBuild("Divide its largest table.")

    monkeypatch.setattr("guidelines.exports.docx.build", refuse)

    response = client.get(f"/admin/guidelines/edition/{draft.pk}/download/docx/")

    assert response.status_code == 503
    assert "Divide its largest table." in response.text
    assert f"/editions/{draft.number}/" not in response.text
