"""Tasks run at once, so that an uploaded file is read when its upload is done."""

import pytest


@pytest.fixture(autouse=True)
def tasks_at_once(settings, light_settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
