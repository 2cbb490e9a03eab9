"""How often storage is asked for the downloads of an edition."""

import pytest

from guidelines import exports
from guidelines.exports import storing, tasks
from guidelines.models import Guideline
from tests.make import make_released_edition

pytestmark = pytest.mark.django_db


def test_what_has_all_its_files_is_looked_for_once_an_hour_or_when_it_would_look_otherwise(monkeypatch):
    monkeypatch.setattr(tasks, "WHOLE", {})
    edition, looked = make_released_edition(), []
    monkeypatch.setattr(storing, "all_of", lambda edition: looked.append(edition) or exports.FORMATS)

    tasks.build_missing()
    tasks.build_missing()
    assert looked == [edition]

    Guideline.objects.update(title="Another title")
    tasks.build_missing()
    tasks.build_missing()
    assert len(looked) == 2

    monkeypatch.setattr(tasks, "TRUSTED", 0)
    tasks.build_missing()
    assert len(looked) == 3
