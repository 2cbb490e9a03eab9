"""What surveys, calls and “you said, we did” hold and point to."""

from django.urls import reverse

from engagement.models import SteeringGroupCall, Survey, Theme
from portal.written import Written


def everything():
    """Every Written of engagement, whether readers see it yet or not. Three queries, and one for the statements."""
    for survey in Survey.objects.all():
        texts = [survey.introduction, survey.privacy, survey.thanks, survey.results_introduction]
        yield Written(f"The survey “{survey}”", _edit("survey", survey.pk), "\n\n".join(texts))
    for call in SteeringGroupCall.objects.only("title", "body"):
        yield Written(f"The call “{call}”", _edit("steeringgroupcall", call.pk), call.body)
    for theme in Theme.objects.select_related("guideline").prefetch_related("statements"):
        root = theme.guideline.get_absolute_url()
        links = tuple(f"{root}statements/{statement.key}/" for statement in theme.statements.all())
        name = f"“{theme}” in “You said, we did”"
        yield Written(name, _edit("theme", theme.pk), f"{theme.said}\n\n{theme.did}", links)


def _edit(thing, pk):
    return reverse(f"admin:engagement_{thing}_change", args=[pk])
