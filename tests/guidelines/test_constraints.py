"""What must never be is refused by the database itself, whoever asks."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from engagement.models import SteeringGroupCall, Survey
from guidelines.models import Change, Chapter, Edition, Guideline, Statement, Wording
from resources.models import Document, NewsItem, Page, RelatedDocument
from tests.make import (
    make_document,
    make_draft,
    make_editor,
    make_guideline,
    make_news_item,
    make_released_edition,
)

pytestmark = pytest.mark.django_db
NOON = datetime(2018, 11, 9, 12, tzinfo=UTC)
OPENS, CLOSES = date(2018, 10, 1), date(2018, 11, 9)


def refuses(write, *args, **kwargs):
    """Whether the database refuses it; afterwards the test can go on."""
    try:
        with transaction.atomic():
            write(*args, **kwargs)
            connection.check_constraints()  # foreign keys are otherwise looked at when the transaction ends
    except IntegrityError:
        return True
    return False


# ── Guidelines and editions ──────────────────────────────────────────────────────────────────────


def test_two_guidelines_never_have_one_address():
    assert refuses(make_guideline, slug=make_guideline().slug)


def test_one_guideline_at_most_is_featured():
    make_guideline(is_featured=True)

    assert refuses(make_guideline, is_featured=True)
    assert not refuses(make_guideline, is_featured=False)


def test_a_number_belongs_to_one_edition_of_a_guideline():
    edition = make_released_edition()

    assert refuses(Edition.objects.create, guideline=edition.guideline, number=1)
    assert not refuses(Edition.objects.create, guideline=make_guideline(), number=1)


def test_a_guideline_has_one_draft_at_most():
    draft = make_draft()

    assert refuses(Edition.objects.create, guideline=draft.guideline, number=2)


def test_editions_are_numbered_from_1():
    assert refuses(Edition.objects.create, guideline=make_guideline(), number=0)


RELEASED = {"released_at": NOON, "content_hash": "a" * 64, "rendering_hash": "b" * 64}


def test_released_means_that_somebody_did_it_at_some_time_and_both_hashes_are_there():
    draft, editor = make_draft(), make_editor()
    released = RELEASED | {"released_by": editor}
    edition = Edition.objects.filter(pk=draft.pk)

    for missing in released:
        assert refuses(edition.update, **{name: fact for name, fact in released.items() if name != missing}), missing
        assert refuses(edition.update, **{missing: released[missing]}), missing
    assert not refuses(edition.update, **released)


def test_who_released_an_edition_cannot_be_deleted():
    editor = make_editor()
    make_released_edition(by=editor)

    assert refuses(get_user_model().objects.filter(pk=editor.pk)._raw_delete, "default")


# ── What belongs to an edition ───────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("field", ["slug", "position", "key"])
def test_two_chapters_of_an_edition_never_share_an_address_a_place_or_a_key(field):
    draft = make_draft()
    one, other = draft.chapters.all()

    assert refuses(Chapter.objects.filter(pk=other.pk).update, **{field: getattr(one, field)})


def test_a_key_belongs_to_one_statement_of_a_guideline():
    guideline = make_guideline()
    Statement.objects.create(guideline=guideline, key="one")

    assert refuses(Statement.objects.create, guideline=guideline, key="one")
    assert not refuses(Statement.objects.create, guideline=make_guideline(), key="one")


@pytest.mark.parametrize("key", ["", "One", "1st", "ü", "a b", "a" * 61, "one\n"])
def test_a_key_is_made_of_letters_digits_and_hyphens(key):
    with pytest.raises(ValidationError):
        Statement(guideline=make_guideline(), key=key).full_clean()


def test_a_statement_has_one_wording_in_an_edition_and_a_place_holds_one():
    edition = make_released_edition()
    one, other, *_ = edition.wordings.all()

    assert refuses(Wording.objects.filter(pk=other.pk).update, statement=one.statement)
    assert refuses(Wording.objects.filter(pk=other.pk).update, position=one.position)


def test_a_statement_changes_once_in_an_edition():
    edition = make_released_edition()
    one, other, *_ = edition.changes.all()

    assert refuses(Change.objects.filter(pk=other.pk).update, statement=one.statement)


def test_the_kind_of_a_change_is_one_that_we_know():
    edition = make_released_edition()

    assert refuses(edition.changes.update, kind="improved")


# ── Documents, news, pages ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("model", [Document, NewsItem, Page, Survey])
def test_two_things_of_a_kind_never_have_one_address(model):
    make = {
        Document: make_document,
        NewsItem: make_news_item,
        Page: lambda slug: Page.objects.create(slug=slug, title="T", description="D", body="B"),
        Survey: lambda slug: make_survey(slug=slug),
    }[model]
    make(slug="one")

    assert refuses(make, slug="one")


def test_a_document_with_a_file_is_not_at_a_web_address_too():
    document = make_document()
    version = document.versions.create(number=1, size=1, pages=1)

    assert refuses(Document.objects.filter(pk=document.pk).update, newest=version)
    assert not refuses(Document.objects.filter(pk=document.pk).update, newest=version, url="")


@pytest.mark.parametrize("year", [0, 199, 1899, 2101])
def test_the_year_of_a_document_is_a_year(year):
    assert refuses(make_document, year=year)


def test_a_document_stands_once_in_a_guidelines_footer():
    guideline, document = make_guideline(), make_document()
    RelatedDocument.objects.create(guideline=guideline, document=document)

    assert refuses(RelatedDocument.objects.create, guideline=guideline, document=document)


@pytest.mark.parametrize("starts_at", [None, datetime(2018, 11, 9, 12, 0, 1, tzinfo=UTC)])
def test_an_event_that_ends_has_started_before(starts_at):
    assert refuses(make_news_item, starts_at=starts_at, ends_at=NOON)
    with pytest.raises(ValidationError, match="needs a start to end"):
        NewsItem(slug="a", title="A", summary="A", starts_at=starts_at, ends_at=NOON).full_clean()


@pytest.mark.parametrize("ends_at", [None, NOON])
def test_an_event_may_end_when_it_starts_or_leave_its_end_open(ends_at):
    assert not refuses(make_news_item, starts_at=NOON, ends_at=ends_at)


# ── Taking part ──────────────────────────────────────────────────────────────────────────────────


def make_survey(**fields):
    facts = {"slug": "survey", "title": "Survey", "introduction": "I", "thanks": "T"}
    dates = {"opens_on": OPENS, "closes_on": CLOSES}
    return Survey.objects.create(guideline=make_guideline(), **facts | dates | fields)


def make_call(**fields):
    dates = {"opens_on": OPENS, "closes_on": CLOSES}
    facts = {"guideline": make_guideline(), "title": "Call", "summary": "S", "body": "B"}
    return SteeringGroupCall.objects.create(**facts | dates | fields)


@pytest.mark.parametrize("make", [make_survey, make_call])
def test_nothing_closes_before_it_opens(make):
    assert refuses(make, opens_on=CLOSES, closes_on=OPENS)
    assert not refuses(make, opens_on=CLOSES, closes_on=CLOSES)


def test_a_guideline_has_one_steering_group_call():
    assert refuses(make_call, guideline=make_call().guideline)


def test_a_guideline_that_something_stands_on_stays():
    call = make_call()

    with pytest.raises(ProtectedError):
        Guideline.objects.get(pk=call.guideline_id).delete()
