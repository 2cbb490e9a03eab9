"""A statement's page tells its whole life, and old links tell the truth about what they show."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guidelines import actions
from guidelines.models import Edition
from resources.models import NewsItem, Page
from tests.make import (
    SECOND_RELEASE,
    explain,
    force_release,
    make_editor,
    make_released_edition,
    make_second_edition,
    make_statement,
    rewrite,
)

pytestmark = pytest.mark.django_db
THIRD_RELEASE = datetime(2020, 5, 4, 9, tzinfo=UTC)


@pytest.fixture
def second():
    return make_second_edition()


@pytest.fixture
def here(second):
    return f"/guidelines/{second.guideline.slug}/"


def seen(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.text.split())


def make_third(second):
    draft = actions.start_draft(guideline=second.guideline)
    rewrite(draft, "focus-on-self", "a planned time to reflect", "a planned hour to reflect")
    explain(draft, "self-reflection", reason="An hour is needed.")
    return force_release(edition=Edition.objects.get(pk=draft.pk), by=make_editor(), at=THIRD_RELEASE)


# ── Its life ─────────────────────────────────────────────────────────────────────────────────────


def test_every_wording_stands_there_with_its_date_reason_and_what_changed(client, here, second):
    make_third(second)

    page = seen(client, f"{here}statements/self-reflection/")

    assert (
        page.index("Edition 3, 4 May 2020") < page.index("Edition 2, 4 March 2019") < page.index("Edition 1, 1 October")
    )
    assert page.index("An hour is needed.") < page.index("Educators asked for it.")
    assert page.index(">time</del>") < page.index("a planned</ins>")
    assert "What changed from edition 2" in page
    assert "What changed from edition 1" in page


def test_an_edition_that_left_it_alone_says_so(client, here, second):
    force_release(edition=actions.start_draft(guideline=second.guideline), by=make_editor(), at=THIRD_RELEASE)

    page = seen(client, f"{here}statements/self-reflection/")

    assert "The same words as in the edition after it." in page
    assert page.count("a planned</ins>") == 1


def test_a_move_says_from_where(client, here):
    page = seen(client, f"{here}statements/values-in-practice/")

    assert "It moved from the chapter “Focus on self”, where it was 1.2, to “Working with others”." in page


def test_predecessors_and_successors_are_named(client, here):
    assert "Shared work" in seen(client, f"{here}statements/fresh-start/")
    assert "Fresh start" in seen(client, f"{here}statements/shared-work/")


def test_it_says_where_the_current_edition_refers_to_it(client):
    link = "See [it](statement:a) and [the other](statement:a-b)."
    bodies = {"one": make_statement("a"), "two": link, "three": make_statement("a-b", f"Also. {link}"), "four": "No."}
    first = make_released_edition(bodies=bodies)
    root = f"/guidelines/{first.guideline.slug}/statements"

    page = seen(client, f"{root}/a/")

    assert '<a href="../../chapters/two/">Two</a> <small>Chapter 2</small>' in page
    assert '<a href="../a-b/">A b</a> <small>Statement 3.1</small>' in page
    assert '<a href="../../chapters/four/">' not in page[page.index("Where this edition refers") :]


def test_it_says_which_news_and_pages_link_to_it_and_not_to_one_with_a_longer_key(client, here):
    address = f"{here}statements/self-reflection"
    pinned = f"{here}editions/1/chapters/focus-on-self/#self-reflection"
    NewsItem.objects.create(slug="n", title="News of it", summary="S", body=f"[it]({address}/)")
    NewsItem.objects.create(slug="p", title="Pinned news", summary="S", body=f"[it]({pinned})")
    NewsItem.objects.create(slug="o", title="Other news", summary="S", body=f"[it]({address}-more/) {pinned}-more")
    NewsItem.objects.create(
        slug="f", title="Future", summary="S", body=f"{address}/", published_at=datetime(2999, 1, 1, tzinfo=UTC)
    )
    Page.objects.create(slug="about-it", title="A standing page", description="D", body=f"[it]({address}/)")

    page = seen(client, f"{address}/")

    section = page[page.index("News about it") : page.index("</aside>")]
    assert [title in section for title in ("News of it", "Pinned news", "A standing page")] == [True] * 3
    assert "Other news" not in section
    assert "Future" not in section


def test_its_life_costs_the_same_queries_however_long_it_is(client, here, second):
    with CaptureQueriesContext(connection) as short:
        client.get(f"{here}statements/self-reflection/")
    make_third(second)
    with CaptureQueriesContext(connection) as longer:
        client.get(f"{here}statements/self-reflection/")

    assert len(longer) == len(short) <= 14


# ── Old links ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("self-reflection", "Its words have changed."),
        ("values-in-practice", "Yes, in the same words."),
        ("shared-work", "No. It is not part of edition 2"),
    ],
)
def test_a_pinned_statement_says_whether_it_still_stands(client, here, key, said):
    assert said in seen(client, f"{here}editions/1/statements/{key}/")


def test_a_pinned_statement_shows_what_differs_from_today_and_each_reason(client, here, second):
    make_third(second)

    page = seen(client, f"{here}editions/1/statements/self-reflection/")

    assert "From edition 1 to edition 3" in page
    assert "planned hour</ins>" in page
    assert page.index("Educators asked for it.") < page.index("An hour is needed.")
    assert page.count("Survey of 2018.") == 2


def test_a_removed_statement_leads_to_what_replaced_it(client, here):
    page = seen(client, f"{here}editions/1/statements/shared-work/")

    assert f'href="{here}statements/fresh-start/">3.1 Fresh start</a>' in page


def test_a_statement_that_did_not_change_says_so(client, here, second):
    force_release(edition=actions.start_draft(guideline=second.guideline), by=make_editor(), at=THIRD_RELEASE)

    page = seen(client, f"{here}editions/2/statements/self-reflection/")

    assert "It has not changed since; edition 3, the current one, says the same" in page


def test_a_pinned_chapter_lists_what_happened_since(client, here):
    page = seen(client, f"{here}editions/1/chapters/focus-on-self/")

    assert (
        f'<a href="{here}editions/1/statements/self-reflection/">1.1 Self reflection</a>: amended in edition 2' in page
    )
    assert "1.2 Values in practice</a>: moved in edition 2" in page


def test_a_pinned_chapter_names_what_replaced_a_removed_statement(client, here):
    page = seen(client, f"{here}editions/1/chapters/working-with-others/")

    assert f'removed in edition 2, replaced by <a href="{here}statements/fresh-start/">3.1 Fresh start</a>' in page


def test_a_pinned_chapter_tells_two_changes_in_order_and_a_scheduled_one_not_at_all(client, here, second):
    third = make_third(second)
    draft = actions.start_draft(guideline=third.guideline)
    rewrite(draft, "focus-on-self", "planned hour", "planned day")
    explain(draft, "self-reflection")
    force_release(edition=Edition.objects.get(pk=draft.pk), by=make_editor(), at=datetime(2999, 1, 1, tzinfo=UTC))

    page = seen(client, f"{here}editions/1/chapters/focus-on-self/")

    assert "amended in edition 2, amended in edition 3</li>" in page


def test_a_pinned_chapter_that_still_stands_says_so(client, here, second):
    force_release(edition=actions.start_draft(guideline=second.guideline), by=make_editor(), at=THIRD_RELEASE)

    page = seen(client, f"{here}editions/2/chapters/new/")

    assert "Every statement of this chapter is unchanged in edition 3." in page


def test_the_current_edition_has_nothing_to_tell_and_costs_three_queries(client, here):
    assert "Since this edition" not in seen(client, f"{here}editions/2/chapters/new/")

    with CaptureQueriesContext(connection) as queries:
        page = seen(client, f"{here}chapters/new/")

    assert "Since this edition" not in page
    assert len(queries) <= 3


def test_old_links_never_lead_away_by_themselves(client, here):
    for address in ("chapters/focus-on-self/", "statements/shared-work/", "statements/self-reflection/"):
        assert client.get(f"{here}editions/1/{address}").status_code == 200


def test_a_first_release_does_not_count_as_a_change(client):
    first = make_released_edition(at=SECOND_RELEASE)

    page = seen(client, f"/guidelines/{first.guideline.slug}/statements/self-reflection/")

    assert "New in edition 1" not in page


def test_a_table_that_stands_there_twice_is_no_landmark(client):
    table = "Plan:\n\n| Year | Hours |\n|---|---|\n| 1 | 12 |"
    first = make_released_edition(bodies={"one": make_statement("a", table)})
    draft = actions.start_draft(guideline=first.guideline)
    rewrite(draft, "one", "12", "24")
    explain(draft, "a")
    force_release(edition=Edition.objects.get(pk=draft.pk), by=make_editor(), at=SECOND_RELEASE)

    page = seen(client, f"/guidelines/{first.guideline.slug}/statements/a/")

    assert page.count('role="group"') == 3
    assert 'role="region"' not in page
