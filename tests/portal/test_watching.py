"""What operators see: request ids, lines of log without secrets, figures behind a token."""

import io
import json
import logging
import os
import subprocess
import sys

import pytest
from django.conf import settings as real_settings

from portal.models import Letter
from portal.watching import logs
from portal.watching.requests import Watched
from tests.make import make_released_edition


class Portal:
    """Answers each request with 200, watched; `headers` are those of the last answer."""

    def __init__(self, **how):
        self.watched, self.seen = Watched(self.answer, **how), None

    def answer(self, environ, start_response):
        self.seen = logs.request_id.get()
        start_response("200 OK", [])
        return [b""]

    def get(self, path="/", **environ):
        self.watched({"REQUEST_METHOD": "GET", "PATH_INFO": path} | environ, self._start)
        return self.headers["X-Request-ID"]

    def _start(self, status, headers, exc_info=None):
        self.headers = dict(headers)


# ── Request ids ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_each_request_has_a_name_of_its_own_that_the_log_knows():
    portal = Portal()

    first, second = portal.get(), portal.get()

    assert first != second == portal.seen
    assert logs.request_id.get() == ""


def test_the_name_that_a_proxy_gave_is_kept():
    assert Portal().get(HTTP_X_REQUEST_ID="0123456789abcdef") == "0123456789abcdef"


@pytest.mark.parametrize("given", ["", "short", "x" * 65, "a b c d e f", "<script>alert</script>", "line\nbreak-long"])
def test_a_name_that_is_no_name_is_replaced(given):
    assert Portal().get(HTTP_X_REQUEST_ID=given) != given


def test_head_is_answered_without_a_body_and_lets_go_of_what_was_opened():
    class Body(list):
        is_closed = False

        def close(self):
            self.is_closed = True

    body = Body([b"words"])

    def answer(environ, start_response):
        start_response("200 OK", [])
        return body

    def ask(method):
        return Watched(answer)({"REQUEST_METHOD": method, "PATH_INFO": "/"}, lambda *said: None)

    assert ask("GET") is body and not body.is_closed
    assert ask("HEAD") == [] and body.is_closed


# ── Lines ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def record(message, *args, **more):
    return logging.LogRecord("x", logging.WARNING, "file", 1, message, args, more.get("exc_info"))


def test_a_json_line_is_one_object_on_one_line_and_names_the_request():
    token = logs.request_id.set("a-request")
    line = logs.Json().format(record("two\nlines"))
    logs.request_id.reset(token)

    said = json.loads(line)
    assert "\n" not in line
    assert (said["message"], said["level"], said["request_id"]) == ("two\nlines", "WARNING", "a-request")


SECRETS = [
    "https://x.org/review/" + "k" * 43 + "/",
    "/welcome/k23kdfdfk/",
    "password=k23kdfdfk",
    "'csrfmiddlewaretoken': 'k23kdfdfk'",
    "Authorization: Bearer-k23kdfdfk",
    "postgres://portal:k23kdfdfk@db/portal",
    "kim.k23kdfdfk@example.org",
]


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("form", [logs.Line, logs.Json])
def test_no_line_holds_a_secret_or_an_address_not_even_a_traceback(form, secret):
    try:
        raise ValueError(f"Key (x)=({secret}) is there")
    except ValueError:
        line = form().format(record("It failed: %s", secret, exc_info=sys.exc_info()))

    assert "k23kdfdfk" not in line
    assert "k" * 43 not in line
    assert "ValueError" in line


@pytest.mark.parametrize("form", [logs.Line, logs.Json])
def test_every_line_says_when_in_utc_and_says_so(form):
    said = record("x")
    said.created = 1_798_000_000.25

    assert "2026-12-23T04:26:40.250+00:00" in form().format(said)


def test_what_was_asked_begins_no_line_of_its_own():
    line = logs.Line().format(record("GET %s", "/x\n2026-11-23 00:00:00 ERROR made up\x1b[31m\u2028"))

    assert len(line.splitlines()) == 1
    assert r"/x\x0a2026-11-23 00:00:00 ERROR made up\x1b[31m\x2028" in line


@pytest.fixture
def console():
    """What the log that settings set up has written to the terminal."""
    (handler,) = [each for each in logging.getLogger().handlers if type(each) is logging.StreamHandler]
    said = io.StringIO()
    before = handler.setStream(said)
    yield said
    handler.setStream(before)


