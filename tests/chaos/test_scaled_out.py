"""Three nodes behind nginx, on one PostgreSQL and one bucket: the loss of any one loses nothing and doubles nothing."""

import contextlib
import email
import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import boto3
import pytest
from django.conf import settings

from .databases import roles, sql
from .nodes import Nginx, field, open_folder, until_taken
from .running import CHAPTER, Portal, paused, readers, wait_until
from .test_database_away import COLD, gone

SITE = {"SITE_URL": "https://guidelines.example.org", "BEHIND_PROXY": "true", "WORKERS": "1", "LOG_FORMAT": "json"}
KEYS = {"aws_access_key_id": "key", "aws_secret_access_key": "secret", "region_name": "eu-west-2"}
TO_A_NODE = {"Host": "guidelines.example.org", "X-Forwarded-Proto": "https"}
PATHS = [CHAPTER, "/", "/search/?q=leadership", "/guidelines/leadership-pre-registration/statements/"]
ANSWERS, LETTERS = 30, 300
SURVEY = """
from guidelines.models import Guideline
from tests.engagement.surveys.make import add_question, add_section, make_survey
for lost in range(3):
    survey = make_survey(slug=f"nodes-{lost}", title=f"Nodes {lost}", guideline=Guideline.objects.first())
    print("question", add_question(add_section(survey), "short", "Your town?").pk)
"""
DOCUMENT = """
from django.core.files.uploadedfile import SimpleUploadedFile
from resources import actions
from resources.models import Document
from tests.resources.real_files import make_pdf
document = actions.save_document(document=Document(slug="shared", title="Shared", kind="report"))
actions.add_version(document=document, file=SimpleUploadedFile("a.pdf", make_pdf()))
"""
POST = """
from portal.models import Letter
Letter.objects.bulk_create(Letter(once=f"l{{n}}", to=f"a{{n}}@example.org", subject="x", text="x") for n in range({}))
"""
SEND = "from portal.post import send_due; send_due()"


@pytest.fixture(scope="module")
def database(server):
    return roles(server)["postgres"]


@pytest.fixture(scope="module")
def nodes(database, on_postgresql, storage_server, tmp_path_factory):
    bucket = {"S3_BUCKET": "shared", "S3_ENDPOINT_URL": storage_server, "S3_REGION": "eu-west-2"}
    bucket |= {"S3_ACCESS_KEY_ID": "key", "S3_SECRET_ACCESS_KEY": "secret", "SECRET_KEY": "k" * 50}
    shared = boto3.resource("s3", endpoint_url=storage_server, **KEYS).Bucket("shared")
    shared.create(CreateBucketConfiguration={"LocationConstraint": "eu-west-2"})
    media = on_postgresql / "data/media"
    for file in (each for each in media.rglob("*") if each.is_file()):
        shared.upload_file(file, str(file.relative_to(media)))
    with contextlib.ExitStack() as running, ThreadPoolExecutor() as at_once:
        made = [Portal(tmp_path_factory.mktemp("node"), database, **SITE | bucket) for _ in range(3)]
        yield list(at_once.map(running.enter_context, made))


@pytest.fixture(scope="module")
def nginx(nodes, tmp_path_factory):
    with Nginx(open_folder(tmp_path_factory.mktemp("nginx")), [node.port for node in nodes]) as nginx:
        yield nginx


@pytest.fixture(scope="module")
def questions(nodes):
    """One in each survey, for each node that is lost."""
    return re.findall(r"question (\d+)", nodes[0].manage("shell", "-v0", "-c", SURVEY))


@pytest.mark.parametrize("lost", [0, 1, 2])
def test_a_node_killed_under_load_loses_nothing_and_doubles_nothing(nginx, nodes, database, questions, lost):
    question, address = questions[lost], f"/survey/nodes-{lost}/answer/"
    tickets = [field(nginx.post(address, {"go": "next"})[2], "ticket") for _ in range(ANSWERS)]
    time.sleep(2.1)  # a form that comes back sooner was sent by a robot

    def send(place, ticket):
        form = {"ticket": ticket, f"q{question}": f"Town {place}", "at": "check", "go": "send", "told_lost": "0"}
        taken = until_taken(nginx, address, form)
        if place == ANSWERS // 3:
            os.killpg(nodes[lost].process.pid, signal.SIGKILL)
        return taken

    with readers(nginx.get, PATHS, number=4) as answers, ThreadPoolExecutor(3) as people:
        list(people.map(send, range(ANSWERS), tickets))
        reached = len(answers)
        wait_until(lambda: len(answers) > reached + 20, seconds=20)
    nodes[lost].process.wait()
    nodes[lost].start()

    assert [answer for answer in answers if answer[0] != 200] == []
    assert len(answers) > 20
    words = sql(database, "SELECT words FROM engagement_surveyreply WHERE question_id = %s", [question])
    assert Counter(word for (word,) in words) == Counter(f"Town {place}" for place in range(ANSWERS))


