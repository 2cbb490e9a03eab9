"""A portal of which a backup was made, as an operator makes it; and what is done with such archives."""

import json
import shutil
import zipfile

import pytest

from portal import backup
from portal.backup import archive
from tests.operating import managed, own_database

PICTURE = bytes(range(256)) * 2000


@pytest.fixture(scope="session")
def made(prepared, once):
    """The folder of a portal with starter content and a picture, and the backup made of it; not to be changed."""

    def fill(folder):
        portal = shutil.copytree(prepared, folder / "portal")
        (portal / "media/images").mkdir(parents=True)
        (portal / "media/images/picture.png").write_bytes(PICTURE)
        managed(portal, "backup", str(folder / "portal.zip"))

    folder = once("backed_up", fill)
    return folder / "portal", folder / "portal.zip"


@pytest.fixture
def database(tmp_path):
    """An empty database of the kind that the tests run on."""
    with own_database(tmp_path) as address:
        yield address


def rows_of(file):
    entries = backup.verify(file)["entries"]
    return {name: fact["sha256"] for name, fact in entries.items()}


def change(source, target, alter):
    """The same archive with its list of contents altered."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == archive.CONTENTS:
                facts = json.loads(content)
                alter(facts)
                content = json.dumps(facts)
            new.writestr(name, content)
