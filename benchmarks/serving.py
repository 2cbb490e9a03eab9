"""Servers and load for the benchmarks, on loopback only: started, waited for, measured, and always stopped."""

import contextlib
import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from random import randrange

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
START_SECONDS, STOP_SECONDS = 30, 5
# Two threads and sixteen connections keep two workers busy without a queue that would only measure itself.
THREADS, CONNECTIONS = 2, 16


@dataclass(frozen=True)
class Server:
    port: int
    group: int

    def processor_seconds(self):
        """What the server and its workers have used so far; a neighbour's work on the same machine is not in it."""
        used = 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):
                fields = stat.read_text().rpartition(") ")[2].split()
                if int(fields[2]) == self.group:
                    used += int(fields[11]) + int(fields[12])
        return used / os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Load:
    """What one round saw: requests a second, processor milliseconds of each, latencies as “12.34ms”."""

    rate: float
    processor: float
    half: str
    slowest_hundredth: str
    failed: int


def stop_on_signals():
    """Lets SIGTERM and SIGHUP end the benchmark like Ctrl-C does: through every `finally`."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(1))


def run(*words, check=True, **environment):
    """What a command said that was run from the project's folder to its end; with `check` a failure ends all."""
    done = subprocess.run(
        [str(word) for word in words],
        cwd=ROOT,
        env=_environment(environment),
        capture_output=True,
        text=True,
        check=False,
    )
    if check and done.returncode:
        sys.exit(f"{' '.join(map(str, words))}\n{done.stdout}{done.stderr}")
    return done.stdout + done.stderr


@contextlib.contextmanager
def gunicorn(application, *flags, python=sys.executable, workers=2, ready="/healthz", log=None, **environment):
    """Gunicorn as deploy/ has it, peers too, on a free port of loopback; yields the Server once it answers.

    What it logs goes to `log`, an open file, or to the terminal.
    """
    port = _free_port()
    command = [str(python), "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", *flags, application]
    environment = {"BIND": f"{HOST}:{port}", "PORT": port, "WORKERS": workers, **environment}
    server = subprocess.Popen(command, cwd=ROOT, env=_environment(environment), start_new_session=True, stderr=log)
    try:
        _wait_for(server, port, ready)
        yield Server(port, server.pid)
    finally:
        _stop(server)


def get(port, path):
    """Seconds until the whole answer was there, and its body; anything but a 200 ends the benchmark."""
    connection = http.client.HTTPConnection(HOST, port, timeout=START_SECONDS)
    begun = time.perf_counter()
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read()
    taken = time.perf_counter() - begun
    connection.close()
    if answer.status != 200:
        sys.exit(f"{path} answered {answer.status}\n{body[:500].decode(errors='replace')}")
    return taken, body


def header(port, path, name):
    """That header of the answer."""
    connection = http.client.HTTPConnection(HOST, port, timeout=START_SECONDS)
    connection.request("HEAD", path)
    value = connection.getresponse().getheader(name)
    connection.close()
    return value


def load(server, path, *, seconds, headers=()):
    """Asks for one address as fast as it is answered, for so many seconds."""
    if not shutil.which("wrk"):
        run("bin/system-packages", "bench")
    command = ["wrk", "--latency", f"-t{THREADS}", f"-c{CONNECTIONS}", f"-d{seconds}s"]
    for header in headers:
        command += ["-H", header]
    command.append(f"http://{HOST}:{server.port}{path}")
    before = server.processor_seconds()
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=seconds + 30)
    used = server.processor_seconds() - before
    errors = re.findall(r"(?:Non-2xx or 3xx responses:|connect|read|write|timeout) (\d+)", done.stdout)
    return Load(
        rate=float(re.search(r"Requests/sec:\s+([\d.]+)", done.stdout)[1]),
        processor=used * 1000 / max(1, int(re.search(r"(\d+) requests in", done.stdout)[1])),
        half=re.search(r"^ +50% +(\S+)", done.stdout, re.MULTILINE)[1],
        slowest_hundredth=re.search(r"^ +99% +(\S+)", done.stdout, re.MULTILINE)[1],
        failed=sum(map(int, errors)),
    )


def static_files(folder):
    """An application that serves the files of a folder through WhiteNoise and nothing else."""
    from whitenoise import WhiteNoise

    def nothing(_, start_response):
        start_response("404 Not Found", [("Content-Length", "0")])
        return [b""]

    return WhiteNoise(nothing, root=folder)


def from_everywhere(environ, start_response):
    """The portal, for which each request comes from another address, so that it slows nothing down."""
    from portal.wsgi import application

    environ["REMOTE_ADDR"] = f"10.{randrange(256)}.{randrange(256)}.{randrange(256)}"
    return application(environ, start_response)


def _environment(extra):
    return os.environ | {name: str(value) for name, value in extra.items()}


def _free_port():
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def _wait_for(server, port, path):
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            sys.exit(f"The server stopped with {server.returncode} before it answered.")
        with contextlib.suppress(OSError):
            get(port, path)
            return
        time.sleep(0.05)
    sys.exit(f"The server did not answer in {START_SECONDS} seconds.")


def _stop(server):
    for number in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError, subprocess.TimeoutExpired):
            os.killpg(server.pid, number)
            server.wait(STOP_SECONDS)
    server.wait()
