"""Two nodes, each a process with an index of its own over one database, find the same a moment after a release."""

import os
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection

from tests.make import make_released_edition, make_statement

HOME = Path(__file__).parents[2]
# A node: for each word that comes in, says every tenth of a second what it finds, until it finds something.
NODE = """
import sys, time
import django
django.setup()
from portal.search import finding
finding.search("warm")
print("ready", flush=True)
for word in sys.stdin:
    found = []
    while not found:
        found = [result.address for result in finding.search(word.strip()).items]
        time.sleep(0.1)
    print(*found, flush=True)
"""
WITHIN = 15  # seconds on a machine that does much else; the node itself looks every second


def database_url():
    """The tests' own database, as another process reaches it."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


@pytest.fixture
def nodes(transactional_db, tmp_path):
    started = []
    for name in ("one", "two"):
        environment = os.environ | {
            "DATA_DIR": str(tmp_path / name),
            "DATABASE_URL": database_url(),
            "DJANGO_SETTINGS_MODULE": "portal.settings",
        }
        process = subprocess.Popen(
            [sys.executable, "-c", NODE],
            cwd=HOME,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
    for process in started:
        assert process.stdout.readline() == "ready\n"
    yield started
    for process in started:
        process.kill()
        process.communicate()


def asked(node, word):
    node.stdin.write(f"{word}\n")
    node.stdin.flush()


def test_two_nodes_find_what_a_third_process_released(nodes):
    for node in nodes:
        asked(node, "zebra")
    start = time.monotonic()

    edition = make_released_edition(bodies={"one": make_statement("zebra-crossing", "Teach zebra crossings.")})

    answers = [node.stdout.readline().split() for node in nodes]
    assert answers[0][0] == f"/guidelines/{edition.guideline.slug}/statements/zebra-crossing/"
    assert answers[0] == answers[1]
    assert time.monotonic() - start < WITHIN
