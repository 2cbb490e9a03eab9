"""Links to other sites are looked at in the background: politely, and never at a private address."""

import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from portal.outside import asking
from portal.outside.addresses import NotAsked, is_public, judge, resolved
from portal.outside.asking import ask


class Site(BaseHTTPRequestHandler):
    """Answers by path: /200, /404, /no-head, /to/<somewhere>, /slow."""

    asked = []

    def do_HEAD(self):
        self.answer("HEAD")

    def do_GET(self):
        self.answer("GET")

    def answer(self, method):
        Site.asked.append((method, self.path, self.headers["Host"], self.headers["User-Agent"]))
        what = self.path.partition("?")[0].strip("/")
        if what == "slow":
            return self.drip()
        status = 200
        if what.isdigit():
            status = int(what)
        elif what == "no-head":
            status = 405 if method == "HEAD" else 200
        self.send_response(302 if what.startswith("to/") else status)
        if what.startswith("to/"):
            self.send_header("Location", self.path.removeprefix("/to/"))
        self.send_header("Content-Length", "0")
        self.end_headers()
        return None

    def drip(self):
        try:
            for _ in range(100):
                self.wfile.write(b"H")
                self.wfile.flush()
                threading.Event().wait(0.1)
        except OSError:
            pass

    def log_message(self, *words):
        pass


@pytest.fixture
def site(settings):
    """A web site on this machine, which tests may ask by way of OUTSIDE_LINKS_ALSO."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Site.asked = []
    host = f"127.0.0.1:{server.server_port}"
    settings.OUTSIDE_LINKS_ALSO = {host}
    yield f"http://{host}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def names(monkeypatch):
    """Lets names stand for addresses, one after the other when a name is asked for again."""
    known = {}

    def answer(host, port, *args, **kwargs):
        found = known.get(host, [host])
        address = found.pop(0) if len(found) > 1 else found[0]
        addresses = address if isinstance(address, tuple) else (address,)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    return known


# ── Asking ───────────────────────────────────────────────────────────────────────────────────────


def test_a_page_that_is_there_is_asked_for_once_by_its_head(site, settings):
    assert ask(f"{site}/200") == (200, "")
    assert [each[:2] for each in Site.asked] == [("HEAD", "/200")]
    assert settings.SITE_URL in Site.asked[0][3]


def test_a_site_that_refuses_head_is_asked_with_get(site):
    assert ask(f"{site}/no-head") == (200, "")
    assert [each[0] for each in Site.asked] == ["HEAD", "GET"]


@pytest.mark.parametrize(("status", "words"), [(404, "not there"), (410, "gone for good"), (500, "error (500)")])
def test_a_page_that_is_not_there_is_trouble(site, status, words):
    found, trouble = ask(f"{site}/{status}")

    assert found == status
    assert words in trouble


@pytest.mark.parametrize("status", [401, 403, 429])
def test_a_site_that_refuses_machines_is_taken_to_work(site, status):
    assert ask(f"{site}/{status}") == (status, "")


def test_a_redirect_is_followed(site):
    assert ask(f"{site}/to//200") == (200, "")
    assert ask(f"{site}/to/{site}/404")[1].startswith("The page is not there")


def test_a_circle_of_redirects_ends(site):
    assert "without end" in ask(f"{site}/to/{site}/to/{site}/to/{site}/to/{site}/to/{site}/to/{site}/200")[1]


def test_a_site_that_drips_is_left_in_time(site, monkeypatch):
    monkeypatch.setattr(asking, "SECONDS", 0.5)

    assert "took too long" in ask(f"{site}/slow")[1]
    assert len(Site.asked) <= 2


def test_a_site_that_nobody_knows_is_trouble(monkeypatch):
    def fail(*args, **kwargs):
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", fail)

    assert "no such site" in ask("https://nothing.example/")[1]


# ── Never a private address ──────────────────────────────────────────────────────────────────────

PRIVATE = [
    *["127.0.0.1", "127.8.8.8", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1"],
    *["192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1", "fe80::1", "fe80::1%1"],
    *["fc00::1", "fec0::1", "ff02::1", "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1"],
    *["64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::7f00:1", "2002:7f00:1::", "2002:a00:1::1", "2001:0:808:808::1"],
]
PUBLIC = ["8.8.8.8", "2a00:1450::1", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"]


@pytest.mark.parametrize("address", PRIVATE)
def test_a_private_address_is_known_for_one(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_is_known_for_one(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/", "http://2130706433/", "http://127.1/", "http://[::1]/", "http://localhost/", "http://0/"],
)
def test_a_private_address_is_never_asked_however_it_is_written(url):
    assert "private address" in ask(url)[1]


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/", "file:///etc/passwd", "http://example.org:22/", "https://example.org:8443/",
        "http://example.org:443/", "http://name:word@example.org/", "http:///nothing", "http://[::1", "http://a:x/",
    ],
)  # fmt: skip
def test_what_is_no_plain_web_page_is_never_asked(url):
    with pytest.raises(NotAsked):
        judge(url)


def test_one_private_address_among_public_ones_is_enough_to_refuse(names):
    names["mixed.example"] = [("8.8.8.8", "10.0.0.1")]

    with pytest.raises(NotAsked):
        resolved("mixed.example", 80)


def test_a_redirect_to_a_private_address_is_refused(site):
    Site.asked.clear()

    assert "private address" in ask(f"{site}/to/http://127.0.0.1/secret")[1]
    assert "unusual port" in ask(f"{site}/to/http://127.0.0.1:9/secret")[1]
    assert not any("secret" in path and "/to/" not in path for _, path, *_ in Site.asked)


def test_the_address_that_was_judged_is_the_one_that_is_asked(site, names, settings):
    port = site.rpartition(":")[2]
    settings.OUTSIDE_LINKS_ALSO |= {f"rebinding.example:{port}"}
    names["rebinding.example"] = ["127.0.0.1", "10.0.0.1"]  # a second look-up would lead elsewhere

    assert ask(f"http://rebinding.example:{port}/200") == (200, "")
    assert Site.asked[0][2] == f"rebinding.example:{port}"


def test_tls_is_asked_for_by_name_at_the_judged_address(names, settings):
    heard = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

        def listen():
            for _ in range(2):
                connection, _ = server.accept()
                heard.append(connection.recv(4096))
                connection.close()

        threading.Thread(target=listen, daemon=True).start()
        settings.OUTSIDE_LINKS_ALSO = {f"127.0.0.1:{port}", f"secure.example:{port}"}
        names["secure.example"] = ["127.0.0.1"]

        assert ask(f"https://secure.example:{port}/")[1]

    assert b"secure.example" in heard[0]  # the name in the first words of TLS


def test_no_proxy_of_the_environment_comes_between(site, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")

    assert ask(f"{site}/200") == (200, "")
