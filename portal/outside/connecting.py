"""Connections that go to the very address that was judged, and that end in time."""

import time

import httpcore
import httpx
from django.conf import settings

from .addresses import PORTS, NotAsked, resolved


class Guarded(httpcore.NetworkBackend):
    """Resolves a host once, judges every address, connects to one of them: no second look-up can lead elsewhere.

    TLS and the Host header keep the name, since only the connection is made by number.
    """

    def __init__(self, *, seconds):
        self._real = httpcore.SyncBackend()
        self._seconds = seconds

    def connect_tcp(self, host, port, timeout=None, local_address=None, socket_options=None):
        if port not in PORTS.values() and f"{host}:{port}" not in settings.OUTSIDE_LINKS_ALSO:
            raise NotAsked("It leads to an unusual port, so it is not followed.")  # urlsplit may have read none
        until = time.monotonic() + self._seconds
        stream = self._real.connect_tcp(resolved(host, port), port, timeout, local_address, socket_options)
        return InTime(stream, until)


class InTime(httpcore.NetworkStream):
    """A stream that ends at a moment however slowly the other side drips."""

    def __init__(self, stream, until):
        self._stream, self._until = stream, until

    def _left(self, timeout):
        left = self._until - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("took too long")
        return left if timeout is None else min(left, timeout)

    def read(self, max_bytes, timeout=None):
        return self._stream.read(max_bytes, self._left(timeout))

    def write(self, buffer, timeout=None):
        self._stream.write(buffer, self._left(timeout))

    def start_tls(self, ssl_context, server_hostname=None, timeout=None):
        return InTime(self._stream.start_tls(ssl_context, server_hostname, self._left(timeout)), self._until)

    def get_extra_info(self, info):
        return self._stream.get_extra_info(info)

    def close(self):
        self._stream.close()


class GuardedTransport(httpx.HTTPTransport):
    """httpx’s own transport over guarded connections; no proxy of the environment comes between."""

    def __init__(self, *, seconds):
        context = httpx.create_ssl_context(trust_env=False)
        super().__init__(verify=context, trust_env=False)
        self._pool = httpcore.ConnectionPool(ssl_context=context, network_backend=Guarded(seconds=seconds))
