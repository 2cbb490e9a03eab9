"""Pieces of a page that are kept ready never show what is no longer so."""

import pytest
from django.template import engines

from guidelines import actions
from portal.templatetags.remembered import MOST, RememberedNode
from tests.make import SECOND_RELEASE, force_release, make_editor, make_released_edition, make_second_edition

TEMPLATE = "{% load remembered %}{% remembered 'piece' number %}{{ number }}: {{ word }}{% endremembered %}"


@pytest.fixture(autouse=True)
def nothing_remembered():
    RememberedNode.pieces.clear()


def render(**values):
    return engines["django"].from_string(TEMPLATE).render(values)


def test_a_piece_is_rendered_once_for_its_values():
    assert render(number=1, word="first") == "1: first"
    assert render(number=1, word="second") == "1: first"


def test_other_values_make_another_piece():
    render(number=1, word="first")

    assert render(number=2, word="second") == "2: second"


def test_no_more_pieces_are_kept_than_said():
    for number in range(MOST + 5):
        render(number=number, word="any")

    assert len(RememberedNode.pieces) == MOST


@pytest.mark.django_db
def test_an_edition_that_changes_nothing_still_shows_its_own_number(client):
    first = make_released_edition()
    address = f"/guidelines/{first.guideline.slug}/chapters/focus-on-self/"
    assert "Edition 1, released 1 October 2018" in client.get(address).text

    draft = actions.start_draft(guideline=first.guideline)
    force_release(edition=draft, by=make_editor(), at=SECOND_RELEASE)

    assert "Edition 2, released 4 March 2019" in client.get(address).text
    assert "Edition 1, released 1 October 2018" in client.get(address.replace("chapters", "editions/1/chapters")).text
    assert "/editions/2/chapters/focus-on-self/" in client.get(address).text


@pytest.mark.django_db
def test_a_renamed_guideline_shows_its_new_name_at_once(client):
    guideline = make_released_edition().guideline
    address = f"/guidelines/{guideline.slug}/chapters/focus-on-self/"
    client.get(address)

    guideline.short_title = "Another name"
    actions.save_guideline(guideline=guideline)

    assert "Another name" in client.get(address).text


@pytest.mark.django_db
def test_what_changed_is_told_from_the_edition_before_that_still_stands(client):
    second = make_second_edition()
    third = force_release(edition=actions.start_draft(guideline=second.guideline), by=make_editor())
    address = f"{third.get_absolute_url()}chapters/focus-on-self/"
    assert "/compare/2/3/" in client.get(address).text

    actions.withdraw(edition=second, outcome="error", reason="A table was wrong.", by=make_editor())

    assert "/compare/1/3/" in client.get(address).text
