"""A query that is put together once answers every call as Django's own would."""

from datetime import timedelta
from threading import Thread

import pytest
from django.db import connection
from django.db.models import DateTimeField, IntegerField, SlugField

from guidelines.models import Chapter, Edition, Guideline
from portal.prepared import prepared
from tests.make import FIRST_RELEASE, SECOND_RELEASE, make_guideline, make_second_edition

pytestmark = pytest.mark.django_db


@prepared(slug=SlugField())
def guidelines(slug):
    return Guideline.objects.filter(slug=slug)


@prepared(at=DateTimeField(), number=IntegerField())
def chapters(at, number):
    editions = Edition.objects.filter(released_at__lte=at)
    return Chapter.objects.filter(edition__in=editions, edition__number=number).select_related("edition__guideline")


def test_each_call_has_its_own_values():
    one, other = make_guideline(slug="one"), make_guideline(slug="other")

    assert guidelines(slug="one") == [one]
    assert guidelines(slug="other") == [other]
    assert guidelines(slug="neither") == []


def test_a_value_is_never_read_as_sql():
    make_guideline(slug="one")

    assert guidelines(slug="one' OR '1'='1") == guidelines(slug="%s") == []


def test_rows_are_those_of_the_plain_query(django_assert_num_queries):
    make_second_edition()
    plain = list(Chapter.objects.filter(edition__number=2))

    with django_assert_num_queries(1):
        found = chapters(at=SECOND_RELEASE, number=2)
        names = {chapter.edition.guideline.name for chapter in found}

    assert found == plain
    assert [chapter.contents for chapter in found] == [chapter.contents for chapter in plain]
    assert len(names) == 1


def test_moments_inside_subqueries_are_filled_in_too():
    make_second_edition()

    assert chapters(at=FIRST_RELEASE - timedelta(seconds=1), number=1) == []
    assert len(chapters(at=FIRST_RELEASE, number=1)) == 2
    assert chapters(at=FIRST_RELEASE, number=2) == []


def test_django_puts_it_together_once():
    built = []

    @prepared(slug=SlugField())
    def counted(slug):
        built.append(slug)
        return Guideline.objects.filter(slug=slug)

    counted(slug="one")
    counted(slug="other")

    assert len(built) == 1


def test_a_forgotten_value_is_an_error():
    with pytest.raises(KeyError):
        guidelines()


@pytest.mark.django_db(transaction=True)
def test_every_thread_asks_over_its_own_connection():
    make_guideline(slug="one")
    found = guidelines(slug="one")
    seen = []

    def read():
        seen.append(guidelines(slug="one"))
        connection.close()

    thread = Thread(target=read)
    thread.start()
    thread.join()

    assert seen == [found]
