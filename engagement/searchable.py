"""What there is to find of taking part (portal/search/sources.py): surveys and calls to the steering group.

They are found from their first day on, also once they are closed: their pages then say so.
"""

from datetime import datetime, time

from django.utils import timezone

from engagement.models import SteeringGroupCall, Survey
from portal.search.sources import Entry, Labelled, Source, plain, stamps_of

FACTS = ["updated_at", "opens_on", "guideline__short_title", "guideline__slug"]


def survey_stamps():
    return stamps_of(Survey.objects, *FACTS)


def survey_entries(keys):
    for survey in Survey.objects.filter(pk__in=keys).select_related("guideline"):
        yield survey.pk, _entry(survey, "Survey", survey.introduction_html)


def call_stamps():
    return stamps_of(SteeringGroupCall.objects, *FACTS)


def call_entries(keys):
    for call in SteeringGroupCall.objects.filter(pk__in=keys).select_related("guideline"):
        yield call.pk, _entry(call, "Steering group", f"{call.summary} {call.html}")


def _entry(thing, hint, html):
    guideline = thing.guideline
    return Entry(
        "page",
        thing.title,
        thing.get_absolute_url(),
        text=plain(html),
        hint=hint,
        place=guideline.short_title,
        guideline=Labelled(guideline.slug, guideline.short_title),
        year=thing.opens_on.year,
        since=timezone.make_aware(datetime.combine(thing.opens_on, time())),
    )


SOURCES = [Source("survey", survey_stamps, survey_entries), Source("steering_group_call", call_stamps, call_entries)]
