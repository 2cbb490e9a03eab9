"""Real addresses of the desk's routes, and who is let in."""

import re

from django.apps import apps
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from engagement.models import Survey
from guidelines.models import Chapter, Edition
from tests.make import make_editor
from tests.portal.test_house import example

GROUPS = ["Editor", "Publisher", "Administrator"]
RELEASED = ("corrections", "withdraw", "bring-back", "unschedule")
VALUES = {
    "<id>": lambda model: first(model),
    "<path:object_id>": lambda model: first(model),
    "<int:pk>": lambda model: first(model),
    "<int:question>": lambda model: str(Survey.objects.filter(sections__isnull=False).first().pk),
    "<slug:slug>": lambda model: draft().chapters.first().slug,
    "<str:key>": lambda model: "self-reflection",
    "<slug:key>": lambda model: "self-reflection",
    "<path:content_type_id>": lambda model: str(ContentType.objects.get_for_model(Chapter).pk),
}


def members():
    """Somebody of each group."""
    people = {}
    for name in GROUPS:
        people[name] = make_editor("no.such_permission")
        people[name].groups.set(Group.objects.filter(name=name))
    return people


def draft():
    return Edition.objects.filter(released_at=None).latest("pk")


def first(model):
    """The key of the row that most deeds can be done to."""
    if model is Edition:
        return str(draft().pk)
    if model is Chapter:
        return str(draft().chapters.first().pk)
    if model is Survey:
        return str(Survey.objects.filter(sections__isnull=False).first().pk)
    row = model.objects.order_by("pk").first() if model else None
    return str(row.pk if row else 1)


def address(route):
    """A real address of that route, as far as there is a row for it."""
    named = re.match(r"admin/(\w+)/(\w+)/", route)
    model = None
    if named and named[1] in apps.app_configs:
        model = apps.get_app_config(named[1]).models.get(named[2])
    if "reviewlink/edition" in route:
        model = Edition
    if model is Edition and any(word in route for word in RELEASED):
        route = route.replace("<int:pk>", str(Edition.objects.exclude(released_at=None).first().pk))
    for part, value in VALUES.items():
        if part in route:
            route = route.replace(part, value(model))
    return example(route)


def answer(client, method, asked):
    """What that address answers; what the request did is undone."""
    with transaction.atomic():
        answered = getattr(client, method)(asked)
        if answered.streaming:
            b"".join(answered.streaming_content)
        transaction.set_rollback(True)
    return answered


def is_refused(answered):
    return answered.status_code in (403, 405) or (
        answered.status_code == 302 and answered.url.startswith("/admin/login/?next=")
    )
