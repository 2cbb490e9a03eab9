"""Every component shows on one page, for staff."""

import pytest
from django.conf import settings
from django.urls import reverse

from tests.make import make_editor

pytestmark = pytest.mark.django_db


def test_strangers_are_asked_to_sign_in(client):
    answer = client.get(reverse("gallery"))

    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("admin:login"))


def test_staff_see_it(client):
    client.force_login(make_editor())

    assert "<h1>Components</h1>" in client.get(reverse("gallery")).text


def test_every_component_of_the_readers_pages_is_in_it():
    templates = settings.BASE_DIR / "templates"
    components = list((templates / "components").glob("*.html"))
    shown = "".join(file.read_text() for file in [templates / "gallery.html", templates / "base.html", *components])

    assert [file.name for file in components if f"components/{file.name}" not in shown] == ["meta.html"]
