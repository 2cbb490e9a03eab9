"""The fingerprint to which an approval is bound covers all that a release makes public."""

import pytest

from guidelines import actions
from guidelines.models import Change, Chapter
from tests.guidelines.reviewing import draft_by, fresh
from tests.make import explain, make_editor

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return make_editor(first_name="Ada")


@pytest.fixture
def draft(author):
    return draft_by(author)


# The fields of what a release makes public, and of these the ones that the fingerprint leaves out, with the reason.
NOT_IN_THE_FINGERPRINT = {
    Chapter: {
        "id": "no content",
        "edition": "the edition itself",
        "updated_at": "no content",
        "reviewed_on": "the release takes it from the reviews of the chapter, which change no text",
        "html": "made by the release",
        "contents": "made by the release",
        "text": "made by the release",
        "words": "made by the release",
        "changed_in": "made by the release",
    },
    Change: {"id": "no content", "edition": "the edition itself", "statement": "by its key"},
}
VALUES = {"position": 9, "title": "Other", "slug": "other", "body": "Other.", "reviewed_on": "2019-01-01"}
VALUES |= {"key": "00000000-0000-0000-0000-000000000001", "reason": "Other.", "evidence": "Other."}
VALUES |= {"what_to_do": "Other.", "kind": "clarified"}


@pytest.mark.parametrize("model", [Chapter, Change])
def test_the_fingerprint_covers_every_field_that_a_release_makes_public(draft, model):
    before = fresh(draft).fingerprint
    covered = {field.name for field in model._meta.concrete_fields} - set(NOT_IN_THE_FINGERPRINT[model])
    only_of_removed_ones = {"has_no_successor"}

    for name in covered - only_of_removed_ones:
        row = model.objects.filter(edition=draft).order_by("pk").first()
        was = getattr(row, name)
        model.objects.filter(pk=row.pk).update(**{name: VALUES[name]})
        assert fresh(draft).fingerprint != before, name
        model.objects.filter(pk=row.pk).update(**{name: was})
    assert fresh(draft).fingerprint == before


def test_the_fingerprint_covers_what_takes_the_place_of_a_removed_statement(draft, author):
    actions.remove_chapter(chapter=draft.chapters.get(slug="b"), by=author)
    said = [{"has_no_successor": True}, {"successors": ["one"]}, {}]
    found = set()
    for each in said:
        explain(draft, "two", "removed", by=author, **each)
        found.add(fresh(draft).fingerprint)

    assert len(found) == 3
