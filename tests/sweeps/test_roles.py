"""Every address of the desk, opened and sent to by somebody of each group. For strangers see test_house.py."""

import re

import pytest
from django.apps import apps

from portal import groups
from tests.portal.test_house import GUARDED
from tests.sweeps.desk import GROUPS, address, answer, is_refused, members
from tests.sweeps.roles import DECIDED

pytestmark = pytest.mark.django_db
OF_A_MODEL = re.compile(r"admin/(\w+)/(\w+)/(?:<path:object_id>/)?(|add/|change/|delete/|history/)")


def test_whoever_may_not_is_refused_and_whoever_may_is_let_in(client, open_portal):
    undecided, wrong = [], []
    people = members()
    for route in sorted(set(GUARDED)):
        may = permitted(route)
        if may is None:
            undecided.append(route)
            continue
        asked = address(route)
        for method in ("get", "post"):
            for name in GROUPS:
                client.force_login(people[name])
                answered = answer(client, method, asked)
                assert answered.status_code < 500, asked
                if not fits(answered, may(method, people[name], name)):
                    wrong.append((method, route, name, answered.status_code))

    assert undecided + wrong == [], f"say in tests/sweeps/roles.py who is let in: {undecided + wrong}"


def test_no_line_is_about_an_address_that_is_gone():
    assert set(DECIDED) - set(GUARDED) == set()


def permitted(route):
    """A function that says who may: True, False, or None where only harm is asked about. None: nobody decided."""
    if route in DECIDED:
        opening, sending = DECIDED[route].split()
        return lambda method, person, name: name[0] in (opening if method == "get" else sending)
    matched = OF_A_MODEL.fullmatch(route)
    if not matched or matched[1] not in apps.app_configs:
        return None
    app, model, page = matched.groups()
    return lambda method, person, name: may_touch(person, app, model, page, method)


def may_touch(person, app, model, page, method):
    """False for whoever has not the permission; None for whoever has: an admin page may still be stricter."""
    deed = {"add/": "add", "delete/": "delete"}.get(page, "view")
    if page == "change/" and method == "post":
        deed = "change"
    needed = ["view", "change"] if deed == "view" else [deed]
    return (
        None if any(person.has_perm(f"{app}.{code}") for n in needed for code in groups.codenames(n, model)) else False
    )


def fits(answered, may):
    if may is None:
        return True
    if may:
        return not is_refused(answered)
    return is_refused(answered) or answered.status_code in (301, 302, 404)