def test_a_change_is_seen_on_every_node_within_a_second(nodes, database):
    address = "/guidelines/leadership-pre-registration/"
    for node in nodes:
        assert b"Seen everywhere" not in node.get(address, **TO_A_NODE)[2]

    def seen(node):
        return wait_until(lambda: b"Seen everywhere" in node.get(address, **TO_A_NODE)[2], seconds=10)

    sql(database, "UPDATE guidelines_guideline SET title = 'Seen everywhere'")
    with ThreadPoolExecutor(len(nodes)) as people:
        assert max(people.map(seen, nodes)) < 3  # a second, and what a busy machine takes for a page


def test_every_node_finds_and_serves_what_one_was_given(nodes):
    nodes[0].manage("shell", "-v0", "-c", DOCUMENT)

    for node in nodes:
        wait_until(lambda: b"/resources/shared/" in node.get("/search/?q=shared", **TO_A_NODE)[2], seconds=5)  # noqa: B023
        assert node.get("/resources/shared/download/", **TO_A_NODE)[0] == 302  # to the bucket


def test_while_the_database_is_away_nginx_goes_on_asking_for_what_was_read(nginx, nodes, server):
    assert {nginx.get(CHAPTER)[0] for _ in range(6 * len(nodes))} == {200}

    with gone(server):
        asked = [(nginx.get(f"{COLD}?page={place}"), nginx.get(CHAPTER)) for place in range(12)]

    assert {status for _, (status, _, _) in asked} == {200}
    assert {status for (status, _, _), _ in asked} == {503}
    assert all(b"</html>" in page for (_, _, page), _ in asked)  # the portal’s own page
    wait_until(lambda: all(nginx.get(COLD)[0] == 200 for _ in nodes), seconds=20)


def test_letters_are_sent_once_though_a_worker_dies(nodes, database):
    nodes[0].manage("shell", "-v0", "-c", POST.format(LETTERS))
    folders = [Path(node.environment["DATA_DIR"]) for node in nodes]
    with _sending(nodes[0]) as first, contextlib.ExitStack() as others:
        wait_until(lambda: sum(_letters(folders[:1]).values()) > 3, seconds=60)
        with paused([first.pid]):  # until another is at work too
            others.enter_context(_sending(nodes[1]))
            wait_until(lambda: sum(_letters(folders[1:2]).values()) > 3, seconds=60)
        time.sleep(0.2)
        first.kill()
    # As when ten minutes have gone by: whoever claimed these is dead.
    sql(database, "UPDATE portal_letter SET next_try_at = now() WHERE sent_at IS NULL")
    assert _sending(nodes[2]).wait() == 0

    assert first.returncode == -signal.SIGKILL  # in the middle of it
    letters = _letters(folders)
    assert {to for to, _ in letters} == {f"a{n}@example.org" for n in range(LETTERS)}
    assert len(letters) == LETTERS  # each under one Message-ID
    assert sum(letters.values()) <= LETTERS + 1  # the one that was in the dead worker's hand


def _sending(node):
    command = [sys.executable, "manage.py", "shell", "-v0", "-c", SEND]
    return subprocess.Popen(command, cwd=settings.BASE_DIR, env=node.environment)


def _letters(folders):
    """{(to, Message-ID): how many}."""
    found = Counter()
    for folder in folders:
        for file in folder.glob("mail/*.log"):
            for part in file.read_text().split("-" * 79 + "\n"):
                letter = email.message_from_string(part)
                if letter["To"] and letter["Message-ID"]:
                    found[letter["To"], letter["Message-ID"]] += 1
    return found
