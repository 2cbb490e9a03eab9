"""Before something public gets another address, its editor sees what links there, once."""

import pytest

from resources import actions
from resources.models import Document, NewsItem, Page
from tests.make import make_administrator, make_document, make_news_item

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    client.force_login(make_administrator())
    return client


@pytest.fixture
def linked():
    """A document, and a standing page that links to it by its address and by its name."""
    document = make_document(slug="old-name")
    body = "See [it](/resources/old-name/) and [it again](document:old-name)."
    actions.save_page(page=Page(slug="terms", title="Terms", description="Words.", body=body))
    return document


def rename(desk, thing, slug, **more):
    """The desk's answer to its own form with another address in it."""
    address = f"/admin/resources/{type(thing)._meta.model_name}/{thing.pk}/change/"
    form = desk.get(address).context["adminform"].form
    typed = {}
    for field in form:
        value = field.value()
        for name, part in zip(names(field), value if isinstance(value, list | tuple) else [value], strict=False):
            typed[name] = "" if part is None or part is False else part
    if getattr(thing, "published_at", None):
        typed |= {"published_at_0": "01/10/2018", "published_at_1": "09:00"}
    return desk.post(address, typed | {"slug": slug} | more)


def names(field):
    widget = field.field.widget
    return [field.html_name + suffix for suffix in getattr(widget, "widgets_names", [""])]


def test_what_links_to_a_document_is_shown_once_and_nothing_is_changed(desk, linked):
    answer = rename(desk, linked, "new-name")

    assert answer.status_code == 200
    assert "These texts link to the address so far" in answer.text
    assert f'<a href="/admin/resources/page/{Page.objects.get().pk}/change/' in answer.text
    assert 'type="checkbox" name="rename"' in answer.text
    assert 'value="new-name"' in answer.text
    assert Document.objects.get().slug == "old-name"


def test_whoever_insists_gets_the_new_address(desk, linked):
    assert rename(desk, linked, "new-name", rename="on").status_code == 302

    assert Document.objects.get().slug == "new-name"
    assert desk.get("/resources/old-name/").status_code in (301, 302, 308)


def test_nothing_is_asked_when_nothing_links_there(desk):
    assert rename(desk, make_document(slug="old-name"), "new-name").status_code == 302


def test_the_same_holds_for_pages_and_news(desk):
    page = actions.save_page(page=Page(slug="terms", title="Terms", description="Words.", body="Text."))
    item = make_news_item(slug="opening")
    body = "See [terms](/about/terms/) and [news](/news/opening/)."
    actions.save_page(page=Page(slug="about", title="About", description="Words.", body=body))

    for thing in (page, item):
        assert "These texts link to the address so far" in rename(desk, thing, "elsewhere").text

    assert Page.objects.filter(slug="elsewhere").count() == NewsItem.objects.filter(slug="elsewhere").count() == 0
