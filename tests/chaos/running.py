"""A portal as an operator runs it: gunicorn as deploy/ has it on a free port, a real database."""

import contextlib
import http.client
import itertools
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

from django.conf import settings

AS_SYSTEMD_DOES = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.environ |= {"LISTEN_PID": str(os.getpid()), "LISTEN_FDS": "1"}
os.execv(sys.argv[2], sys.argv[2:])
"""
GUNICORN = [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", "portal.wsgi"]
CHAPTER = "/guidelines/leadership-pre-registration/chapters/stage-1-self/"


class Portal:
    def __init__(self, data_dir, database="", held=None, **environment):
        """`held` is a socket that listens also while the portal restarts; else it has one of its own at each start."""
        self.held, self.port, self.said = held, 0, None
        self.environment = os.environ | {"DATA_DIR": str(data_dir), "DATABASE_URL": database} | environment

    def log(self):
        """What the portal wrote so far."""
        self.said.seek(0)
        return self.said.read().decode()

    def manage(self, *words):
        """What the command said."""
        command = [sys.executable, "manage.py", *words]
        done = subprocess.run(command, cwd=settings.BASE_DIR, env=self.environment, stdout=subprocess.PIPE, check=True)
        return done.stdout.decode()

    def __enter__(self):
        self.start()
        return self

    def start(self):
        """It is given its port open: none that is merely chosen, which another process may have meanwhile."""
        self.said = self.said or tempfile.TemporaryFile("w+b")  # noqa: SIM115 - closed with the portal
        own = contextlib.nullcontext(self.held) if self.held else self._own_socket()
        with own as listening:
            number, self.port = listening.fileno(), listening.getsockname()[1]
            self.environment["PORT"] = str(self.port)
            self.process = subprocess.Popen(
                [sys.executable, "-c", AS_SYSTEMD_DOES, str(number), *GUNICORN],
                cwd=settings.BASE_DIR,
                env=self.environment,
                pass_fds=[number],
                start_new_session=True,
                stderr=self.said,
            )
        wait_until(lambda: self.get("/healthz")[0] == 200, seconds=60)

    def _own_socket(self):
        """Listens, at the port that it had before; a worker that was killed may hold that for a moment longer."""
        begun = time.monotonic()
        while True:
            try:
                return socket.create_server(("127.0.0.1", self.port))
            except OSError:
                assert time.monotonic() - begun < 10, "the port is taken"
                time.sleep(0.1)

    def __exit__(self, *_):
        for number in (signal.SIGTERM, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError, subprocess.TimeoutExpired):
                os.killpg(self.process.pid, number)
                self.process.wait(10)
        self.said.close()

    def get(self, path, timeout=15, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        return ask(connection, "GET", path, None, headers)

    def post(self, path, fields, timeout=60, **headers):
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        return ask(connection, "POST", path, urlencode(fields), headers)

    def workers(self):
        children = f"/proc/{self.process.pid}/task/{self.process.pid}/children"
        with open(children) as file:  # noqa: PTH123
            return [int(each) for each in file.read().split()]

    def warm(self, *paths):
        """Reads each page until every worker holds it."""
        number = int(self.environment.get("WORKERS") or 2)
        for path in paths:
            names, begun = set(), time.monotonic()
            while len(names) < number:
                assert time.monotonic() - begun < 60, "a worker does not answer"
                with ThreadPoolExecutor(16) as readers:
                    names |= set(readers.map(self._worker_that_read, [path] * 40))

    def _worker_that_read(self, path):
        """What request ids of the worker that answered begin with."""
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=15)) as connection:
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
            assert answer.status == 200
            return answer.headers["X-Request-ID"].partition("-")[0]


def ask(connection, *request):
    """Status, seconds until it was there, and the body; status 0 when the line broke."""
    begun = time.monotonic()
    try:
        connection.request(*request)
        answer = connection.getresponse()
        return answer.status, time.monotonic() - begun, answer.read()
    except (OSError, http.client.HTTPException):
        return 0, time.monotonic() - begun, b""
    finally:
        connection.close()


def free_port():
    """For nginx, which cannot be given an open one; another process may have it before it is taken."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def readers(get, paths, number=8):
    """That many readers ask for one page after the other; yields the list of (status, path), which grows."""
    answers, ended = [], threading.Event()

    def read(place):
        for path in itertools.islice(itertools.cycle(paths), place, None):
            if ended.is_set():
                return
            answers.append((get(path)[0], path))

    with ThreadPoolExecutor(number) as pool:
        running = [pool.submit(read, place) for place in range(number)]
        try:
            yield answers
        finally:
            ended.set()
    for each in running:
        each.result()


@contextlib.contextmanager
def paused(processes):
    """They stand still, as a machine that hangs, and go on afterwards."""
    for each in processes:
        os.kill(each, signal.SIGSTOP)
    try:
        yield
    finally:
        for each in processes:
            os.kill(each, signal.SIGCONT)


def wait_until(condition, seconds):
    """Seconds that it took; fails when it takes longer."""
    begun = time.monotonic()
    while not condition():
        assert time.monotonic() - begun < seconds, f"not within {seconds} seconds"
        time.sleep(0.1)
    return time.monotonic() - begun
