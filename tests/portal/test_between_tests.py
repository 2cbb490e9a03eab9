"""What a server's thread answers when one test has ended and the next has not begun is what tests are answered."""

import pytest
from django.templatetags.static import static


@pytest.fixture(scope="module")
def between_tests():
    """Made before any fixture of a single test."""
    return static("css/site.css")


def test_pages_name_static_files_as_they_do_in_a_test(between_tests):
    assert between_tests == static("css/site.css") == "/static/css/site.css"
