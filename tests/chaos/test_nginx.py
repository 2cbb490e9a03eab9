"""nginx as deploy/ configures it: what it sends itself is as safe as what the portal sends, and it holds work back."""

import json
import re
import ssl

import pytest

from guidelines.views.mapping import PER_MINUTE

from .nodes import Nginx, open_folder
from .running import CHAPTER, Portal, free_port, wait_until

SITE = {"SITE_URL": "https://guidelines.example.org", "BEHIND_PROXY": "true", "WORKERS": "1"}
TO_A_NODE = {"Host": "guidelines.example.org", "X-Forwarded-Proto": "https"}
GUARDS = ["Strict-Transport-Security", "X-Content-Type-Options", "Content-Security-Policy"]
LIMIT = 200
DOCUMENT = """
from django.core.files.uploadedfile import SimpleUploadedFile
from resources import actions
from resources.models import Document
from tests.resources.real_files import make_pdf
document = actions.save_document(document=Document(slug="sent", title="Sent", kind="report"))
actions.add_version(document=document, file=SimpleUploadedFile("a.pdf", make_pdf()))
"""


@pytest.fixture(scope="module")
def node(tmp_path_factory, copied):
    with Portal(copied(open_folder(tmp_path_factory.mktemp("node"))), **SITE, ACCEL_REDIRECT="/files/") as node:
        node.manage("shell", "-v0", "-c", DOCUMENT)
        yield node


@pytest.fixture(scope="module")
def nginx(node, tmp_path_factory):
    folder = open_folder(tmp_path_factory.mktemp("nginx"))
    with Nginx(folder, [node.port] * 3, media=f"{node.environment['DATA_DIR']}/media") as nginx:
        yield nginx


@pytest.fixture
def alone(tmp_path):
    """nginx whose nodes are all away."""
    with Nginx(open_folder(tmp_path), [free_port() for _ in range(3)]) as alone:
        yield alone


@pytest.fixture
def style(nginx):
    return re.search(r'href="(/static/css/site\.[0-9a-f]{12}\.css)"', nginx.get("/")[2].decode())[1]


def test_it_serves_as_its_configuration_says(nginx, style):
    page = nginx.headers(CHAPTER, **{"Accept-Encoding": "br"})

    assert (page["Content-Encoding"], "Set-Cookie" in page) == ("br", False)
    assert nginx.headers(style)["Cache-Control"] == "public, max-age=31536000, immutable"
    assert nginx.headers(style, **{"Accept-Encoding": "gzip"})["Content-Encoding"] == "gzip"
    assert nginx.get("/metrics")[0] == 404
    assert re.fullmatch("[0-9a-f]{32}", page["X-Request-ID"])
    assert page["X-Request-ID"] in nginx.log()
    assert all(json.loads(line) for line in nginx.log().splitlines())


def test_no_address_is_written_down_that_is_a_key_not_even_when_every_node_is_away(alone, tmp_path):
    key, kinds = "k" * 43, ["review", "welcome", "subscribe", "admin/login/choose"]

    assert [alone.get(f"/{kind}/{key}/")[0] for kind in kinds] == [502] * 4
    assert alone.get("/open/")[0] == 502
    wait_until(lambda: all(f'"path":"/{kind}/…"' in alone.log() for kind in kinds), seconds=5)

    assert [file.name for file in tmp_path.glob("*.log") if key in file.read_text()] == []
    assert "/open/" in (tmp_path / "error.log").read_text()  # what goes wrong elsewhere is told


@pytest.mark.parametrize(
    ("path", "status"), [(CHAPTER, "200"), ("/nothing/", "404"), ("/metrics", "404"), ("/static/nothing.css", "404")]
)
def test_every_answer_carries_each_guard_once(nginx, path, status):
    answer = nginx.headers(path)

    assert (answer["Status"], [len(answer.get_all(guard, [])) for guard in GUARDS]) == (status, [1, 1, 1])
    assert answer["Content-Type"] == "text/html; charset=utf-8"


