"""People are invited by e-mail and choose their password themselves; a forgotten one is chosen anew the same way."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client, TestCase
from django.urls import reverse
from django.utils import timezone

from portal.models import AuditEntry, Letter, WayIn
from portal.signing_in import links
from tests.make import make_administrator, make_editor

pytestmark = pytest.mark.django_db
CHOSEN = "correct horse battery staple"
People = get_user_model()


@pytest.fixture
def desk(client):
    cache.clear()
    client.administrator = make_editor("auth.add_user", "auth.change_user", "auth.view_user")
    client.force_login(client.administrator)
    return client


def add(desk, **fields):
    typed = {"username": "grace", "first_name": "Grace", "last_name": "", "email": "grace@example.org"}
    desk.post(reverse("admin:auth_user_add"), typed | fields)
    return People.objects.filter(username="grace").first()


def letters():
    return list(Letter.objects.order_by("pk"))


def link(number=-1):
    """The address in a letter, the last by default."""
    return re.search(r"/admin/login/choose/[\w-]+/", letters()[number].text)[0]


def choose(address, password=CHOSEN):
    return Client().post(address, {"new_password1": password, "new_password2": password})


def test_an_invited_person_chooses_a_password_and_signs_in(desk):
    person = add(desk)
    stranger = Client()
    page = stranger.get(link()).text
    assert "grace" in page

    assert "Your password is set" in choose(link()).text

    assert letters()[0].to == "grace@example.org"
    assert stranger.post("/admin/login/", {"username": "grace", "password": CHOSEN}).status_code == 302
    assert [entry.did for entry in AuditEntry.objects.order_by("pk")] == [
        "added the person",
        "invited",
        "chose a password",
    ]
    assert AuditEntry.objects.latest("pk").by == person


def test_nobody_is_added_without_an_address_for_the_invitation(desk):
    assert add(desk, email="") is None


def test_a_link_works_once(desk):
    add(desk)
    choose(link())

    assert choose(link(), "another long password").status_code == 404
    assert People.objects.get(username="grace").check_password(CHOSEN)


def test_a_link_opened_twice_at_once_works_once(desk):
    person = add(desk)
    way_in = WayIn.objects.get()

    assert links.choose_password(way_in=way_in, password=CHOSEN)
    assert not links.choose_password(way_in=way_in, password="another long password")

    person.refresh_from_db()
    assert person.check_password(CHOSEN)


def test_a_link_works_for_seven_days(desk):
    add(desk)
    left = WayIn.objects.get().expires_at - timezone.now()
    assert timezone.timedelta(days=6, hours=23) < left <= timezone.timedelta(days=7)

    WayIn.objects.update(expires_at=timezone.now())
    answer = Client().get(link())
    assert (answer.status_code, "no longer works" in answer.text) == (404, True)


def test_a_second_invitation_takes_the_place_of_the_first(desk):
    person = add(desk)
    page = desk.get(reverse("admin:auth_user_change", args=[person.pk])).text
    assert "Invited: the link works until" in page

    desk.post(reverse("admin:invite", args=[person.pk]))

    assert len(letters()) == 2
    assert Client().get(link(0)).status_code == 404
    assert Client().get(link(1)).status_code == 200


def test_an_invitation_is_withdrawn(desk):
    person = add(desk)

    desk.post(reverse("admin:withdraw_invitation", args=[person.pk]))

    assert choose(link()).status_code == 404
    assert AuditEntry.objects.filter(did="withdrew the invitation of").exists()


def test_somebody_who_may_no_longer_sign_in_has_no_good_link(desk):
    person = add(desk)
    People.objects.filter(pk=person.pk).update(is_active=False)

    assert Client().get(link()).status_code == 404


def test_only_whoever_looks_after_people_invites(client):
    person = make_editor(email="grace@example.org")
    client.force_login(make_editor("guidelines.change_chapter"))

    assert client.post(reverse("admin:invite", args=[person.pk])).status_code == 403
    assert client.get(reverse("admin:invite", args=[person.pk])).status_code == 403


def test_an_administrator_has_no_link_sent_to_a_superuser(desk):
    person = make_administrator(email="root@example.org")

    assert desk.post(reverse("admin:invite", args=[person.pk])).status_code == 403
    assert not letters()


@pytest.mark.parametrize("password", ["short", "password1234", "123456789012", "grace"])
def test_a_weak_password_is_refused(desk, password):
    add(desk)

    assert choose(link(), password).status_code == 200
    assert not People.objects.get(username="grace").has_usable_password()


def test_only_a_digest_of_the_link_is_stored(desk):
    add(desk)

    assert link().split("/")[-2] not in str(list(WayIn.objects.values()))


# ── Forgotten ────────────────────────────────────────────────────────────────────────────────────


def ask(email):
    with TestCase.captureOnCommitCallbacks() as later:
        answer = Client().post(reverse("admin_password_reset"), {"email": email})
    for call in later:
        call()
    return answer


def test_a_forgotten_password_is_chosen_anew_and_ends_other_sessions(desk):
    person = make_editor(email="ada@example.org")
    there = Client()
    there.post("/admin/login/", {"username": person.username, "password": "a long enough password"})

    ask("Ada@example.org")
    choose(link())

    person.refresh_from_db()
    assert person.check_password(CHOSEN)
    assert there.get("/admin/").status_code == 302


def test_the_answer_does_not_say_who_works_here(desk):
    make_editor(email="ada@example.org")
    make_editor(email="gone@example.org", is_active=False)

    said = {
        re.sub(r'value="[^"]*"', "", ask(email).text) for email in ("ada@example.org", "gone@example.org", "x@y.org")
    }

    assert len(said) == 1
    assert len(letters()) == 1


def test_the_answer_comes_before_anybody_is_looked_for(desk):
    make_editor(email="ada@example.org")

    with TestCase.captureOnCommitCallbacks() as later:
        Client().post(reverse("admin_password_reset"), {"email": "ada@example.org"})

    assert (len(later), letters()) == (1, [])


def test_one_address_does_not_ask_for_many(desk):
    answers = [ask("ada@example.org").status_code for _ in range(7)]

    assert answers[-1] == 429


def test_nobody_is_buried_in_letters(desk):
    person = make_editor(email="ada@example.org")

    for _ in range(4):
        ask("ada@example.org")
    assert len(letters()) == links.LETTERS_A_DAY == 3

    WayIn.objects.update(made_at=timezone.now() - timezone.timedelta(days=1))
    ask("ada@example.org")
    assert (len(letters()), person.wayins.count()) == (4, 1)


def test_whoever_asks_again_spoils_no_link_that_was_sent(desk):
    person = make_editor(email="ada@example.org")
    links.invite(person=person, by=person)
    ask("ada@example.org")
    ask("ada@example.org")

    assert [Client().get(link(number)).status_code for number in range(3)] == [200, 200, 200]

    choose(link(1))
    assert [Client().get(link(number)).status_code for number in range(3)] == [404, 404, 404]


def test_the_trail_does_not_say_that_the_person_asked(desk):
    person = make_editor(email="ada@example.org")

    ask("ada@example.org")

    entry = AuditEntry.objects.get()
    assert (entry.by, entry.who, entry.key) == (None, "somebody at the sign-in page", str(person.pk))


def test_a_link_to_choose_a_password_does_not_pass_by_the_second_step(desk):
    person = add(desk)
    person.secondsteps.create(kind="app", secret="sealed")
    choose(link())

    stranger = Client()
    assert stranger.post("/admin/login/", {"username": "grace", "password": CHOSEN}).url == "/admin/login/second-step/"
    assert stranger.get("/admin/").status_code == 302
