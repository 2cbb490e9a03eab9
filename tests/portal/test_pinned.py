"""Two installations have the same packages: what the portal names, and all that these bring along."""

import re
from importlib.metadata import distribution

from django.conf import settings
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


def lines_of(name):
    lines = [line.partition("#")[0].strip() for line in (settings.BASE_DIR / name).read_text().splitlines()]
    return [Requirement(line) for line in lines if line and not line.startswith("-")]


def brought_along(requirements):
    """{name: installed version} of these and of whatever they need on this machine."""
    todo, found = [(each.name, frozenset(each.extras)) for each in requirements], {}
    while todo:
        name, extras = todo.pop()
        if (name, extras) in found:
            continue
        found[name, extras] = distribution(name).version
        needs = [Requirement(line) for line in distribution(name).requires or []]
        wanted = [each for each in needs if each.marker is None or _is_met(each.marker, extras)]
        todo += [(each.name, frozenset(each.extras)) for each in wanted]
    return {canonicalize_name(name): version for (name, _), version in found.items()}


def _is_met(marker, extras):
    return any(marker.evaluate({"extra": extra}) for extra in extras | {""})


def test_every_package_of_the_portal_is_pinned_to_what_is_installed():
    named = lines_of("requirements.txt") + lines_of("constraints.txt")

    pinned = {canonicalize_name(each.name): str(each.specifier).removeprefix("==") for each in named}

    assert pinned == brought_along(lines_of("requirements.txt"))
    assert len(pinned) == len(named)


def test_pip_is_told_of_the_pins():
    assert re.match(r"(#.*\n)*-c constraints\.txt\n", (settings.BASE_DIR / "requirements.txt").read_text())
