"""Pages in memory, within a number of bytes; the one that nobody has asked for longest goes first."""

import contextlib
from collections import OrderedDict
from threading import Lock


class Memory:
    def __init__(self, limit):
        self.limit, self.used = limit, 0
        self._pages, self._turn = OrderedDict(), Lock()

    def get(self, key):
        page = self._pages.get(key)
        if page is not None:
            with contextlib.suppress(KeyError):  # another thread dropped it meanwhile; the page itself is still good
                self._pages.move_to_end(key)
        return page

    def put(self, key, page):
        with self._turn:
            self._drop(key)
            self._pages[key] = page
            self.used += page.size
            while self.used > self.limit:
                self._drop(next(iter(self._pages)))

    def drop(self, key):
        with self._turn:
            self._drop(key)

    def __len__(self):
        return len(self._pages)

    def _drop(self, key):
        page = self._pages.pop(key, None)
        if page is not None:
            self.used -= page.size
