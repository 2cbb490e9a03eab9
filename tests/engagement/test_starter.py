"""The starter content fills an empty portal, once, through the actions that editors use."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction

from engagement.models import SteeringGroupCall, Survey
from guidelines import actions, preflight
from guidelines.draft import Draft
from guidelines.models import Change, Chapter, Edition, Guideline, Statement, Wording
from guidelines.models.change import SUBSTANCE, Kind
from resources.models import Document, NewsItem, Page, RelatedDocument

pytestmark = pytest.mark.django_db
MODELS = [Guideline, Edition, Chapter, Statement, Wording, Change, Document, RelatedDocument, NewsItem, Page, Survey]


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """Loads it once for all tests here, each of which takes back what it does; gives what the command said."""
    said = StringIO()
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_starter_content", stdout=said)
        yield said.getvalue()
        transaction.set_rollback(True)


def everything():
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in MODELS}


def test_both_editions_verify(loaded, capsys):
    call_command("verify_editions")

    assert capsys.readouterr().out == "2 released editions are as they were released.\n"


def test_a_second_start_changes_nothing(loaded, capsys):
    before = everything()

    call_command("load_starter_content")

    assert everything() == before
    assert capsys.readouterr().out == "There is content already; nothing was loaded.\n"


def test_it_is_said_to_be_loaded_and_marked_as_a_sample(loaded):
    guideline = Guideline.objects.get()
    assert loaded == f"Loaded starter content: {guideline}.\n"
    assert guideline.is_featured
    assert "sample" in guideline.notice.lower()


def test_the_second_edition_is_current_and_large_enough_to_believe(loaded):
    first, second = Edition.objects.order_by("number")

    assert list(Edition.objects.current()) == [second]
    for edition in (first, second):
        assert edition.chapters.count() >= 8
        assert edition.wordings.count() >= 40
        assert edition.released_by.username == "starter-content"


def test_who_loaded_it_can_never_sign_in(loaded):
    loader = Edition.objects.first().released_by

    assert not loader.is_active
    assert not loader.has_usable_password()


def test_it_shows_every_kind_of_change(loaded):
    assert set(Change.objects.filter(edition__number=2).values_list("kind", flat=True)) == set(Kind.values)


def test_every_change_of_substance_is_explained(loaded):
    told = Change.objects.filter(edition__number=2, kind__in=SUBSTANCE)

    assert not told.filter(reason="").exists()
    assert not told.filter(what_to_do="").exists()


def test_no_link_in_it_is_dead(loaded):
    stored = [edition.summary_html for edition in Edition.objects.all()]
    stored += Chapter.objects.values_list("html", flat=True)
    stored += [html for row in Guideline.objects.all() for html in (row.introduction_html, row.overview_html)]
    for model in (NewsItem, Page, SteeringGroupCall):
        stored += model.objects.values_list("html", flat=True)
    stored += [html for survey in Survey.objects.all() for html in (survey.introduction_html, survey.thanks_html)]

    assert all(stored)
    assert [html for html in stored if "dead-link" in html] == []


def test_the_next_draft_of_it_has_nothing_to_mend(loaded):
    draft = actions.start_draft(guideline=Guideline.objects.get())

    assert preflight.findings(Draft(draft)) == []


def test_there_are_documents_news_and_standing_pages(loaded):
    assert Document.objects.exclude(publisher="").exclude(year=None).exclude(url="").count() >= 8
    assert RelatedDocument.objects.count() >= 3
    assert NewsItem.objects.public().count() >= 5
    assert {"accessibility", "privacy", "cookies", "terms", "contact"} <= set(
        Page.objects.values_list("slug", flat=True)
    )


def test_the_survey_closed_on_9_november_2018(loaded):
    survey = Survey.objects.get()

    assert survey.closes_on == date(2018, 11, 9)
    assert not survey.is_open
    assert list(Survey.objects.open(on=date(2018, 11, 9))) == [survey]
    assert not Survey.objects.open(on=date(2018, 11, 10)).exists()


def test_the_steering_group_is_called(loaded):
    assert SteeringGroupCall.objects.announced().get().guideline == Guideline.objects.get()


def test_readers_find_a_file_of_ours_that_screen_readers_can_read(loaded, client):
    version = Document.objects.get(slug="first-meeting-agenda").newest

    assert (version.kind, version.pages, version.is_tagged, version.language) == ("pdf", 1, True, "en-GB")
    assert "Sample" in version.title
    assert "/resources/first-meeting-agenda/" in client.get("/").text
