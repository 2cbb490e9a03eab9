"""Writing to one subscriber. What letters share is stored once, as an enclosure: 10,000 letters stay small."""

import hashlib

from django.template.loader import render_to_string

from engagement.models import Scope, Told
from portal import post
from portal.counted import counted

from . import links

CHANGES = "updates/mail/changes"


def prefix(subscriber):
    """How the names of this person’s letters start."""
    return f"update/{subscriber.pk}/"


def tell(*, subscriber, issues, name):
    """Writes one letter about those of these editions that concern the subscriber; returns whether there was any.

    Call it in a transaction that has locked the subscriber. Each edition is told once, for Told is unique.
    """
    told = [(issue, found) for issue in issues if (found := issue.concerning(subscriber)) is not None]
    if not told:
        return False
    # Both are unique: a second writer would be stopped by the database, whatever went wrong before.
    Told.objects.bulk_create([Told(subscriber=subscriber, edition=issue.edition) for issue, _ in told])
    _write(subscriber, name, "updates/mail/update", context_of(told) | {"rhythm": subscriber.rhythm}, _enclosure(told))
    _follow(subscriber, told)
    return True


def tell_withdrawal(*, subscriber, name, context):
    """Writes that an edition was withdrawn, or stands again."""
    _write(subscriber, name, "updates/mail/withdrawal", context, None)


def _write(subscriber, name, template, context, enclosure):
    own = {
        "subscriber": subscriber,
        "choice": subscriber.in_words,
        "choices_at": links.choices(subscriber),
        "stop_at": links.stop(subscriber),
    }
    post.queue(
        once=prefix(subscriber) + name,
        to=subscriber.email,
        template=template,
        context=own | context,
        headers=links.headers(subscriber),
        enclosure=enclosure,
    )


def context_of(told):
    """What the templates see of [(issue, its changes)]."""
    return {
        "told": told,
        "heading": _heading(told),
        "has_marks": any(one.changed.old and one.changed.new for _, found in told for one in found),
    }


def _heading(told):
    issue, found = told[0]
    number = sum(len(changes) for _, changes in told)
    changes = counted(number, "change")
    if len(told) > 1:
        return f"What changed: {changes} in {len(told)} editions"
    if issue.is_first:
        return f"New: {issue.guideline.name}"
    return f"{issue.edition}: {changes if found else 'released'}"


def _enclosure(told):
    names = [[issue.edition.pk, [one.key for one in found]] for issue, found in told]
    digest = hashlib.sha256(repr(names).encode()).hexdigest()
    return post.enclose(once=f"update {digest}", template=CHANGES, context=context_of(told))


def _follow(subscriber, told):
    """Who follows a statement follows those that take its place."""
    if subscriber.scope == Scope.STATEMENTS:
        subscriber.statements.add(*(one for issue, _ in told for one in issue.successors_of(subscriber)))


def shown(told):
    """(text, HTML) of what is enclosed, without keeping it: for the preview."""
    context = context_of(told)
    return tuple(render_to_string(f"{CHANGES}.{ending}", context).strip() for ending in ("txt", "html"))
