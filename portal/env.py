"""Reads the environment; a wrong value stops the start with a sentence that says what to write."""

import contextlib
import os
import re
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit

from environs import Env, EnvError

_environment = Env()

WHOLE_ADDRESS = re.compile(r"https?://([a-z0-9.-]+|\[[0-9a-f:]+\])(:(?P<port>[0-9]{1,5}))?", re.IGNORECASE)
HIGHEST_PORT = 65_535
SHORTEST_KEY = 50
LONGEST_KEPT = 36_500  # days: a hundred years
MAIL_PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
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


def one_of(name, words):
    """One of the words; the first when it is unset."""
    word = read("str", name, words[0]).strip()
    if word not in words:
        raise WrongSetting(name, f"write {' or '.join(words)}")
    return word


def folder(name, default):
    """The whole path of the folder that the variable names, made if it is not there."""
    path = Path(read("str", name, default)).resolve()
    with contextlib.suppress(OSError):
        path.mkdir(parents=True, exist_ok=True)
    if not os.access(path, os.W_OK | os.X_OK):
        raise WrongSetting(name, "write a folder that can be written to")
    return path


def number(name, default, *, highest, lowest=1, of=""):
    """A whole number within these bounds; `of` says of what, such as “ of days”."""
    value = read("int", name, default)
    if not lowest <= value <= highest:
        raise WrongSetting(name, f"write a number{of} from {lowest} to {highest}")
    return value


def port(name, default):
    return number(name, default, highest=HIGHEST_PORT)


def days(name, default):
    """A whole number of days for which something is kept."""
    return number(name, default, highest=LONGEST_KEPT, of=" of days")


def hosts(name, default):
    """Host names as browsers send them."""
    names = [each.strip() for each in read("list", name, default)]
    if any("/" in each for each in names):
        raise WrongSetting(name, "write names without https:// and without a path, separated by commas")
    return names


def site_url(default):
    """The address readers type, as browsers write it: small letters, no usual port, no final slash."""
    url = read("str", "SITE_URL", default).strip().rstrip("/").lower()
    parts = WHOLE_ADDRESS.fullmatch(url)
    if not parts or int(parts["port"] or 1) > HIGHEST_PORT:
        raise WrongSetting("SITE_URL", "write the whole address without a path, such as https://guidelines.example.org")
    usual = ":443" if url.startswith("https:") else ":80"
    return url.removesuffix(usual)


def database(default_file):
    """Django's settings for DATABASE_URL, or for SQLite in the given file."""
    config = read("dj_db_url", "DATABASE_URL", None) or {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(default_file),
    }
    if "postgresql" in config["ENGINE"]:
        from portal.hanging import Cautious

        # When a server hangs, or its machine vanishes without a word: seconds, but for the one in milliseconds.
        patience = {"connect_timeout": 2, "tcp_user_timeout": 5000, "connection_factory": Cautious}
        patience |= {"keepalives_idle": 5, "keepalives_interval": 2, "keepalives_count": 2}
        patience |= config.get("OPTIONS", {})
        return config | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True, "OPTIONS": patience}
    if "sqlite3" in config["ENGINE"]:
        # Writers take turns from their first statement, so that none fails half-way as "locked".
        pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-20000;"
        options = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": pragmas}
        # Opening the file anew for every request would take a third of the time that a chapter's page takes.
        return config | {"CONN_MAX_AGE": 60, "OPTIONS": options}
    raise WrongSetting("DATABASE_URL", TAKES["dj_db_url"])


def storage():
    """Where uploaded files are kept: S3-compatible storage when S3_BUCKET is set, else the data folder."""
    bucket = read("str", "S3_BUCKET", "")
    if not bucket:
        return {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    endpoint = read("str", "S3_ENDPOINT_URL", None)
    if endpoint and not WHOLE_ADDRESS.fullmatch(endpoint):
        raise WrongSetting("S3_ENDPOINT_URL", "write the whole address, such as https://storage.example.org")
    options = {
        "bucket_name": bucket,
        "endpoint_url": endpoint,
        "region_name": read("str", "S3_REGION", None),
        "access_key": read("str", "S3_ACCESS_KEY_ID", None),
        "secret_key": read("str", "S3_SECRET_ACCESS_KEY", None),
        "default_acl": None,  # nothing is public: readers get signed addresses
        "file_overwrite": False,
        "signature_version": "s3v4",
    }
    return {"BACKEND": "portal.files.bucket.Bucket", "OPTIONS": options}


def mail(folder):
    """The mail server of MAIL_URL (smtp://, smtp+starttls:// or smtps://user:password@host:port), or that folder."""
    url = read("str", "MAIL_URL", "")
    advice = WrongSetting("MAIL_URL", "write smtp+starttls://user:password@host:587, or smtps://… for port 465")
    try:
        parts = urlsplit(url)
        port = parts.port or MAIL_PORTS.get(parts.scheme, 25)
    except ValueError:
        raise advice from None
    if url and (parts.scheme not in MAIL_PORTS or not parts.hostname):
        raise advice
    return {
        "BACKEND": f"django.core.mail.backends.{'smtp' if url else 'filebased'}.EmailBackend",
        "HOST": parts.hostname or "",
        "PORT": port,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "STARTTLS": parts.scheme == "smtp+starttls",
        "TLS": parts.scheme == "smtps",
    }


def secret_key(data_dir):
    """SECRET_KEY, or one made at the first start and kept in the data folder, readable by its owner only."""
    given = read("str", "SECRET_KEY", "")
    if given:
        if len(given) < SHORTEST_KEY:
            raise WrongSetting("SECRET_KEY", f"write at least {SHORTEST_KEY} random characters")
        return given
    return _kept_secret(Path(data_dir) / "secret_key")


def old_keys(name):
    """Keys that came before SECRET_KEY, the newest first."""
    keys = [each.strip() for each in read("list", name, [])]
    if any(len(each) < SHORTEST_KEY for each in keys):
        raise WrongSetting(name, f"write keys of at least {SHORTEST_KEY} characters, separated by commas")
    return keys


def _kept_secret(file):
    if not file.exists():
        draft = file.with_suffix(f".{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(50))
        with contextlib.suppress(FileExistsError):  # another process was first: its key counts
            os.link(draft, file)
        draft.unlink()
    return file.read_text().strip()
