"""What stands in another chapter is told as moved, and nothing else."""

from datetime import timedelta

import pytest
from django.utils import timezone

from engagement.updates.telling import tell
from guidelines import actions as guideline_actions
from guidelines.models import Edition
from tests.make import explain, force_release, make_released_edition, rewrite

from .make import make_subscriber, make_two_editions, updates

pytestmark = pytest.mark.django_db


def test_a_statement_in_a_renamed_chapter_has_not_moved():
    draft = guideline_actions.start_draft(guideline=make_released_edition().guideline)
    rewrite(draft, "focus-on-self", "time to reflect", "an hour to reflect")
    chapter = draft.chapters.get(slug="focus-on-self")
    chapter.title = "Focus on oneself"
    guideline_actions.save_chapter(chapter=chapter)
    explain(draft, "self-reflection")
    force_release(edition=Edition.objects.get(pk=draft.pk), at=timezone.now() - timedelta(hours=1))
    make_subscriber()

    tell()

    letter = updates()[-1]
    assert "AMENDED: 1.1 Self reflection" in letter.whole_text
    assert "Moved" not in letter.whole_text and "Moved" not in letter.whole_html


def test_a_statement_in_another_chapter_has_moved():
    make_two_editions()
    make_subscriber(small_too=True)

    tell()

    (letter,) = updates()
    words = "Moved from the chapter “Focus on self”."
    assert words in letter.whole_text and words in letter.whole_html
