"""The disk is full: what is sent is refused in a sentence, reading goes on, and room made is enough."""

import subprocess
import sys

import pytest
from django.conf import settings

from .editing import bodies, editors
from .running import CHAPTER, Portal, wait_until


@pytest.fixture
def small_disk(tmp_path):
    """A folder with room for 64 MB."""
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", tmp_path], check=False)
    if done.returncode:
        pytest.skip("a disk of one's own needs root")
    yield tmp_path
    subprocess.run(["umount", "--lazy", tmp_path], check=True)


def fill(folder):
    """Writes until there is no room."""
    with open(folder / "rest", "wb", buffering=0) as file:  # noqa: PTH123
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            return folder / "rest"


def test_a_full_disk_refuses_what_is_sent_and_shows_what_is_read(small_disk, copied):
    with Portal(copied(small_disk)) as portal:
        (editor,) = editors(portal, 1)
        assert editor.save("Kept.")[0] == 302
        portal.warm(CHAPTER, "/search/?q=leadership")
        rest = fill(small_disk)

        typed = "Words that took an hour. " * 200
        status, _, page = editor.save(typed)
        reading = [portal.get(path)[0] for path in (CHAPTER, "/guidelines/", "/", "/search/?q=leadership", "/readyz")]
        backup = subprocess.run(
            [sys.executable, "manage.py", "backup", str(small_disk / "copy.zip")],
            cwd=settings.BASE_DIR,
            env=portal.environment,
            capture_output=True,
            text=True,
            check=False,
        )

        assert status == 503
        assert b"was not saved" in page
        assert typed.encode() in page
        assert set(reading[:4]) == {200}, portal.log()
        assert (backup.returncode != 0, "Traceback" in backup.stderr) == (True, False)
        assert not list(small_disk.glob("copy*"))

        rest.unlink()
        wait_until(lambda: editor.save("There is room again.")[0] == 302, seconds=10)
        assert bodies(portal, [editor]) == ["There is room again."]
