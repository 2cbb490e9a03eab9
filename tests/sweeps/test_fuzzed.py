"""Every public address, parameter and form, fuzzed: no 500, nothing taken over as markup, no cookie.

New addresses are found by themselves. FUZZ=200 asks each of them 200 times, with new random input at each run.
"""

import os
from urllib.parse import quote, unquote, urlsplit

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import Resolver404, resolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.portal.test_house import all_addresses, example, is_public
from tests.sweeps.hostile import FILES, MARKUP, NAMES, judge, texts

OPEN = sorted({route for route, app, _ in all_addresses() if is_public(route, app)})
STAFFS = ("admin/", "welcome/", "account/")  # the ways in: these may set a cookie
METHODS = ["post", "put", "patch", "delete", "options", "head"]


def often(times):
    return settings(
        max_examples=int(os.environ.get("FUZZ", times)),
        deadline=None,
        database=None,
        derandomize="FUZZ" not in os.environ,
        suppress_health_check=list(HealthCheck),
    )


@pytest.mark.django_db
def test_whatever_a_stranger_sends_is_answered_without_harm(client, walked):
    assert len(walked.addresses) > 60
    assert len(walked.forms) > 5

    for route in OPEN:
        real = walked.addresses.get(route) or [example(route)]
        ask_for(client, real, walked.parameters)
        for text in MARKUP:
            send(client, "get", real[0].split("?")[0], dict.fromkeys(walked.parameters, text))
        for method in METHODS:
            send(client, method, real[0].split("?")[0], {})
    for forms in walked.forms.values():
        for form in forms:
            fill_in(client, form)
            for text in MARKUP:
                send(client, "post", form.action, {n: v[0] if n == "ticket" else text for n, v in form.fields.items()})


def ask_for(client, addresses, parameters):
    @often(5)
    @given(st.sampled_from(addresses).flatmap(changed), queries(parameters))
    def ask(address, query):
        send(client, "get", address, query)

    ask()


def fill_in(client, form):
    @often(15)
    @given(filled_in(form))
    def post(typed):
        send(client, "post", form.action, typed)

    post()


def send(client, method, address, typed):
    """Asks, judges the answer, and leaves nothing behind."""
    cache.clear()  # nobody is slowed here
    try:
        is_staffs = resolve(unquote(urlsplit(address).path)).route.startswith(STAFFS)
    except Resolver404:
        is_staffs = False
    with transaction.atomic():
        judge(getattr(client, method)(address, typed), cookies=is_staffs)
        transaction.set_rollback(True)
    client.cookies.clear()


@st.composite
def changed(draw, address):
    """The address itself, or with one part of it replaced."""
    parts = urlsplit(address).path.split("/")
    where = draw(st.integers(0, len(parts) - 1))
    if parts[where] and draw(st.booleans()):
        parts[where] = quote(draw(texts), safe="")
    return "/".join(parts)


def queries(parameters):
    values = {name: texts | st.sampled_from(sorted(seen)) for name, seen in parameters.items()}
    named = st.sampled_from(sorted(values)).flatmap(lambda name: st.tuples(st.just(name), values[name]))
    return st.lists(named, max_size=6).map(gathered)


def gathered(pairs):
    together = {}
    for name, value in pairs:
        together.setdefault(name, []).append(value)
    return together


@st.composite
def filled_in(draw, form):
    """What a form holds, with some of its fields changed, left out or sent twice, and files that are none."""
    typed = {}
    for name, held in form.fields.items():
        values = st.sampled_from(held) | texts
        how = draw(st.integers(0, 9))
        if name == "ticket" and how < 8:
            typed[name] = held[0]
        elif how < 8:
            typed[name] = draw(values)
        elif how == 8:
            typed[name] = [draw(values), draw(values)]
    for name in form.files:
        content = draw(st.sampled_from(FILES) | st.binary(max_size=200))
        typed[name] = SimpleUploadedFile(draw(st.sampled_from(NAMES)) or "x", content)
    return typed
