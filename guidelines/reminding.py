"""Reminds owners by e-mail that chapters of theirs fall due for review; one of settings.REGULAR."""

from itertools import groupby

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from guidelines.models import Care, Chapter
from portal import post


@transaction.atomic
def remind(today=None):
    """One letter to each owner about all chapters that they have not been told of; the number of letters.

    They hear of a date a month ahead, again once it has passed, and then month by month. Two processes at once send
    one letter: the rows are locked, and the letter has a key made of the owner and the day.
    """
    today = today or timezone.localdate()
    due = Care.objects.current().to_be_reminded(today).with_somebody_to_mail()
    due = list(due.select_related("owner", "guideline").select_for_update(of=("self",)).order_by("owner", "pk"))
    chapters = _chapters(due)
    letters = 0
    for owner, cares in groupby(due, key=lambda care: care.owner):
        cares = sorted(cares, key=lambda care: (care.next_review_on, care.pk))
        named = [(chapters[care.guideline_id, care.chapter_key], care) for care in cares]
        letters += 1
        post.queue(
            once=f"chapter-reviews/{owner.pk}/{today}",
            to=owner.email,
            template="guidelines/mail/reviews_due",
            context={
                "owner": owner,
                "late": [each for each in named if each[1].next_review_on < today],
                "near": [each for each in named if each[1].next_review_on >= today],
                "list_address": f"{reverse('admin:guidelines_chapter_due')}?owner={owner.pk}",
            },
        )
        Care.objects.filter(pk__in=[care.pk for care in cares]).update(reminded_on=today)
    return letters


def _chapters(cares):
    """{(guideline, key): the chapter that readers have today}. One query."""
    chapters = Chapter.objects.current().filter(key__in={care.chapter_key for care in cares})
    chapters = chapters.select_related("edition__guideline").only(
        "key", "slug", "title", "position", "edition__number", "edition__guideline__name", "edition__guideline__slug"
    )
    return {(chapter.edition.guideline_id, chapter.key): chapter for chapter in chapters}
