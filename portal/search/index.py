"""The index of this node: a folder that can be thrown away, caught up from the database at most once a second."""

import fcntl
import json
import logging
import shutil
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from zlib import crc32

from django.conf import settings

from portal.search import keeping, schema, sources, wording

MEMORY = 60_000_000  # bytes that a catching up may fill before it writes
AT_ONCE = 200  # units per reading from the database

_HASH = f"{crc32(wording.FAMILIES.encode()):08x}"  # with other words for things, entries are made anew
logger = logging.getLogger(__name__)


class Index:
    """One for each process. Several processes share the folder: one writes at a time, the others look again."""

    def __init__(self, folder):
        self.folder = Path(folder) / f"v{schema.VERSION}-{_HASH}"
        self.folder.mkdir(parents=True, exist_ok=True)
        self._turn = threading.Lock()
        self._looked_at = None
        self._reopen()

    def searcher(self):
        """Sees what the database held a moment ago. Yesterday's index is better than none: failures are only logged."""
        with self._turn:
            if self._looked_at is None or time.monotonic() - self._looked_at >= settings.SEARCH_LOOKS_EVERY:
                try:
                    self._look()
                except (OSError, ValueError) as error:  # Tantivy's own, and a full disk
                    if not self._stamps:
                        raise
                    logger.error("The search index cannot be caught up; the old one answers: %s", error)
                self._looked_at = time.monotonic()
            return self._searcher

    @property
    def vocabulary(self):
        """{word: in how many entries} of the searcher that is open."""
        if self._vocabulary is None:
            self._vocabulary = dict(self._searcher.terms_with_prefix("words", ""))
        return self._vocabulary

    def _look(self):
        stamps = sources.stamps()
        if stamps != self._stamps:
            with self._lock(wait=not self._stamps) as is_ours:
                self._refresh()  # another process may have been faster
                if is_ours and stamps != self._stamps:
                    self._catch_up(stamps)
        self._refresh()

    def _catch_up(self, stamps):
        before = self._stamps
        changed = [name for name, stamp in stamps.items() if before.get(name) != stamp]
        writer = self._index.writer(heap_size=MEMORY, num_threads=1)
        for name in {*before, *changed} if before else ():
            if stamps.get(name) != before.get(name):
                writer.delete_documents_by_term("unit", name)
        for start in range(0, len(changed), AT_ONCE):
            for unit, entry in sources.entries(changed[start : start + AT_ONCE]):
                writer.add_document(keeping.document(unit, entry))
        writer.commit()
        writer.wait_merging_threads()
        # Only now: if the power fails before this line, the same units are indexed once more.
        draft = self.folder / "stamps.new"
        draft.write_text(json.dumps(stamps))
        draft.replace(self._manifest)

    @property
    def _manifest(self):
        return self.folder / "stamps.json"

    def _reopen(self):
        try:
            self._index = schema.opened(self.folder)
        except (ValueError, OSError) as error:
            self._refuse_without_room()
            logger.warning("The search index in %s cannot be read and is made anew: %s", self.folder, error)
            shutil.rmtree(self.folder)
            self.folder.mkdir(parents=True)
            self._index = schema.opened(self.folder)
        self._seen, self._stamps = None, {}
        self._refresh()

    def _refuse_without_room(self):
        """Raises OSError when the disk is full: then nothing is wrong with the index, and it could not be made anew."""
        room = self.folder / "room"
        try:
            room.write_bytes(bytes(4096))
        finally:
            room.unlink(missing_ok=True)

    def _refresh(self):
        """Opens the newest state, if it is not open already."""
        seen = self._manifest.stat().st_mtime_ns if self._manifest.exists() else 0
        if seen != self._seen:
            self._index.reload()
            self._searcher, self._vocabulary = self._index.searcher(), None
            self._stamps = json.loads(self._manifest.read_text()) if seen else {}
            self._seen = seen

    @contextmanager
    def _lock(self, wait):
        """Whether this process may write. Waits for its turn only when there is nothing to read yet."""
        with (self.folder / "turn").open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            except BlockingIOError:
                yield False
            else:
                yield True


_open = {}
_opening = threading.Lock()


def current():
    """The index of this process."""
    folder = str(settings.SEARCH_DIR)
    with _opening:
        if folder not in _open:
            _open[folder] = Index(folder)
        return _open[folder]
