"""Walks through the portal as a reader would, and notes a real address of every route, and every form and parameter."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve

EACH = 2  # real addresses of one route are enough
READ = re.compile(r"""GET(?:\.get|\.getlist)?[(\[]\s*["'](\w+)["']""")
HTML = ("text/html", "application/xhtml+xml")


@dataclass
class Form:
    page: str
    method: str
    action: str
    fields: dict = field(default_factory=lambda: defaultdict(list))  # name: values that it holds or offers
    files: set = field(default_factory=set)


@dataclass
class Walk:
    addresses: dict = field(default_factory=lambda: defaultdict(list))  # by route
    forms: dict = field(default_factory=lambda: defaultdict(list))  # those that are posted, by route
    parameters: dict = field(default_factory=lambda: defaultdict(set))  # values seen, by name


class Page(HTMLParser):
    """The links and forms of a page."""

    def __init__(self, address, text):
        super().__init__()
        self.address, self.links, self.forms, self.select = address, [], [], ""
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        said = dict(attributes)
        if tag in ("a", "link") and said.get("href"):
            self.links.append(urljoin(self.address, said["href"]))
        elif tag == "form":
            action = urljoin(self.address, said.get("action") or self.address)
            self.forms.append(Form(self.address, said.get("method", "get").lower(), urldefrag(action).url))
        elif self.forms:
            self._field(tag, said)

    def _field(self, tag, said):
        form, name = self.forms[-1], said.get("name")
        if tag == "select":
            self.select = name
        if tag == "option" and self.select:
            form.fields[self.select].append(said.get("value", ""))
        elif name and said.get("type") == "file":
            form.files.add(name)
        elif name and tag in ("input", "textarea", "button", "select"):
            form.fields[name].append(said.get("value") or "")


def route_of(address):
    """The route as portal/urls.py has it, or "" for an address that none matches."""
    try:
        return resolve(urlsplit(address).path).route
    except Resolver404:
        return ""


def walk(client, seeds):
    """Everything that can be reached from these addresses without signing in or sending anything."""
    found, waiting, known = Walk(), list(seeds), set(seeds)
    while waiting:
        address = waiting.pop(0)
        route = route_of(address)
        if len(found.addresses[route]) >= EACH and "?" not in address:
            continue
        found.addresses[route].append(address)
        for name, value in parse_qsl(urlsplit(address).query):
            found.parameters[name].add(value)
        answer = client.get(address)
        if answer.streaming:
            b"".join(answer.streaming_content)  # which closes its file
        if not answer.get("Content-Type", "").startswith(HTML):
            continue
        page = Page(address, answer.text)
        _forms(found, page)
        for link in page.links:
            link = urldefrag(link).url
            new = link.startswith("/") and not link.startswith(("/static/", "/media/")) and link not in known
            if new and (len(found.addresses[route_of(link)]) < EACH or _says_something_new(found, link)):
                known.add(link)
                waiting.append(link)
    for name in _read_in_code():
        found.parameters[name].add("")
    return found


def _says_something_new(found, address):
    return any(name not in found.parameters for name, _ in parse_qsl(urlsplit(address).query))


def _forms(found, page):
    for form in page.forms:
        if form.method == "post":
            known = found.forms[route_of(form.action)]
            if all(set(form.fields) != set(other.fields) for other in known):
                known.append(form)
        else:
            for name, values in form.fields.items():
                found.parameters[name] |= set(values)


def _read_in_code():
    """Names of parameters that any view reads, also those that no page links to."""
    for app in settings.OUR_APPS:
        for file in (Path(settings.BASE_DIR) / app).rglob("*.py"):
            yield from READ.findall(file.read_text(encoding="utf-8"))
