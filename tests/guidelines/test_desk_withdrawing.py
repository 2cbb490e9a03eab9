"""A publisher withdraws an edition at the desk."""

import pytest
from django.urls import reverse

from guidelines.models import Edition
from tests.make import make_editor, make_released_edition

pytestmark = pytest.mark.django_db


def test_a_publisher_withdraws_at_the_desk_and_an_editor_does_not(client):
    edition = make_released_edition()
    address = reverse("admin:guidelines_edition_withdraw", args=[edition.pk])
    said = {"outcome": "replaced", "address": "/guidelines/", "reason": "It moved."}

    client.force_login(make_editor("guidelines.view_edition", "guidelines.change_edition"))
    assert client.post(address, said).status_code == 403

    client.force_login(make_editor())
    page = client.post(address, said | {"address": ""})
    assert "Write the address that takes its place." in page.text
    assert "It moved." in page.text
    page = client.post(address, said, follow=True)
    assert "is withdrawn." in page.text
    assert "It moved." in page.text
    page = client.post(address, {"reason": "A mistake."}, follow=True)
    assert "stands again" in page.text
    assert Edition.objects.current().get() == edition


def test_the_pages_of_an_edition_name_the_next_step_first_and_withdrawing_last(client):
    client.force_login(make_editor())
    edition = make_released_edition()

    page = client.get(reverse("admin:guidelines_edition_change", args=[edition.pk])).text

    steps = ["Approve it afterwards…", "Read it on the site", "Dossier", "The guideline and its next draft"]
    places = [page.index(words) for words in [*steps, "<caption>Chapters", "Withdraw this edition…"]]
    assert places == sorted(places)
    assert page.count("desk-primary") == 1
