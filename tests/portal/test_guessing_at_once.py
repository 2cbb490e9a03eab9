"""Many guesses at the same moment gain nothing over one after the other."""

from datetime import timedelta

import pytest
from django.test import RequestFactory
from django.utils import timezone

from portal.models import FailedTry
from portal.signing_in import trying
from tests.guidelines.test_two_people import ROUNDS, at_once

pytestmark = pytest.mark.django_db(transaction=True)
FAILED = trying.FREE_HERE + 5  # the next has to wait for 32 seconds


@pytest.mark.parametrize("_round", ROUNDS)
def test_where_one_guess_is_due_no_two_of_many_at_once_are_judged(_round):
    who = {"account": trying.account_of("ada", "password"), "address": trying.address_of(RequestFactory().get("/"))}
    due = timezone.now() - timedelta(seconds=40)
    FailedTry.objects.bulk_create(FailedTry(**who, at=due) for _ in range(FAILED))

    waits = at_once(*[lambda: trying.begin(RequestFactory().get("/"), "ada")] * 16)

    assert waits.count(0) <= 1
    assert FailedTry.objects.count() == FAILED + waits.count(0)
