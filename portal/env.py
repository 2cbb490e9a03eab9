"""Reads the environment; a wrong value stops the start with a sentence that says what to write."""

import contextlib
import os
import re
import secrets
from pathlib import Path

from environs import Env, EnvError

_environment = Env()

WHOLE_ADDRESS = re.compile(r"https?://([a-z0-9.-]+|\[[0-9a-f:]+\])(:[0-9]{1,5})?", re.IGNORECASE)
TAKES = {
    "str": "write some text",
    "bool": "write true or false",
    "int": "write a whole number",
    "list": "write words separated by commas",
    "dj_db_url": "write postgres://user:password@host:5432/name or sqlite:///path",
}


class WrongSetting(SystemExit):
    """Ends the start; its sentence goes to the terminal without a traceback."""

    def __init__(self, name, advice):
        super().__init__(f"{name} cannot be used as it is set: {advice}. See .env.example.")


def read(kind, name, default):
    """The variable as that kind, one of TAKES, or the default when it is unset or empty."""
    if not _environment.str(name, "").strip():
        return default
    try:
        return getattr(_environment, kind)(name)
    except (EnvError, ValueError):
        raise WrongSetting(name, TAKES[kind]) from None


def site_url(default):
    """The address readers type, without a final slash: `https://guidelines.example.org`."""
    url = read("str", "SITE_URL", default).rstrip("/")
    if not WHOLE_ADDRESS.fullmatch(url):
        raise WrongSetting("SITE_URL", "write the whole address without a path, such as https://guidelines.example.org")
    return url


def database(default_file):
    """Django's settings for DATABASE_URL, or for SQLite in the given file."""
    config = read("dj_db_url", "DATABASE_URL", None) or {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(default_file),
    }
    if "postgresql" in config["ENGINE"]:
        return config | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    if "sqlite3" in config["ENGINE"]:
        # Writers take turns from their first statement, so that none fails half-way as "locked".
        pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-20000;"
        return config | {"OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": pragmas}}
    raise WrongSetting("DATABASE_URL", TAKES["dj_db_url"])


def secret_key(data_dir):
    """SECRET_KEY, or one made at the first start and kept in the data folder, readable by its owner only."""
    given = read("str", "SECRET_KEY", "")
    if given:
        if len(given) < 50:
            raise WrongSetting("SECRET_KEY", "write at least 50 random characters")
        return given
    return _kept_secret(Path(data_dir) / "secret_key")


def _kept_secret(file):
    if not file.exists():
        draft = file.with_suffix(f".{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(50))
        with contextlib.suppress(FileExistsError):  # another process was first: its key counts
            os.link(draft, file)
        draft.unlink()
    return file.read_text().strip()
