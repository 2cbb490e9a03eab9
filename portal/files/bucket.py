"""S3-compatible storage that cannot hold the portal up: asked with short limits, and left alone while it hangs."""

import threading
import time

from botocore.config import Config
from botocore.exceptions import ConnectTimeoutError, HTTPClientError, ReadTimeoutError
from storages.backends.s3 import S3Storage

LIMITS = Config(connect_timeout=2, read_timeout=5, retries={"total_max_attempts": 2})  # seconds for each wait
PAUSE = 10  # seconds for which a storage that did not answer is left alone; then one request tries it


class Hangs(HTTPClientError):
    fmt = "The file storage has not answered for seconds."


class Bucket(S3Storage):
    def __init__(self, **options):
        super().__init__(**options)
        self.client_config = self.client_config.merge(LIMITS)
        self._turn, self._again_at = threading.Lock(), None

    def _create_session(self):
        """With two of botocore's own events, through which every request goes whoever makes it."""
        session = super()._create_session()
        session.events.register("before-send.s3", self._refuse_while_it_hangs)
        session.events.register("after-call.s3", self._note_answer)
        session.events.register("after-call-error.s3", self._note_silence)
        return session

    def _refuse_while_it_hangs(self, **asked):
        with self._turn:
            if self._again_at is None:
                return
            if time.monotonic() < self._again_at:
                raise Hangs
            self._again_at = time.monotonic() + PAUSE  # this one finds out for all

    def _note_answer(self, **answered):
        self._again_at = None

    def _note_silence(self, exception, **asked):
        if isinstance(exception, ConnectTimeoutError | ReadTimeoutError):
            self._again_at = time.monotonic() + PAUSE
