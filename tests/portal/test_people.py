"""An administrator adds people and says in plain words what they may do; every such change is on record."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from portal.models import AuditEntry
from tests.make import make_administrator, make_editor
from tests.portal.test_signing_in import is_in, sign_in

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery staple"
People = get_user_model()


def make_person(*names, **fields):
    person = make_editor("no.such_permission", **fields)
    person.groups.set(Group.objects.filter(name__in=names))
    return person


@pytest.fixture
def desk(client):
    """Signed in as an administrator who is no superuser."""
    client.administrator = make_person("Administrator")
    client.force_login(client.administrator)
    return client


def add(desk, **fields):
    typed = {"username": "grace", "first_name": "Grace", "last_name": "Example", "email": "grace@example.org"}
    return desk.post(reverse("admin:auth_user_add"), typed | fields, follow=True)


def changed(desk, person, **fields):
    typed = {"username": person.username, "first_name": "", "last_name": "", "email": "", "is_active": "on"}
    return desk.post(reverse("admin:auth_user_change", args=[person.pk]), typed | fields, follow=True)


def test_a_persons_page_offers_a_new_password_and_shows_nothing_of_the_old_one(desk):
    person = make_editor()

    page = desk.get(reverse("admin:auth_user_change", args=[person.pk])).text

    assert reverse("admin:auth_user_password_change", args=[person.pk]) in page
    assert "salt" not in page and "algorithm" not in page
    assert "Authentication and Authorization" not in page


def test_a_person_is_added_with_a_group(desk):
    page = desk.get(reverse("admin:auth_user_add"))
    assert "Publisher: does what an editor does; also releases" in page.text

    add(desk, groups=[Group.objects.get(name="Publisher").pk])

    person = People.objects.get(username="grace")
    assert person.has_perm("guidelines.release_edition")
    assert not person.is_superuser
    entry = AuditEntry.objects.get(did="added the person")
    assert (entry.by, entry.details["after"]["groups"]) == (desk.administrator, ["Publisher"])
    assert not person.has_usable_password()


def test_a_change_of_groups_is_on_record_with_before_and_after(desk):
    person = make_person("Editor")

    changed(desk, person, groups=[Group.objects.get(name="Publisher").pk], is_active="")

    entry = AuditEntry.objects.get(did="changed the permissions of")
    assert (entry.details["before"]["groups"], entry.details["after"]["groups"]) == (["Editor"], ["Publisher"])
    assert entry.details["after"]["may sign in"] is False


def test_a_change_of_name_is_no_change_of_permissions(desk):
    person = make_person("Editor")

    changed(desk, person, first_name="Ada", groups=[Group.objects.get(name="Editor").pk])

    assert not AuditEntry.objects.exists()
    person.refresh_from_db()
    assert person.first_name == "Ada"


def test_an_administrator_makes_nobody_a_superuser(desk):
    add(desk, is_superuser="on")
    changed(desk, desk.administrator, is_superuser="on", groups=[Group.objects.get(name="Administrator").pk])

    assert not People.objects.filter(is_superuser=True).exists()


@pytest.mark.parametrize("name", ["auth_user_change", "auth_user_password_change"])
def test_an_administrator_does_not_touch_a_superuser(desk, name):
    superuser = make_administrator()

    typed = {"username": "taken", "password1": PASSWORD, "password2": PASSWORD, "usable_password": "true"}
    answer = desk.post(reverse(f"admin:{name}", args=[superuser.pk]), typed)

    assert answer.status_code == 403
    superuser.refresh_from_db()
    assert superuser.username != "taken"
    assert not superuser.check_password(PASSWORD)


def test_setting_a_password_is_on_record_and_the_password_is_not(desk):
    person = make_person("Editor")
    typed = {"password1": PASSWORD, "password2": PASSWORD, "usable_password": "true"}

    desk.post(reverse("admin:auth_user_password_change", args=[person.pk]), typed)

    entry = AuditEntry.objects.get()
    assert entry.did == "set the password of"
    assert PASSWORD not in str(entry.details)


def test_nobody_is_deleted(desk):
    person = make_person("Editor")

    assert desk.post(reverse("admin:auth_user_delete", args=[person.pk]), {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("group", ["Editor", "Publisher"])
def test_who_is_no_administrator_does_not_see_people(client, group):
    client.force_login(make_person(group))

    assert client.get(reverse("admin:auth_user_changelist")).status_code == 403


def test_the_list_of_people_costs_the_same_however_long_it_is(desk, django_assert_max_num_queries):
    for _ in range(30):
        make_person("Editor", "Publisher")

    with django_assert_max_num_queries(11):
        assert desk.get(reverse("admin:auth_user_changelist")).status_code == 200


# ── Ending sessions ──────────────────────────────────────────────────────────────────────────────


def signed_in(person):
    client = Client()
    sign_in(client, person)
    assert is_in(client)
    return client


def test_who_has_left_is_signed_out_for_good_also_when_let_in_again(desk):
    person = make_person("Editor")
    theirs, other = signed_in(person), signed_in(make_person("Editor"))
    group = Group.objects.get(name="Editor").pk

    changed(desk, person, groups=[group], is_active="")
    changed(desk, person, groups=[group], is_active="on")

    assert (is_in(theirs), is_in(other)) == (False, True)
    assert is_in(signed_in(person))


def test_an_administrator_signs_somebody_out_everywhere(desk):
    person = make_person("Editor")
    devices = [signed_in(person), signed_in(person)]
    address = reverse("admin:auth_user_change", args=[person.pk])
    assert "Signed in on 2 devices." in desk.get(address).text

    answer = desk.post(reverse("admin:sign_out_person", args=[person.pk]), follow=True)

    assert "is signed out everywhere." in answer.text
    assert [is_in(each) for each in devices] == [False, False]
    entry = AuditEntry.objects.get()
    assert (entry.did, entry.by, entry.key) == ("signed out everywhere", desk.administrator, str(person.pk))
    assert is_in(desk)


def test_an_administrator_does_not_sign_out_a_superuser(desk):
    superuser = make_administrator()

    assert desk.post(reverse("admin:sign_out_person", args=[superuser.pk])).status_code == 403
    assert desk.get(reverse("admin:sign_out_person", args=[make_person("Editor").pk])).status_code == 403
