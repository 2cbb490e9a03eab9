"""What is changed behind the code's back, verify_editions finds."""

import pytest
from django.core.management import CommandError, call_command
from django.db.models import QuerySet
from django.utils import timezone

from guidelines import actions
from guidelines.models import Change, Chapter, Edition, Guideline, Release, Wording
from tests.make import (
    SECOND_RELEASE,
    make_released_edition,
    make_second_edition,
)

pytestmark = pytest.mark.django_db


def rows(model, edition):
    return model.objects.filter(edition=edition)


def delete_edition(edition):
    """Takes the edition out with all that hangs on it, as somebody at the database's own prompt would."""
    Chapter.objects.filter(changed_in=edition).update(changed_in=None)
    Release.objects.filter(edition=edition).delete()
    QuerySet.delete(Edition.objects.filter(pk=edition.pk))


def slip_in_a_chapter(edition):
    Chapter.objects.bulk_create([Chapter(edition=edition, position=99, title="Slipped in", slug="slipped-in")])


TAMPERING = {
    "a chapter's Markdown": lambda e: rows(Chapter, e).update(body="Other words."),
    "a chapter's HTML": lambda e: rows(Chapter, e).update(html="<p>Other words.</p>"),
    "a chapter's plain text": lambda e: rows(Chapter, e).update(text="Other words."),
    "a chapter's title": lambda e: rows(Chapter, e).filter(position=1).update(title="Other words"),
    "a chapter's address": lambda e: rows(Chapter, e).filter(position=1).update(slug="other"),
    "a chapter's review date": lambda e: rows(Chapter, e).update(reviewed_on="2030-01-01"),
    "a chapter's contents list": lambda e: rows(Chapter, e).update(contents=[]),
    "the order of chapters": lambda e: rows(Chapter, e).filter(position=1).update(position=9),
    "where a chapter last changed": lambda e: rows(Chapter, e).filter(position=1).update(changed_in=e.previous),
    "a chapter more": slip_in_a_chapter,
    "a wording's Markdown": lambda e: rows(Wording, e).update(source="Other words."),
    "a wording's text": lambda e: rows(Wording, e).update(text="Other words."),
    "a wording's HTML": lambda e: rows(Wording, e).update(html="<p>Other words.</p>"),
    "a wording's number": lambda e: rows(Wording, e).update(number="9.9"),
    "a wording less": lambda e: rows(Wording, e).filter(position=1)._raw_delete("default"),
    "a statement's key": lambda e: (
        e.wordings.first()
        .statement.__class__.objects.filter(wordings__edition=e, key="fresh-start")
        .update(key="other-key")
    ),
    "the kind of a change": lambda e: rows(Change, e).filter(kind="amended").update(kind="clarified"),
    "the reason of a change": lambda e: rows(Change, e).update(reason="Another reason."),
    "the evidence of a change": lambda e: rows(Change, e).update(evidence="None."),
    "what educators should do": lambda e: rows(Change, e).update(what_to_do="Nothing."),
    "whether something takes its place": lambda e: rows(Change, e).update(has_no_successor=True),
    "the successors": lambda e: e.changes.get(kind="removed").successors.clear(),
    "the summary": lambda e: Edition.objects.filter(pk=e.pk).update(summary="Other words."),
    "the summary's HTML": lambda e: Edition.objects.filter(pk=e.pk).update(summary_html="Other words."),
    "the list of chapters": lambda e: Edition.objects.filter(pk=e.pk).update(contents=[]),
    "the time of release": lambda e: Edition.objects.filter(pk=e.pk).update(released_at=timezone.now()),
    "the number": lambda e: Edition.objects.filter(pk=e.pk).update(number=3),
    "the hash": lambda e: Edition.objects.filter(pk=e.pk).update(content_hash="0" * 64),
    "the hash of the pages": lambda e: Edition.objects.filter(pk=e.pk).update(rendering_hash="0" * 64),
    "the hash before": lambda e: Edition.objects.filter(pk=e.pk).update(previous_hash=""),
    "the hash of the edition before": lambda e: Edition.objects.filter(number=1).update(content_hash="0" * 64),
    "the edition before": lambda e: delete_edition(e.previous),
}


def test_untouched_editions_verify(capsys):
    make_second_edition()

    call_command("verify_editions")

    assert capsys.readouterr().out == "2 released editions are as they were released.\n"


def test_editions_verify_whatever_happens_around_them():
    first = make_released_edition()
    second = make_second_edition(first)
    actions.start_draft(guideline=second.guideline)
    guideline = Guideline.objects.get(pk=first.guideline_id)
    guideline.name, guideline.notice = "Another name", "A notice."
    actions.save_guideline(guideline=guideline)

    call_command("verify_editions")


@pytest.mark.parametrize("what", TAMPERING)
def test_verify_editions_finds_another(what):
    edition = make_second_edition(at=SECOND_RELEASE)

    TAMPERING[what](edition)

    with pytest.raises(CommandError, match="edition "):
        call_command("verify_editions")