def test_static_files_carry_them_and_say_that_they_are_utf_8(nginx, style):
    for encoding in ("identity", "gzip"):
        answer = nginx.headers(style, **{"Accept-Encoding": encoding})

        assert [len(answer.get_all(guard, [])) for guard in GUARDS] == [1, 1, 1]
        assert len(answer.get_all("Cache-Control")) == 1
        assert answer["Content-Type"] == "text/css; charset=utf-8"


def test_an_upload_that_nginx_sends_keeps_what_the_portal_said_of_it(nginx):
    answer = nginx.headers("/resources/sent/download/", Range="bytes=0-9")

    assert (answer["Status"], answer["Content-Length"]) == ("206", "10")  # a part: it was nginx
    assert [len(answer.get_all(guard, [])) for guard in GUARDS] == [1, 1, 1]
    assert "style-src 'unsafe-inline'" in answer["Content-Security-Policy"]
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'inline; filename="sent.pdf"'


def test_an_unchanged_page_keeps_the_policy_that_it_came_with(nginx):
    page = nginx.headers(CHAPTER)
    again = nginx.headers(CHAPTER, **{"If-None-Match": page["ETag"]})

    assert again["Status"] == "304"
    assert again.get_all("Content-Security-Policy") == [page["Content-Security-Policy"]]


def test_what_nginx_refuses_is_said_in_a_sentence(alone, nginx):
    status, _, words = alone.get("/guidelines/a/chapters/b.json")
    large = nginx.headers("/", method="POST", **{"Content-Length": str(52 * 1024 * 1024)})

    assert (status, words) == (502, b"The site cannot be reached at this moment. Please try again in a minute.\n")
    for answer, said in ((alone.headers("/x.json"), "502"), (large, "413")):
        assert (answer["Status"], answer["Content-Type"]) == (said, "text/plain; charset=utf-8")
        assert [len(answer.get_all(guard, [])) for guard in GUARDS] == [1, 1, 1]


@pytest.mark.parametrize("path", ["/search/?q=a", "/guidelines/a/compare/1/2/", "/resources/a/download/"])
def test_one_network_that_asks_for_much_work_is_told_to_wait(alone, path, tmp_path):
    here, neighbours = {"From-Address": "2001:db8:1:2::1"}, {"From-Address": "2001:db8:1:2:3::"}

    asked = list(alone.many(path, 5 * LIMIT, **here))

    assert set(asked[:LIMIT]) == {502}
    assert 429 in asked
    assert 429 in set(alone.many(path, 50, **neighbours))  # a household has so many addresses
    assert set(alone.many(path, 50, **{"From-Address": "2001:db8:1:3::1"})) == {502}
    assert set(alone.many("/", 50, **here)) == {502}  # reading is not held back
    assert "limiting" not in (tmp_path / "error.log").read_text()  # it would name what was searched for


def test_who_is_told_to_wait_can_read_it_though_the_file_was_large(nginx, node):
    address, here = "/guidelines/leadership-pre-registration/map/coverage/", {"From-Address": "192.0.2.8"}
    for _ in range(PER_MINUTE):
        assert nginx.post(address, {}, **here)[0] == 400
    large = {"carried": "x" * 4_000_000}

    through = [nginx.post(address, large, **here)[0] for _ in range(5)]
    itself = [node.post(address, large, **TO_A_NODE, **{"X-Forwarded-For": "192.0.2.8"})[0] for _ in range(5)]

    assert through + itself == [429] * 10


def test_old_ciphers_are_not_spoken(nginx):
    def spoken(ciphers):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        context.maximum_version = ssl.TLSVersion.TLSv1_2
        context.set_ciphers(ciphers)
        return nginx.speaks(context)

    assert spoken("ECDHE-RSA-AES128-GCM-SHA256:ECDHE-RSA-AES256-GCM-SHA384") == "ECDHE-RSA-AES256-GCM-SHA384"
    for old in ("AES128-GCM-SHA256", "ECDHE-RSA-AES128-SHA256", "ECDHE-RSA-AES128-SHA"):
        with pytest.raises(ssl.SSLError):
            spoken(old)
