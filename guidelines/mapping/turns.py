"""Large worksheets are read one at a time on a machine, so that they never keep readers waiting."""

import contextlib
import io
import zipfile

from portal import turns

LARGE = 3_000_000  # bytes unpacked: some 3,000 rows of a workbook, a third of a second's work
WAIT = 2  # seconds; a request that waits keeps others from being answered
RETRY_AFTER = 15  # seconds


class Busy(Exception):
    """Another large worksheet is being read; the message says what to do."""

    def __init__(self):
        super().__init__(
            "Somebody else’s large worksheet is being read at this moment. Yours was not read yet. Wait a quarter of a"
            " minute and send it again."
        )


def unpacked_size(data):
    """How many bytes there are to read."""
    try:
        return sum(part.file_size for part in zipfile.ZipFile(io.BytesIO(data)).infolist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, OSError):
        return len(data)


@contextlib.contextmanager
def turn(data):
    """Lets small files through at once and large ones singly. Raises Busy when it is another's turn."""
    if unpacked_size(data) < LARGE:
        yield
        return
    try:
        with turns.turn("worksheets", wait=WAIT):
            yield
    except turns.Busy:
        raise Busy from None
