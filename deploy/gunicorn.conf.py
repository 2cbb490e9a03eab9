"""How gunicorn serves the portal: `gunicorn -c deploy/gunicorn.conf.py portal.wsgi`."""

import os

bind = os.environ.get("BIND") or f"127.0.0.1:{os.environ.get('PORT') or 8000}"
workers = int(os.environ.get("WORKERS") or 2)
threads = 4
control_socket_disable = True

# Reloading (SIGHUP) starts workers with the new code beside the old ones, which finish what they began.
# So the code is not loaded before the workers are.
preload_app = False
graceful_timeout = 30
timeout = 60

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
