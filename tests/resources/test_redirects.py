from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.utils import timezone

import engagement.actions
from engagement.models import Survey
from guidelines import actions as writing
from guidelines.models import Edition
from portal import redirects
from portal.models import Redirect
from resources import actions
from resources.models import Page
from tests.make import explain, force_release, make_editor, make_guideline, make_released_edition
from tests.resources.make import make_document, make_news

pytestmark = pytest.mark.django_db
LATER = "2999-01-01T00:00:00Z"


def goes(client, path):
    """Where a reader of that path is sent for ever, or None."""
    response = client.get(path)
    return response["Location"] if response.status_code == 301 else None


def editors(old, new, covers_below=False):
    return redirects.save(redirect=Redirect(old=old, new=new, covers_below=covers_below), by=make_editor())


def test_a_renamed_document_is_found_at_its_old_address_with_its_files(client):
    document = make_document(slug="old")
    document.slug = "new"
    actions.save_document(document=document)

    assert goes(client, "/resources/old/") == "/resources/new/"
    assert goes(client, "/resources/old/versions/1/download/") == "/resources/new/versions/1/download/"
    assert client.get("/resources/new/").status_code == 200


def test_renamed_news_pages_and_surveys_are_found(client):
    item, page = make_news(slug="old"), Page(slug="old", title="A", description="A", body="A")
    actions.save_page(page=page)
    survey = Survey(slug="old", title="S", guideline=make_guideline(), opens_on="2018-10-01", closes_on="2018-11-09")
    engagement.actions.save_survey(survey=survey)

    for thing in (item, page, survey):
        thing.slug = "new"
    actions.save_news_item(item=item)
    actions.save_page(page=page)
    engagement.actions.save_survey(survey=survey)

    for part in ("news", "about", "survey"):
        assert goes(client, f"/{part}/old/") == f"/{part}/new/"


def test_nothing_tells_of_news_that_was_never_public(client):
    item = make_news(slug="secret", published_at=LATER)
    item.slug = "public-name"
    actions.save_news_item(item=item)

    assert not Redirect.objects.exists()


def test_the_query_string_is_kept_and_the_answer_remembered_for_an_hour(client):
    editors("/old/", "/resources/?kind=report#list")

    response = client.get("/old/?year=2018&x=%C3%A9")

    assert response.status_code == 301
    assert response["Location"] == "/resources/?kind=report&year=2018&x=%C3%A9#list"
    assert response["Cache-Control"] == "public, max-age=3600"


def test_an_ordinary_page_never_looks_for_redirects(client, django_assert_num_queries):
    make_document(slug="report")

    with django_assert_num_queries(3):  # document, versions, standing pages
        client.get("/resources/report/")


def test_what_is_published_comes_before_a_redirect(client):
    make_document(slug="report")
    editors("/resources/report/", "/news/")

    assert client.get("/resources/report/").status_code == 200


def test_names_given_back_and_forth_never_loop(client):
    document = make_document(slug="a")
    for slug in ("b", "a", "c", "b"):
        document.slug = slug
        actions.save_document(document=document)

    assert client.get("/resources/b/").status_code == 200
    assert goes(client, "/resources/a/") == goes(client, "/resources/c/") == "/resources/b/"
    assert Redirect.objects.count() == 2


def test_every_chain_is_led_straight_to_its_end(client):
    editors("/one/", "/two/")
    editors("/two/", "/three/")
    editors("/zero/", "/one/")

    assert set(Redirect.objects.values_list("old", "new")) == {
        ("/one/", "/three/"),
        ("/two/", "/three/"),
        ("/zero/", "/three/"),
    }


def test_a_redirect_into_something_renamed_later_is_led_on(client):
    document = make_document(slug="a")
    editors("/promised/", "/resources/a/download/")
    document.slug = "b"
    actions.save_document(document=document)

    assert goes(client, "/promised/") == "/resources/b/download/"


