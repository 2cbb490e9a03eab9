"""A new survey with the same questions."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from engagement.models import Survey
from portal import audit

TEXTS = ["introduction", "introduction_html", "privacy", "privacy_html", "thanks", "thanks_html"]


@transaction.atomic
def copy(*, survey, by):
    """A survey that asks the same, without answers. It opens in four weeks, so that nobody sees it yet."""
    opens = timezone.localdate() + timedelta(weeks=4)
    new = Survey.objects.create(
        slug=_free_address(survey.slug),
        title=f"{survey.title[:140]} (copy)",
        guideline=survey.guideline,
        opens_on=opens,
        closes_on=opens + (survey.closes_on - survey.opens_on),
        **{name: getattr(survey, name) for name in TEXTS},
    )
    twins = {}
    for section in survey.sections.prefetch_related("questions"):
        questions = list(section.questions.all())
        section.pk, section.survey, section._state.adding = None, new, True
        section.save()
        for question in questions:
            old = question.pk
            question.pk, question.section, question._state.adding = None, section, True
            question.shown_if = twins.get(question.shown_if_id)
            question.save()
            twins[old] = question
    audit.record(by=by, did="copied", of=new, copied_from=str(survey))
    return new


def _free_address(slug):
    stem = f"{slug[:90]}-copy"
    taken = set(Survey.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(name for name in [stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))] if name not in taken)
