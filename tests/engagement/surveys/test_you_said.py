"""You said, we did: what educators said, what was done, and what was decided against and why."""

import pytest
from django.urls import reverse

from engagement import actions
from engagement.models import Theme
from engagement.written import everything
from guidelines.models import Statement
from tests.make import make_guideline, make_released_edition, make_second_edition

from .make import make_survey

pytestmark = pytest.mark.django_db


@pytest.fixture
def guideline():
    return make_second_edition(make_released_edition(make_guideline(is_featured=True))).guideline


def make_theme(guideline, **fields):
    facts = {
        "title": "Reflection needs time",
        "said": "It is *squeezed out*.",
        "decision": "done",
        "did": "It is planned.",
    }
    return actions.save_theme(theme=Theme(**{"guideline": guideline, "is_public": True} | facts | fields))


def address(guideline):
    return f"/guidelines/{guideline.slug}/you-said-we-did/"


def test_an_editor_writes_a_theme_and_readers_see_it(desk, client, guideline):
    survey = make_survey(guideline=guideline)
    statement = Statement.objects.get(guideline=guideline, key="self-reflection")
    gone = Statement.objects.get(guideline=guideline, key="shared-work")
    facts = {"title": "Reflection needs time", "said": "It is *squeezed out*.", "did": "It is planned now."}
    chosen = {"guideline": guideline.pk, "survey": survey.pk, "position": 1, "decision": "done", "is_public": "on"}
    linked = {"statements": [statement.pk, gone.pk], "edition": guideline.editions.get(number=2).pk}

    desk.post(reverse("admin:engagement_theme_add"), facts | chosen | linked)

    client.logout()
    page = client.get(address(guideline)).text
    assert "It is <em>squeezed out</em>." in page
    assert "<h3>We did</h3>" in page
    assert f'href="/guidelines/{guideline.slug}/editions/2/">edition 2</a>' in page
    assert f'href="/guidelines/{guideline.slug}/statements/self-reflection/">1.1 Self reflection</a>' in page
    assert "shared-work (removed)" in page
    assert f'href="{survey.get_absolute_url()}"' in page


def test_what_was_decided_against_says_why(client, guideline):
    make_theme(guideline, decision="against", did="It would exclude small providers.")

    page = client.get(address(guideline)).text

    assert "<strong>Decided against</strong>" in page
    assert "<h3>Why we decided against it</h3>" in page


def test_what_is_not_public_is_not_shown(client, guideline):
    make_theme(guideline, is_public=False)

    assert client.get(address(guideline)).status_code == 404
    assert "You said, we did" not in client.get("/").text


def test_the_way_there_leads_from_the_landing_page_the_guideline_and_its_closed_survey(client, guideline):
    make_theme(guideline)
    survey = make_survey(guideline=guideline, opens=-9, closes=-2)

    for page in ("/", f"/guidelines/{guideline.slug}/", survey.get_absolute_url()):
        assert f'href="{address(guideline)}"' in client.get(page).text


def test_it_costs_as_many_queries_for_many_themes_as_for_few(client, guideline, django_assert_max_num_queries):
    for _ in range(20):
        make_theme(guideline)

    with django_assert_max_num_queries(7):
        client.get(address(guideline))


def test_search_engines_are_told_of_it(client, guideline):
    assert address(guideline) not in client.get("/sitemap-you_said.xml").text
    make_theme(guideline)

    assert address(guideline) in client.get("/sitemap-you_said.xml").text


def test_what_it_links_to_is_known_to_who_removes_a_statement(guideline):
    theme = make_theme(guideline, said="See [the chapter](/about/contact/).")
    theme.statements.add(Statement.objects.get(guideline=guideline, key="self-reflection"))

    (found,) = [each for each in everything() if theme.title in each.name]

    assert [to for to, _ in found.points_to()] == [
        f"/guidelines/{guideline.slug}/statements/self-reflection/",
        "/about/contact/",
    ]