@pytest.mark.parametrize(
    ("old", "new", "below"),
    [("/two/", "/one/", False), ("/a/", "/a/b/", True), ("/three/", "/one/x/", True), ("/two/", "/one/?a=1", False)],
)
def test_a_loop_is_refused(old, new, below):
    editors("/one/", "/two/", covers_below=True)
    editors("/two/x/", "/three/y/")

    with pytest.raises(redirects.Loop):
        editors(old, new, covers_below=below)


def test_a_loop_that_got_in_behind_our_back_is_a_404(client):
    Redirect.objects.bulk_create([Redirect(old="/a/", new="/b/"), Redirect(old="/b/", new="/a/")])

    assert client.get("/a/").status_code == 404


def test_an_edited_redirect_is_judged_without_its_old_self(client):
    first = editors("/a/", "/b/")
    first.new = "/c/"
    redirects.save(redirect=first)

    assert goes(client, "/a/") == "/c/"


@pytest.mark.parametrize(
    "path", ["/a//example.org/", "/a/%2F/example.org/", "/a/%5Cexample.org", "/a/%0d%0aSet-Cookie:x"]
)
def test_nobody_is_sent_to_another_site(client, path):
    editors("/a/", "/", covers_below=True)

    target = goes(client, path)

    assert target is None or (target.startswith("/") and not target.startswith(("//", "/\\")))
    assert target is None or "\r" not in target


@pytest.mark.parametrize("path", ["/a", "/a/"])
def test_a_missing_slash_is_no_matter(client, path):
    editors("/a/", "/news/")

    assert goes(client, path) == "/news/"


def test_only_reading_is_redirected(client):
    editors("/a/", "/news/")

    assert client.post("/a/").status_code in (403, 404)
    assert client.head("/a/").status_code == 301


def test_a_page_that_is_missing_stays_missing_when_the_lookup_fails(client, monkeypatch):
    def fails(path):
        raise DatabaseError("away")

    monkeypatch.setattr(redirects, "resolve", fails)

    assert client.get("/nowhere/").status_code == 404


def test_an_endless_address_is_not_looked_up(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/" + "a/" * 400).status_code == 404


@pytest.fixture
def renamed_chapter():
    """Edition 2 has the chapter “focus-on-self” at another address and lacks “working-with-others”."""
    first = make_released_edition()
    draft = writing.start_draft(guideline=first.guideline)
    chapter = draft.chapters.get(slug="focus-on-self")
    chapter.slug = "leading-yourself"
    writing.save_chapter(chapter=chapter)
    writing.remove_chapter(chapter=draft.chapters.get(slug="working-with-others"))
    explain(draft, "shared-work", "removed", has_no_successor=True)
    return draft


def release(draft, at=None):
    draft = Edition.objects.get(pk=draft.pk)
    return force_release(edition=draft, at=at)


def test_a_chapter_with_another_address_in_a_later_edition_is_found(client, renamed_chapter):
    release(renamed_chapter)
    base = f"/guidelines/{renamed_chapter.guideline.slug}"

    assert goes(client, f"{base}/chapters/focus-on-self/?a=1") == f"{base}/chapters/leading-yourself/?a=1"


def test_a_chapter_that_is_gone_leads_to_the_newest_edition_that_has_it_for_now(client, renamed_chapter):
    release(renamed_chapter)
    base = f"/guidelines/{renamed_chapter.guideline.slug}"

    response = client.get(f"{base}/chapters/working-with-others/")

    assert (response.status_code, response["Location"]) == (302, f"{base}/editions/1/chapters/working-with-others/")
    assert client.get(response["Location"]).status_code == 200


def test_before_a_scheduled_release_chapters_stay_where_they_are(client, renamed_chapter):
    release(renamed_chapter, at=timezone.now() + timedelta(days=1))
    base = f"/guidelines/{renamed_chapter.guideline.slug}"

    assert client.get(f"{base}/chapters/focus-on-self/").status_code == 200
    assert client.get(f"{base}/chapters/leading-yourself/").status_code == 404
