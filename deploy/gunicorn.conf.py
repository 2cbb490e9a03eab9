"""How gunicorn serves the portal: `gunicorn -c deploy/gunicorn.conf.py portal.wsgi`."""

import contextlib
import os
import signal

from gunicorn.glogging import Logger
from gunicorn.workers.gthread import ThreadWorker

from portal import env

bind = env.read("str", "BIND", f"127.0.0.1:{env.port('PORT', 8000)}")
workers = env.number("WORKERS", 2, highest=100)
threads = 4  # tests/chaos/test_sharing.py counts on as many
forwarder_headers = ""  # SCRIPT_NAME and PATH_INFO are nobody’s to send
control_socket_disable = True


class SharingWorker(ThreadWorker):
    """Leaves new connections to the other workers while all its threads are busy.

    As gunicorn comes, the worker that wakes up first may take all of them, and the other processors have nothing to do.
    """

    busy = 0

    def enqueue_req(self, conn):
        self.busy += 1
        if self.busy == self.cfg.threads:
            self.set_accept_enabled(False)
        super().enqueue_req(conn)

    def finish_request(self, conn, fs):
        self.busy -= 1
        super().finish_request(conn, fs)

    def set_accept_enabled(self, enabled):
        super().set_accept_enabled(enabled and self.busy < self.cfg.threads)


worker_class = SharingWorker


# Reloading (SIGHUP) starts workers with the new code beside the old ones, so it is not loaded before the workers are.
preload_app = False
graceful_timeout = 30
timeout = 60


class QuietLogger(Logger):
    """The portal logs requests itself; gunicorn would put together a line for each that goes nowhere."""

    def _compute_access_log_enabled(self):
        return bool(self.cfg.accesslog)


logger_class = QuietLogger

_format = {"json": "Json"}.get(os.environ.get("LOG_FORMAT", ""), "Line")
_handler = {"class": "logging.StreamHandler", "formatter": "ours"}
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"ours": {"()": f"portal.watching.logs.{_format}"}},
    "handlers": {"console": _handler, "error_console": _handler},
    "root": {"level": "WARNING", "handlers": ["console"]},
    "loggers": {"gunicorn.error": {"level": "INFO", "handlers": ["console"], "propagate": False}},
}

# ── Reloading: the old workers answer until the new ones can ──────────────────────────────────────────────────────────
# As gunicorn comes, it ends the old workers at once, and for seconds nobody answers. Here each new worker is given some
# of the old ones, and asks them to end when it has loaded the portal; the arbiter counts them as its own until then.


def on_reload(server):
    old = sorted(server.WORKERS)
    server.leaving = set(old)
    server.given = [old[place :: server.cfg.workers] for place in range(server.cfg.workers)]
    server.num_workers += len(old)


def pre_fork(server, worker):
    worker.replaces = server.given.pop() if getattr(server, "given", None) else []


def post_worker_init(worker):
    for pid in worker.replaces:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)


def child_exit(server, worker):
    if worker.pid in getattr(server, "leaving", ()):
        server.leaving.remove(worker.pid)
        server.num_workers -= 1
    elif still_there := [pid for pid in worker.replaces if pid in server.WORKERS]:
        server.given.append(still_there)  # it ended before it could answer: the next one takes its part
        if server.LISTENERS:  # it is not being stopped
            # At once: gunicorn itself does nothing else until the old ones are gone, or for 30 seconds.
            server.spawn_worker()
