"""A wrong value stops the start with one sentence that names the variable and says what to write."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings

SHOW = "import portal.settings as s; print({})"
READERS = ["portal/env.py", "portal/settings.py", "deploy/gunicorn.conf.py"]
READ = re.compile(r'\b(?:env\.\w+|read|environ\.get)\(\s*(?:"[a-z_]+",\s*)?"([A-Z][A-Z0-9_]*)"')
OURS = {name for file in READERS for name in READ.findall((settings.BASE_DIR / file).read_text())}


def start(tmp_path, show="'started'", **variables):
    """Reads the settings in a process of its own that has these variables and none of ours."""
    others = {name: value for name, value in os.environ.items() if name not in OURS}
    return subprocess.run(
        [sys.executable, "-c", SHOW.format(show)],
        env=others | {"DATA_DIR": str(tmp_path / "data")} | variables,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("name", "value", "advice"),
    [
        ("PORT", "eighty", "write a whole number"),
        ("PORT", "0", "from 1 to 65535"),
        ("PORT", "65536", "from 1 to 65535"),
        ("SESSION_IDLE_MINUTES", "4", "from 5 to 720"),
        ("SESSION_IDLE_MINUTES", "721", "from 5 to 720"),
        ("DEBUG", "perhaps", "write true or false"),
        ("BEHIND_PROXY", "2", "write true or false"),
        ("SITE_URL", "guidelines.example.org", "write the whole address"),
        ("SITE_URL", "ftp://guidelines.example.org", "write the whole address"),
        ("SITE_URL", "https://guidelines.example.org/path", "write the whole address without a path"),
        ("SITE_URL", "https://guidelines.example.org?a=b", "write the whole address"),
        ("SITE_URL", "http://[::1", "write the whole address"),
        ("SITE_URL", "https://guidelines example.org", "write the whole address"),
        ("SITE_URL", "https://guidelines.example.org:99999", "write the whole address"),
        ("ALLOWED_HOSTS", "https://guidelines.example.org", "write names without https://"),
        ("DATABASE_URL", "portal", "write postgres://"),
        ("DATABASE_URL", "mysql://user@host/portal", "write postgres://"),
        ("DATABASE_URL", "postgres://host:port/portal", "write postgres://"),
        ("SECRET_KEY", "secret", "write at least 50 random characters"),
        ("PAGE_CACHE_MB", "-1", "write a number from 0 to 100000"),
        ("LETTER_DAYS", "0", "write a number of days from 1 to 36500"),
        ("MAIL_URL", "http://mail.example.org", "write smtp+starttls://"),
        ("MAIL_URL", "smtp://mail.example.org:abc", "write smtp+starttls://"),
        ("MAIL_URL", "smtp://mail.example.org:99999", "write smtp+starttls://"),
        ("MAIL_URL", "smtp://[bad", "write smtp+starttls://"),
        ("SECRET_KEY_FALLBACKS", f"{'a' * 50},secret", "write keys of at least 50 characters, separated by commas"),
        ("DATA_DIR", "/dev/null/data", "write a folder that can be written to"),
        ("DATA_DIR", "/proc/data", "write a folder that can be written to"),
    ],
)
def test_a_wrong_value_stops_the_start_with_a_sentence(tmp_path, name, value, advice):
    started = start(tmp_path, **{name: value})

    assert started.returncode == 1
    assert started.stderr.startswith(f"{name} cannot be used as it is set: ")
    assert advice in started.stderr
    assert started.stderr.count("\n") == 1
    assert "Traceback" not in started.stderr


@pytest.mark.parametrize(("name", "value"), [("WORKERS", "two"), ("WORKERS", "0"), ("PORT", "eighty")])
def test_a_wrong_value_for_the_server_stops_it_with_a_sentence_too(tmp_path, name, value):
    command = [sys.executable, "-m", "gunicorn", "--check-config", "-c", "deploy/gunicorn.conf.py", "portal.wsgi"]
    environment = os.environ | {"DATA_DIR": str(tmp_path), name: value}
    started = subprocess.run(command, env=environment, cwd=settings.BASE_DIR, capture_output=True, text=True)

    assert started.returncode == 1
    assert started.stderr.startswith(f"{name} cannot be used as it is set: ")
    assert "Traceback" not in started.stderr


def test_the_example_for_production_starts_and_asks_for_what_is_safe(tmp_path):
    lines = (settings.BASE_DIR / "deploy/portal.env").read_text().splitlines()
    example = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    shown = "(s.REQUIRE_SECOND_FACTOR, s.DATABASES['default']['OPTIONS']['sslmode'], s.EMAIL_USE_TLS, s.IS_HTTPS)"

    started = start(tmp_path, shown, **example | {"DATA_DIR": str(tmp_path)})

    assert started.stdout == "(True, 'verify-full', True, True)\n", started.stderr


def test_without_any_setting_it_starts_safely(tmp_path):
    shown = "(s.DEBUG, s.SITE_URL, s.IS_HTTPS, len(s.SECRET_KEY) >= 50, s.DATABASES['default']['ENGINE'])"

    started = start(tmp_path, shown)

    assert started.stdout == "(False, 'http://localhost:8000', False, True, 'django.db.backends.sqlite3')\n"


def test_empty_values_count_as_unset(tmp_path):
    started = start(tmp_path, "(s.DEBUG, s.PORT, s.ALLOWED_HOSTS[0])", **dict.fromkeys(OURS - {"DATA_DIR"}, " "))

    assert started.stdout == "(False, 8000, 'localhost')\n", started.stderr


def test_old_keys_are_taken_beside_the_new_one(tmp_path):
    keys = {"SECRET_KEY": "a" * 50, "SECRET_KEY_FALLBACKS": f"{'b' * 50}, {'c' * 50}"}

    started = start(tmp_path, "(s.SECRET_KEY[0], [key[0] + key[-1] for key in s.SECRET_KEY_FALLBACKS])", **keys)

    assert started.stdout == "('a', ['bb', 'cc'])\n", started.stderr


def test_an_https_address_switches_on_what_https_needs(tmp_path):
    shown = "(s.SESSION_COOKIE_SECURE, s.SESSION_COOKIE_NAME, s.SECURE_SSL_REDIRECT, s.ALLOWED_HOSTS[0])"

    started = start(tmp_path, shown, SITE_URL="https://Guidelines.example.org/")

    assert started.stdout == "(True, '__Host-session', True, 'guidelines.example.org')\n", started.stderr


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("HTTPS://Guidelines.Example.org:443/", "https://guidelines.example.org"),
        ("http://localhost:80", "http://localhost"),
        ("https://guidelines.example.org:80", "https://guidelines.example.org:80"),
    ],
)
def test_the_address_is_taken_as_browsers_write_it(tmp_path, written, meant):
    started = start(tmp_path, "(s.SITE_URL, s.IS_HTTPS)", SITE_URL=written)

    assert started.stdout == f"{(meant, meant.startswith('https'))}\n", started.stderr


def test_the_secret_is_made_once_and_kept_to_its_owner(tmp_path):
    first, second = (start(tmp_path, "s.SECRET_KEY").stdout for _ in range(2))

    file = tmp_path / "data" / "secret_key"
    assert first == second == f"{file.read_text()}\n"
    assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in file.parent.iterdir()] == ["secret_key"]


def test_hosts_may_be_parted_with_spaces(tmp_path):
    started = start(tmp_path, "s.ALLOWED_HOSTS", ALLOWED_HOSTS="a.example.org, b.example.org")

    assert started.stdout == "['a.example.org', 'b.example.org']\n"


def test_a_database_address_is_taken(tmp_path):
    shown = "[s.DATABASES['default'][n] for n in ('ENGINE', 'HOST', 'NAME', 'USER', 'PASSWORD', 'PORT')]"

    started = start(tmp_path, shown, DATABASE_URL="postgres://me:p%40ss@db.example.org:5433/portal")

    assert started.stdout == "['django.db.backends.postgresql', 'db.example.org', 'portal', 'me', 'p@ss', 5433]\n"


def test_the_example_names_every_variable_that_is_read_and_no_other():
    example = (settings.BASE_DIR / ".env.example").read_text()

    assert set(re.findall("^# ([A-Z0-9_]+)=", example, re.MULTILINE)) == OURS
