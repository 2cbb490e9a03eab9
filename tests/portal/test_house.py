"""The rules of the house that a machine can hold: see docs/decisions.md for why they are there."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import URLPattern, get_resolver

ROOT = Path(settings.BASE_DIR)
APPS = ["portal", "guidelines", "resources", "engagement"]  # each may use those before it
FOLDERS = [*APPS, "templates", "static", "tests", "benchmarks", "bin"]
WRITTEN = {".py", ".html", ".css", ".js"}
LONGEST = 300

# What a stranger may open: readers' pages, what machines ask, and the ways in, which guard themselves.
PUBLIC_APPS = {"guidelines", "resources", "engagement", "search"}
PUBLIC = {"healthz", "readyz", "metrics", "robots.txt", "sitemap.xml", "welcome/<str:token>/"}
PUBLIC_STARTS = ("api/v1/", "sitemap-", "admin/login/", "admin/logout/", "admin/jsi18n/", "^media/images/")


def files(*folders, ending):
    return [file for folder in folders for file in (ROOT / folder).rglob("*") if file.suffix in ending]


def relative(file):
    return str(file.relative_to(ROOT))


# ── Code ─────────────────────────────────────────────────────────────────────────────────────────


def imported_apps(file):
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and not node.level:
            names = [node.module]
        yield from (name.split(".")[0] for name in names)


@pytest.mark.parametrize("app", APPS)
def test_no_app_imports_one_above_it(app):
    above = set(APPS[APPS.index(app) + 1 :])

    found = {relative(file): set(imported_apps(file)) & above for file in files(app, ending={".py"})}

    assert {file: apps for file, apps in found.items() if apps} == {}


def test_no_file_is_longer_than_300_lines():
    lines = {relative(file): len(file.read_bytes().splitlines()) for file in files(*FOLDERS, ending=WRITTEN)}

    assert {file: number for file, number in lines.items() if number > LONGEST and "/migrations/" not in file} == {}


# ── Templates ────────────────────────────────────────────────────────────────────────────────────

INLINE = {
    "a style attribute": r"<[^>]*\sstyle=",
    "a style element": r"<style\b",
    "a script without an address": r"<script(?![^>]*\b(src=|type=\"application/(ld\+)?json\"))",
    "a handler in an attribute": r"<[^>]*\son[a-z]+\s*=",
    "a javascript: address": r"javascript:",
    "an address on another site": r"(src|<link[^>]*href|srcset)=[\"']?(https?:)?//",
    "text taken as safe": r"\|safe\b|autoescape off",
}


@pytest.mark.parametrize("what", INLINE)
def test_no_template_holds(what):
    found = [
        relative(file)
        for file in files("templates", ending={".html"})
        if re.search(INLINE[what], file.read_text()) and file.parent.name != "mail"  # letters bring their own look
    ]

    assert found == []


# ── Addresses ────────────────────────────────────────────────────────────────────────────────────

VALUES = {"token": "x", "name": "x", "app_label": "guidelines", "content_type_id": "1", "url": "x"}


def all_addresses(patterns=None, start="", app=""):
    for each in patterns or get_resolver().url_patterns:
        route = start + str(each.pattern)
        if isinstance(each, URLPattern):
            yield route, app or each.name, each
        else:
            yield from all_addresses(each.url_patterns, route, each.namespace or app)


def is_public(route, app):
    return app in PUBLIC_APPS or route in PUBLIC or route.startswith(PUBLIC_STARTS)


def example(route):
    """An address that this route matches."""
    numbered = re.sub(r"<int:\w+>|<path:\w+>|<edition:\w+>", "1", re.sub(r"\(\?P<\w+>[^)]*\)", "guidelines", route))
    return "/" + re.sub(r"<(?:\w+:)?\w+>", "x", numbered).replace("^", "").strip("$")


GUARDED = sorted(route for route, app, _ in all_addresses() if not is_public(route, app))


def test_the_sweep_below_sees_the_desk():
    assert {"markdownx/upload/", "admin/", "admin/guidelines/edition/<int:pk>/release/"} <= set(GUARDED)


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("route", GUARDED)
def test_every_address_not_named_public_refuses_a_stranger(client, route, method):
    answer = getattr(client, method)(example(route))

    if answer.status_code == 302:
        assert answer.url.startswith("/admin/login/")
    else:
        assert answer.status_code in (403, 405)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/guidelines/", "/resources/", "/news/", "/nothing/", "/%00", "/healthz"])
def test_readers_get_no_cookie(client, address):
    answer = client.get(address)

    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
