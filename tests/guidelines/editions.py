"""Editions one after the other, for tests of what changed between them."""

from datetime import UTC, datetime

from guidelines import actions, comparing
from guidelines.models import Edition
from tests.make import (
    SECOND_RELEASE,
    explain,
    force_release,
    make_editor,
    make_guideline,
    make_released_edition,
    rewrite,
)

THIRD_RELEASE = datetime(2020, 5, 4, 9, tzinfo=UTC)
ONE = "Give every student time to reflect."


def address(edition, a, b, rest=""):
    return f"/guidelines/{edition.guideline.slug}/compare/{a}/{b}/{rest}"


def release(draft, at):
    return force_release(edition=Edition.objects.get(pk=draft.pk), by=make_editor(), at=at)


def make_edition_after(first, *changes, at=SECOND_RELEASE):
    """The next edition with words replaced in the only chapter: (key, kind, old, new, what is said more)."""
    draft = actions.start_draft(guideline=first.guideline)
    for key, kind, old, new, *more in changes:
        rewrite(draft, "one", old, new)
        if kind != "moved":
            said = {"reason": f"{kind} {key} in {draft.number}."} | (more[0] if more else {})
            explain(draft, key, kind, **said)
    return release(draft, at)


def make_first(*statements, extra=""):
    body = "Before all.\n\n" + "\n".join(statements) + extra
    return make_released_edition(make_guideline(), {"one": body, "two": "Words of two."})


def kinds(edition, a, b):
    return {one.key: one.kind for one in comparing.compare(edition.guideline.slug, a, b).statements}
