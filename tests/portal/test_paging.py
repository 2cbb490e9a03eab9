"""Long lists go on from page to page as they were chosen."""

import pytest
from django.core.paginator import Paginator
from django.template.loader import render_to_string


@pytest.mark.parametrize(
    ("component", "name"), [("components/pages.html", "page"), ("desk/components/pages_of_list.html", "pages")]
)
def test_the_next_page_is_of_the_same_choice(rf, component, name):
    page = Paginator(range(30), 10).page(2)

    text = render_to_string(component, {name: page}, request=rf.get("/?kind=new&page=2"))

    assert 'href="?kind=new&amp;page=1"' in text and 'href="?kind=new&amp;page=3"' in text


def test_another_page_does_not_look_for_the_one_thing_that_led_here(rf):
    page = Paginator(range(30), 10).page(2)

    text = render_to_string("desk/components/pages_of_list.html", {"pages": page}, request=rf.get("/?at=a-statement"))

    assert 'href="?page=3"' in text
