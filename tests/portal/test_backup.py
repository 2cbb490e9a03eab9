"""Backup and restore: one archive, made while the portal runs, whole or not there; restored it is the same portal."""

import zipfile

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.management import CommandError, call_command

from portal import backup
from portal.backup import archive, making
from tests.make import make_document, make_news_item, make_released_edition
from tests.operating import manage, managed, own_database
from tests.portal.backups import PICTURE, change, rows_of


@pytest.fixture(scope="module")
def restored(made, tmp_path_factory):
    """(folder, address of the database, what `restore` said), when another backup had been made of that portal."""
    folder = tmp_path_factory.mktemp("restored") / "new"
    with own_database(folder) as database:
        said = managed(folder, "restore", str(made[1]), database=database)
        managed(folder, "backup", str(folder.parent / "again.zip"), database=database)
        yield folder, database, said


def test_a_restored_portal_is_the_same_row_for_row_and_byte_for_byte(made, restored):
    folder, _, said = restored

    assert "2 released editions are as they were released" in said
    assert rows_of(folder.parent / "again.zip") == rows_of(made[1])
    assert (folder / "media" / "images" / "picture.png").read_bytes() == PICTURE


def test_new_rows_go_on_counting_after_the_restored_ones(restored):
    folder, database, _ = restored
    words = (
        "from django.contrib.auth.models import User; User.objects.create_user('ada'); User.objects.create_user('bo')"
    )

    managed(folder, "shell", "-c", words, database=database)


def test_what_an_older_version_made_is_brought_up_to_date(made, database, tmp_path):
    older = tmp_path / "older.zip"
    change(made[1], older, lambda facts: facts["migrations"].remove(["sessions", "0001_initial"]))

    managed(tmp_path / "new", "restore", str(older), database=database)

    assert manage(tmp_path / "new", "migrate", "--check", database=database)[0] == 0


def cut_off(file):
    file.write_bytes(file.read_bytes()[:-2000])


def one_byte_wrong(file):
    content = bytearray(file.read_bytes())
    content[content.index(PICTURE) + 1000] ^= 1
    file.write_bytes(content)


def no_archive(file):
    file.write_text("Dear Ada, here is the backup.")


def an_entry_too_many(file):
    with zipfile.ZipFile(file, "a") as opened:
        opened.writestr("files/../../evil.txt", "evil")


@pytest.mark.parametrize("damage", [cut_off, one_byte_wrong, no_archive, an_entry_too_many])
def test_damage_is_found(made, tmp_path, damage):
    file = tmp_path / "portal.zip"
    file.write_bytes(made[1].read_bytes())
    damage(file)

    with pytest.raises(backup.Damaged, match=r"damaged|not a backup"):
        backup.verify(file)


def test_a_damaged_archive_is_refused_and_nothing_is_changed(made, tmp_path):
    file = tmp_path / "portal.zip"
    file.write_bytes(made[1].read_bytes())
    one_byte_wrong(file)

    code, said = manage(tmp_path / "new", "restore", str(file))

    assert (code, "damaged: files/images/picture.png" in said, "Traceback" in said) == (1, True, False)
    assert not (tmp_path / "new" / "portal.sqlite3").exists()


@pytest.mark.django_db(transaction=True)
def test_what_a_newer_version_made_is_refused(made, tmp_path):
    change(made[1], tmp_path / "newer.zip", lambda facts: facts["migrations"].append(["portal", "9999_tomorrow"]))

    with pytest.raises(CommandError, match="A newer version"):
        call_command("restore", str(tmp_path / "newer.zip"))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("make", [make_released_edition, make_news_item])
def test_a_portal_that_holds_anything_is_never_written_over(made, make):
    row = make()

    with pytest.raises(CommandError, match="not empty"):
        call_command("restore", str(made[1]))

    assert list(type(row).objects.all()) == [row]


@pytest.mark.django_db(transaction=True)
def test_a_backup_never_replaces_a_file(tmp_path):
    (tmp_path / "older.zip").write_bytes(PICTURE)

    with pytest.raises(CommandError, match="is there already"):
        call_command("backup", str(tmp_path / "older.zip"))

    assert (tmp_path / "older.zip").read_bytes() == PICTURE


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("trouble", [OSError(28, "No space left on device"), KeyboardInterrupt()], ids=repr)
def test_an_interrupted_backup_leaves_no_half_file(tmp_path, monkeypatch, trouble):
    def fails(*args):
        raise trouble

    monkeypatch.setattr(making, "_named_files", fails)
    with pytest.raises(type(trouble)):
        backup.make(tmp_path / "backup.zip")

    assert list(tmp_path.glob("*.zip*")) == []


@pytest.mark.django_db(transaction=True)
def test_it_holds_one_moment_though_others_write_meanwhile(tmp_path, monkeypatch):
    """Somebody adds a document after documents were read and before the rest is."""
    from concurrent.futures import ThreadPoolExecutor

    from django.db import connections

    edition = make_released_edition()
    really_add = making._add_rows

    def meanwhile():
        make_document()
        connections.close_all()

    def add(writer, model):
        count = really_add(writer, model)
        if model._meta.label_lower == "guidelines.guideline":
            with ThreadPoolExecutor(1) as others:
                others.submit(meanwhile).result()
        return count

    monkeypatch.setattr(making, "_add_rows", add)
    contents = backup.make(tmp_path / "backup.zip")

    assert contents["rows"]["guidelines.edition"] == 1
    assert contents["rows"]["resources.document"] == 0
    assert edition.pk


@pytest.mark.django_db(transaction=True)
def test_a_file_that_a_row_names_and_nobody_has_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(making, "_named_files", lambda: {"documents/lost.pdf", "documents/kept.pdf"})
    default_storage.save("documents/kept.pdf", ContentFile(b"%PDF"))

    assert backup.make(tmp_path / "backup.zip")["missing_files"] == ["documents/lost.pdf"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("place", ["folder", "bucket"])
def test_files_that_somebody_removes_meanwhile_are_left_out_and_told(tmp_path, monkeypatch, capsys, request, place):
    if place == "bucket":
        request.getfixturevalue("in_s3")
    kept, named, other = "documents/a.pdf", "documents/b.pdf", "downloads/1/1/old.pdf"
    for name in (kept, named, other):
        default_storage.save(name, ContentFile(PICTURE))
    monkeypatch.setattr(making, "_named_files", lambda: {kept, named})
    really_add = archive.Writer.add

    def meanwhile(writer, name, *args, **kwargs):
        if name == f"files/{kept}":
            default_storage.delete(named)
            default_storage.delete(other)
        really_add(writer, name, *args, **kwargs)

    monkeypatch.setattr(archive.Writer, "add", meanwhile)

    with pytest.raises(CommandError, match=rf"backup is whole, but .*: {named}$"):
        call_command("backup", str(tmp_path / "backup.zip"))

    assert f"Removed while the backup ran, and not in it: {other}" in capsys.readouterr().out
    entries = backup.verify(tmp_path / "backup.zip")["entries"]
    assert [name for name in entries if name.startswith("files/")] == [f"files/{kept}"]


@pytest.mark.django_db(transaction=True)
def test_a_file_that_is_there_and_cannot_be_read_ends_the_backup(tmp_path, monkeypatch):
    default_storage.save("images/kept.png", ContentFile(PICTURE))

    def broken(*args):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(FileSystemStorage, "_open", broken)

    with pytest.raises(OSError, match="Input/output error"):
        backup.make(tmp_path / "backup.zip")
    assert not (tmp_path / "backup.zip").exists()
