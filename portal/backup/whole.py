"""A file that is there whole or not at all."""

import errno
import os
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

UNKNOWN = {errno.EOPNOTSUPP, errno.EISDIR, errno.EINVAL}  # what NFS, CIFS and FAT say to a file without a name


@contextmanager
def new_file(path):
    """A file that gets its name only at the end of the block: however the block ends, no half file has that name.

    Where the file system knows no files without a name, it has a hidden one beside it meanwhile, which stays only when
    the process is killed. Raises FileExistsError when there is a file of that name already.
    """
    path = Path(path).resolve()
    if path.exists():
        raise FileExistsError(path)
    handle, hidden = _opened(path)
    try:
        with os.fdopen(handle, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
            if not hidden:
                _name_the_nameless(file, path)
        if hidden:
            _rename(hidden, path)
    finally:
        if hidden:
            hidden.unlink(missing_ok=True)


def _opened(path):
    """A new file as a number, and where it is; a file without a name is nowhere, and goes with the process."""
    try:
        return os.open(path.parent, os.O_TMPFILE | os.O_RDWR, 0o600), None
    except OSError as error:
        if error.errno not in UNKNOWN:
            raise
    hidden = path.with_name(f".{path.name}.{uuid4().hex[:8]}.part")
    return os.open(hidden, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600), hidden


def _name_the_nameless(file, path):
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.link(f"/proc/self/fd/{file.fileno()}", path.name, dst_dir_fd=folder, follow_symlinks=True)
        os.fsync(folder)
    finally:
        os.close(folder)


def _rename(hidden, path):
    """Never over a file that is there; FAT and CIFS have no second names, and there it is only looked before."""
    try:
        os.link(hidden, path)
    except FileExistsError:
        raise
    except OSError:
        if path.exists():
            raise FileExistsError(path) from None
        hidden.rename(path)
    with suppress(OSError):  # not every file system can
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
