"""A portal as an operator runs it: gunicorn with two workers on a free port, a real database, starter content."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from django.conf import settings

CHAPTER = "/guidelines/leadership-pre-registration/chapters/stage-1-self/"


class Portal:
    def __init__(self, data_dir, database="", **environment):
        self.environment = os.environ | {"DATA_DIR": str(data_dir), "DATABASE_URL": database} | environment
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        for words in (["migrate", "-v0"], ["load_starter_content"]):
            subprocess.run(
                [sys.executable, "manage.py", *words], cwd=settings.BASE_DIR, env=self.environment, check=True
            )

    def __enter__(self):
        command = [sys.executable, "-m", "gunicorn", "portal.wsgi", "--bind", f"127.0.0.1:{self.port}"]
        command += ["--workers", "2", "--threads", "4", "--no-control-socket", "--log-level", "warning"]
        self.process = subprocess.Popen(
            command, cwd=settings.BASE_DIR, env=self.environment, start_new_session=True, stderr=subprocess.DEVNULL
        )
        wait_until(lambda: self.get("/healthz")[0] == 200, seconds=30)
        return self

    def __exit__(self, *_):
        for number in (signal.SIGTERM, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError, subprocess.TimeoutExpired):
                os.killpg(self.process.pid, number)
                self.process.wait(10)

    def get(self, path, timeout=15):
        """Status, seconds until it was there, and the body; status 0 when the line broke."""
        begun = time.monotonic()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, time.monotonic() - begun, answer.read()
        except OSError:
            return 0, time.monotonic() - begun, b""
        finally:
            connection.close()

    def workers(self):
        children = f"/proc/{self.process.pid}/task/{self.process.pid}/children"
        with open(children) as file:  # noqa: PTH123
            return [int(each) for each in file.read().split()]

    def warm(self, *paths):
        """Reads each page so often at once that every worker holds it."""
        for path in paths:
            with ThreadPoolExecutor(32) as readers:
                assert {status for status, *_ in readers.map(lambda _: self.get(path), range(160))} == {200}  # noqa: B023


def wait_until(condition, seconds):
    """Seconds that it took; fails when it takes longer."""
    begun = time.monotonic()
    while not condition():
        assert time.monotonic() - begun < seconds, f"not within {seconds} seconds"
        time.sleep(0.1)
    return time.monotonic() - begun