@pytest.mark.django_db
def test_what_a_stranger_asks_wrongly_is_one_line_in_the_log(client, console):
    edition = make_released_edition()
    answer = client.get(f"/guidelines/{edition.guideline.slug}/map/download/csv/?edition=999")

    assert answer.status_code == 400
    assert "django.request" in console.getvalue() and len(console.getvalue().splitlines()) == 1


def test_a_fault_of_ours_is_told_whole(console):
    try:
        raise ValueError("ours")
    except ValueError:
        logging.getLogger("django.request").exception("It failed")

    assert "Traceback" in console.getvalue() and "ValueError: ours" in console.getvalue()


def test_a_line_for_each_request_holds_no_query(caplog):
    with caplog.at_level(logging.INFO, "portal.requests"):
        Portal(says_each=True).get("/search/", QUERY_STRING="q=a-private-question")

    (line,) = caplog.records
    assert line.getMessage().startswith("GET /search/ 200 in ")
    assert line.figures["from_memory"] is False
    assert "private" not in logs.Json().format(line)


# ── Figures ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(autouse=True)
def token(settings):
    settings.METRICS_TOKEN = "a token"


@pytest.mark.django_db
@pytest.mark.parametrize("said", ["", "Bearer", "Bearer wrong", "a token", "Bearer ä"])
def test_without_the_token_there_is_nothing(client, said):
    assert client.get("/metrics", headers={"Authorization": said}).status_code == 404


@pytest.mark.django_db
def test_without_a_token_in_the_settings_there_is_nothing_for_anybody(client, settings):
    settings.METRICS_TOKEN = ""

    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


@pytest.mark.django_db
def test_figures_tell_what_waits(client):
    Letter.objects.create(once="a", to="a@example.org", subject="x", text="x")

    answer = client.get("/metrics", headers={"Authorization": "Bearer a token", "Host": "10.0.0.7"})

    assert "portal_letters_waiting 1.0" in answer.text
    assert "portal_database_up 1.0" in answer.text
    assert "no-store" in answer["Cache-Control"]


COUNTING = """
import os, sys
import django; django.setup()
from portal.watching.figures import Figures, add_up
figures = Figures()
for _ in range(2):
    if os.fork() == 0:
        figures.count("200 OK", True, 0.002)
        figures.count("503 Service Unavailable", False, 0.002)
        figures.remember(type("Memory", (), {"used": 7, "__len__": lambda self: 3})())
        os._exit(0)
    os.wait()
figures.remember(type("Memory", (), {"used": 5, "__len__": lambda self: 1})())
from prometheus_client import CollectorRegistry, generate_latest
registry = CollectorRegistry()
add_up(registry)
print(generate_latest(registry).decode())
"""


def test_workers_are_added_up_and_what_dead_ones_counted_stays(tmp_path):
    environment = os.environ | {"DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "portal.settings"}
    done = subprocess.run(
        [sys.executable, "-c", COUNTING],
        env=environment,
        cwd=real_settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )

    assert 'portal_requests_total{memory="yes",status="2xx"} 2.0' in done.stdout
    assert 'portal_requests_total{memory="no",status="5xx"} 2.0' in done.stdout
    assert 'portal_request_seconds_count{memory="yes"} 2.0' in done.stdout
    assert "portal_page_cache_bytes 5.0" in done.stdout  # of those who live


# ── Health ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_load_balancers_ask_by_number(client, address):
    assert client.get(address, headers={"Host": "10.1.2.3:8000"}).status_code == 200


@pytest.mark.django_db
def test_readyz_is_not_ready_without_the_storage(client, settings, tmp_path):
    (tmp_path / "file").write_text("in the way")
    settings.MEDIA_ROOT = tmp_path / "file"

    answer = client.get("/readyz")

    assert (answer.status_code, answer.text) == (503, "the file storage is away\n")


@pytest.mark.django_db
def test_readyz_asks_the_bucket(client, in_s3):
    assert client.get("/readyz").status_code == 200


@pytest.mark.django_db
def test_answers_to_machines_are_never_kept(client):
    make_released_edition()

    for address in ("/healthz", "/readyz"):
        assert "no-store" in client.get(address)["Cache-Control"]
