"""Archives that rotted, were cut off or were made by somebody else: refused in a sentence, never a traceback."""

import hashlib
import json
import random
import zipfile

import pytest
from django.db.migrations.loader import MigrationLoader

from portal import backup
from portal.backup import archive, restoring
from portal.models import Redirect
from tests.operating import manage
from tests.portal.backups import PICTURE

FLIPS = 120  # of one bit, in each part of the archive


def all_in(file):
    with archive.opened(file) as (source, contents):
        return contents, {name: source.read(name) for name in contents["entries"]}


@pytest.mark.parametrize("part", ["rows", "files", "list"])
def test_a_bit_that_flipped_is_found_or_harms_nothing(made, tmp_path, part):
    whole, file, chance = made[1].read_bytes(), tmp_path / "portal.zip", random.Random(part)
    picture = whole.index(PICTURE)
    end = picture + len(PICTURE)
    places = {"rows": range(picture), "files": range(picture - 200, end + 200), "list": range(end, len(whole))}[part]
    original, found = all_in(made[1]), 0
    for _ in range(FLIPS):
        rotten = bytearray(whole)
        rotten[chance.choice(places)] ^= 1 << chance.randrange(8)
        file.write_bytes(rotten)
        try:
            backup.verify(file)
        except backup.Damaged:
            found += 1
        else:
            assert all_in(file) == original  # a date of the ZIP file, or the like

    assert found > FLIPS / 2


def write(file, contents, **entries):
    """An archive with that list of contents."""
    with zipfile.ZipFile(file, "w") as new:
        for name, content in entries.items():
            new.writestr(name, content)
        new.writestr(archive.CONTENTS, contents if isinstance(contents, str | bytes) else json.dumps(contents))
    return file


WHOLE = {"format": archive.FORMAT, "made_at": "2026-11-22", "rows": {}, "migrations": [], "entries": {}}


@pytest.mark.parametrize(
    "contents",
    [
        [],
        None,
        "null",
        "[" * 100_000,
        b"\xff\xfe\x00",
        {},
        *({key: value for key, value in WHOLE.items() if key != left_out} for left_out in WHOLE),
        WHOLE | {"entries": []},
        WHOLE | {"entries": {"secret_key": {}}},
        WHOLE | {"entries": {"secret_key": None}},
        WHOLE | {"rows": {"auth.user": "many"}},
        WHOLE | {"migrations": [["portal"]]},
        WHOLE | {"migrations": [[[], {}]]},
        WHOLE | {"made_at": None},
    ],
    ids=lambda contents: str(contents)[:60],
)
def test_a_list_of_contents_that_makes_no_sense_is_no_backup(tmp_path, contents):
    with pytest.raises(backup.Damaged, match="not a backup"):
        backup.verify(write(tmp_path / "portal.zip", contents))


@pytest.mark.parametrize("name", ["files/../../evil", "files//etc/evil", "/evil", "files/./evil", "files/.."])
def test_a_name_that_leads_elsewhere_is_damage_though_its_checksum_is_right(tmp_path, name):
    entry = {name: {"sha256": hashlib.sha256(b"evil").hexdigest(), "size": 4}}

    with pytest.raises(backup.Damaged, match=f"damaged: {name}"):
        backup.verify(write(tmp_path / "portal.zip", WHOLE | {"entries": entry}, **{name: b"evil"}))


@pytest.fixture(scope="module")
def past():
    """The models as migrations know them; a restore touches their fields, so those of the code must not be lent."""
    return MigrationLoader(None).project_state().apps


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "senseless",
    [
        b"",
        b"Dear Ada",
        b'["nothing"]\n[1]\n',
        b'["id", "old"]\n[1]\n',
        b'["id", "old"]\n[1, null]\n',
        b'["id", "made_at"]\n[1, "yesterday"]\n',
        b"[[]]\n",
    ],
)
def test_rows_that_make_no_sense_are_damage_though_their_checksum_is_right(past, tmp_path, senseless):
    redirect = Redirect.objects.create(old="/old/", new="/new/")
    name = "rows/portal.redirect.jsonl"
    file = write(tmp_path / "portal.zip", WHOLE | {"entries": {name: {}}}, **{name: senseless})

    with zipfile.ZipFile(file) as source, pytest.raises(backup.Damaged, match="make no sense"):
        restoring._load_rows(source, {"entries": {name}}, past)

    assert Redirect.objects.get() == redirect


def test_an_empty_backup_is_whole(tmp_path):
    assert backup.verify(write(tmp_path / "portal.zip", WHOLE)) == WHOLE


def test_the_operator_reads_a_sentence(tmp_path):
    code, said = manage(tmp_path, "restore", "--verify", str(write(tmp_path / "portal.zip", "[" * 100_000)))

    assert (code, "not a backup of this portal" in said, "Traceback" in said) == (1, True, False)
