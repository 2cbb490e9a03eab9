"""Lines of the log, for people or as JSON for machines. Neither ever holds a secret or an e-mail address."""

import json
import logging
import re
from contextvars import ContextVar
from datetime import UTC, datetime

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http.multipartparser import MultiPartParserError

from portal import secret_links

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")  # what could begin a line of its own, or colour the terminal
E_MAIL = re.compile(r"[\w.+%-]+@[\w-]+(\.[\w-]+)+")
USER_IN_ADDRESS = re.compile(r"(?<=://)[^/\s@]+@")
SECRETS = "password|passwd|secret|token|api_?key|authorization|cookie|csrf\\w*"
NAMED_SECRET = re.compile(rf"(?i)\b({SECRETS})(['\"]?\s*[=:]\s*)\S+")
WELCOME = re.compile(r"(?<=/welcome/)[^/\s]+")

request_id = ContextVar("request_id", default="")


def clean(text):
    """The text without what gives access or names somebody: keys in addresses, passwords, e-mail addresses."""
    text = WELCOME.sub("…", secret_links.hidden(text))
    text = NAMED_SECRET.sub(r"\1\2…", USER_IN_ADDRESS.sub("…@", text))
    return E_MAIL.sub("…@…", text)


class OneLineForBadRequests(logging.Filter):
    """Leaves out the traceback of what a stranger asked wrongly, so that nobody can fill the log with them."""

    def filter(self, record):
        if record.exc_info and issubclass(record.exc_info[0], BadRequest | SuspiciousOperation | MultiPartParserError):
            record.exc_info = record.exc_text = None
        return True


class Line(logging.Formatter):
    """A line for people; a traceback follows on lines of its own."""

    def __init__(self, *args, **kwargs):
        super().__init__("{asctime} {levelname} {name}: {message}", style="{")

    def formatMessage(self, record):
        record.message = CONTROL.sub(lambda sign: f"\\x{ord(sign[0]):02x}", record.message)
        return super().formatMessage(record)

    def formatTime(self, record, datefmt=None):
        return _moment(record)

    def format(self, record):
        return clean(super().format(record))


class Json(logging.Formatter):
    """One object on one line: time, level, logger, message, request id, and what `extra={"figures": {…}}` adds."""

    def __init__(self, *args, **kwargs):
        super().__init__()

    def format(self, record):
        said = {
            "time": _moment(record),
            "level": record.levelname,
            "logger": record.name,
            "message": clean(record.getMessage()),
        }
        if asked := request_id.get():
            said["request_id"] = asked
        if record.exc_info:
            said["traceback"] = clean(self.formatException(record.exc_info))
        return json.dumps(said | getattr(record, "figures", {}), ensure_ascii=False, default=str)


def _moment(record):
    """In UTC, and says so: all nodes and the proxy can be laid side by side."""
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
