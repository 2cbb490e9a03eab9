"""The backup's file: whole or not there, on file systems that know no files without a name too."""

import errno
import os
import stat
from pathlib import Path

import pytest

from portal.backup.whole import new_file


@pytest.fixture(params=["local", "NFS", "FAT"])
def folder(request, monkeypatch, tmp_path):
    """A folder on such a file system: O_TMPFILE is refused on NFS and FAT, a second name on FAT."""
    really_open, really_link = os.open, os.link

    def opened(path, flags, *args, **kwargs):
        if flags & os.O_TMPFILE == os.O_TMPFILE:
            raise OSError(errno.EOPNOTSUPP, os.strerror(errno.EOPNOTSUPP), str(path))
        return really_open(path, flags, *args, **kwargs)

    def linked(*args, **kwargs):
        if request.param == "FAT":
            raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))
        really_link(*args, **kwargs)

    if request.param != "local":
        monkeypatch.setattr(os, "open", opened)
        monkeypatch.setattr(os, "link", linked)
    (tmp_path / "backups").mkdir()
    return tmp_path / "backups"


def names(folder):
    return [file.name for file in Path(folder).iterdir()]


def test_it_has_its_name_only_at_the_end_and_only_its_owner_reads_it(folder):
    with new_file(folder / "a.zip") as file:
        file.write(b"all of it")
        assert "a.zip" not in names(folder)

    assert names(folder) == ["a.zip"]
    assert (folder / "a.zip").read_bytes() == b"all of it"
    assert stat.S_IMODE((folder / "a.zip").stat().st_mode) == 0o600


@pytest.mark.parametrize("trouble", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()], ids=repr)
def test_whatever_interrupts_it_leaves_nothing(folder, trouble):
    with pytest.raises(type(trouble)), new_file(folder / "a.zip") as file:
        file.write(b"half of it")
        raise trouble

    assert names(folder) == []


def test_a_file_that_is_there_stays_as_it_is(folder):
    (folder / "a.zip").write_bytes(b"older")

    with pytest.raises(FileExistsError), new_file(folder / "a.zip"):
        pytest.fail("it began all the same")

    assert (names(folder), (folder / "a.zip").read_bytes()) == (["a.zip"], b"older")


def test_a_file_that_came_meanwhile_stays_as_it_is(folder):
    with pytest.raises(FileExistsError), new_file(folder / "a.zip") as file:
        file.write(b"newer")
        (folder / "a.zip").write_bytes(b"older")

    assert (names(folder), (folder / "a.zip").read_bytes()) == (["a.zip"], b"older")


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(FileNotFoundError), new_file(tmp_path / "nowhere" / "a.zip"):
        pytest.fail("it began all the same")
