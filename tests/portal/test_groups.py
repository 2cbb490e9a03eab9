"""Who may do what: three groups, the same after every migration."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from portal import groups

pytestmark = pytest.mark.django_db


def named(table):
    """(app, codename) of everything in such a table."""
    found = set()
    for app, models in table.items():
        if models == "*":
            found |= set(
                Permission.objects.filter(content_type__app_label=app).values_list(
                    "content_type__app_label", "codename"
                )
            )
            continue
        for model, deeds in models.items():
            found |= {(app, codename) for codename in groups.codenames(deeds, model)}
    return found


def every_permission():
    return set(Permission.objects.values_list("content_type__app_label", "codename"))


def test_every_permission_is_granted_on_purpose_or_named_as_nobodys():
    granted = set().union(*(named(table) for table in groups.GROUPS.values()))
    nobodys = named(groups.NOBODYS)

    assert every_permission() - granted - nobodys == set(), "name it in portal/groups.py"
    assert granted & nobodys == set()
    assert granted - every_permission() == set(), "there is no such permission"


@pytest.mark.parametrize("name", groups.GROUPS)
def test_a_group_has_what_is_written(name):
    has = Group.objects.get(name=name).permissions.values_list("content_type__app_label", "codename")

    assert set(has) == named(groups.GROUPS[name])


def test_what_drifted_is_right_again_after_a_migration():
    group = Group.objects.get(name="Editor")
    kept = set(group.permissions.all())
    group.permissions.clear()
    group.permissions.add(Permission.objects.get(codename="release_edition"))
    own = Group.objects.create(name="Our own")
    own.permissions.add(Permission.objects.get(codename="view_survey"))

    call_command("migrate", verbosity=0)

    assert set(group.permissions.all()) == kept
    assert own.permissions.count() == 1


def test_an_editor_releases_nothing_and_looks_after_nobody():
    has = set(Group.objects.get(name="Editor").permissions.values_list("codename", flat=True))

    assert not has & {"release_edition", "force_release", "withdraw_edition", "change_user", "view_auditentry"}
