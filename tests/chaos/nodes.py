"""Several nodes behind nginx, with the configuration that deploy/ holds."""

import contextlib
import http.client
import itertools
import os
import re
import shutil
import signal
import ssl
import subprocess
import time
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings

from .running import ask, free_port, wait_until

NGINX = shutil.which("nginx") or "/usr/sbin/nginx"
AROUND = """
{user}
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
worker_processes 1;
events {{ worker_connections 256; }}
http {{
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    set_real_ip_from 127.0.0.1;
    real_ip_header From-Address;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    scgi_temp_path {folder}/scgi;
    uwsgi_temp_path {folder}/uwsgi;
    include {folder}/portal.conf;
}}
"""


class Nginx:
    """nginx with deploy/nginx/portal.conf, but for ports, folders and a certificate of its own.

    It believes the header From-Address, as if a CDN stood in front; each request comes from another one by itself.
    """

    def __init__(self, folder, ports, media=""):
        self.folder, self.port, self.plain = Path(folder), free_port(), free_port()
        self.media, self.addresses = media, itertools.count(1)
        text = (settings.BASE_DIR / "deploy/nginx/portal.conf").read_text()
        for old, new in self._replaced(ports):
            assert old in text, old
            text = text.replace(old, str(new))
        (self.folder / "portal.conf").write_text(text)
        user = "user root;" if os.getuid() == 0 else ""
        (self.folder / "nginx.conf").write_text(AROUND.format(folder=self.folder, user=user))
        subject = ["-subj", "/CN=guidelines.example.org", "-days", "2", "-nodes", "-x509", "-newkey", "rsa:2048"]
        files = ["-keyout", self.folder / "key.pem", "-out", self.folder / "fullchain.pem"]
        subprocess.run(["openssl", "req", *subject, *files], check=True, capture_output=True)
        self._trusted = ssl.create_default_context()
        self._trusted.check_hostname, self._trusted.verify_mode = False, ssl.CERT_NONE

    def _replaced(self, ports):
        for number, port in enumerate(ports, start=1):
            yield f"127.0.0.1:800{number}", f"127.0.0.1:{port}"
        yield "listen 443", f"listen 127.0.0.1:{self.port}"
        yield "listen 80;", f"listen 127.0.0.1:{self.plain};"
        yield "/etc/ssl/portal", self.folder
        yield "/var/log/nginx", self.folder
        yield "/srv/portal/build/static/", f"{settings.BASE_DIR}/build/static/"
        yield "/var/lib/portal/media/", f"{self.media}/"

    def __enter__(self):
        command = [NGINX, "-c", self.folder / "nginx.conf", "-p", self.folder, "-g", "daemon off;"]
        self.process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        wait_until(lambda: self.get("/healthz")[0], seconds=20)
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(10)

    def get(self, path, **headers):
        return ask(self._connection(), "GET", path, None, self._sent(headers))

    def post(self, path, fields, **headers):
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        return ask(self._connection(), "POST", path, urlencode(fields), self._sent(headers))

    def headers(self, path, method="GET", **headers):
        """The headers of the answer, as a message that knows what came twice, and under "Status" its number."""
        with contextlib.closing(self._connection()) as connection:
            connection.request(method, path, None, self._sent(headers))
            answer = connection.getresponse()
            answer.read()
            answer.headers["Status"] = str(answer.status)
            return answer.headers

    def many(self, path, number, **headers):
        """The numbers that so many requests over one connection were answered with."""
        with contextlib.closing(self._connection()) as connection:
            for _ in range(number):
                connection.request("GET", path, None, self._sent(headers))
                answer = connection.getresponse()
                answer.read()
                yield answer.status

    def speaks(self, context):
        """The cipher that is agreed upon; raises SSLError when there is none."""
        with contextlib.closing(http.client.HTTPSConnection("127.0.0.1", self.port, context=context)) as connection:
            connection.connect()
            return connection.sock.cipher()[0]

    def _sent(self, headers):
        number = next(self.addresses)
        return {
            "Host": "guidelines.example.org",
            "From-Address": f"10.0.{number // 250 % 250}.{number % 250}",
        } | headers

    def log(self):
        return (self.folder / "portal.log").read_text()

    def _connection(self):
        return http.client.HTTPSConnection("127.0.0.1", self.port, timeout=70, context=self._trusted)


def open_folder(folder):
    """The folder, such that nginx's workers may read it, who are another user when this runs as root."""
    for each in (folder, *list(folder.parents)[:3]):
        each.chmod(0o755)
    return folder


def field(page, name):
    """The value of that hidden field."""
    return re.search(rf'name="{name}" value="([^"]*)"'.encode(), page)[1].decode()


def until_taken(nginx, path, fields, seconds=30):
    """Sends the form as somebody does who presses the button again until it worked; how often it took."""
    begun = time.monotonic()
    for tries in range(1, 100):
        status, _, page = nginx.post(path, fields)
        if status == 200:
            return tries, page
        assert time.monotonic() - begun < seconds
        time.sleep(0.3)
    return None
