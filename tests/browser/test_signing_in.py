"""The ways in and “Your sign-in” in a real browser, with a passkey as a computer holds it."""

import pytest
from django.core import mail
from playwright.sync_api import expect

from portal.models import SecondStep
from portal.signing_in import codes, links
from tests.make import make_editor
from tests.portal.test_signing_in import PASSWORD, shown

from .looking import problems_in_all, wrong_at

WIDTHS = (1024, 320)


@pytest.fixture
def at(live_server, settings, new_context):
    """A function that opens the sign-in page on a device that holds passkeys."""
    settings.SITE_URL = live_server.url

    def page(**options):
        page = new_context(base_url=live_server.url, **options).new_page()
        page.problems = []
        page.on("console", lambda said: page.problems.append(said.text) if said.type == "error" else None)
        page.goto("/admin/login/")
        return page

    return page


def sign_in(page, person):
    page.goto("/admin/login/")
    page.get_by_label("Username").fill(person.username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def hold_passkeys(page):
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    about = {"protocol": "ctap2", "transport": "internal", "hasUserVerification": True, "isUserVerified": True}
    options = about | {"hasResidentKey": True, "automaticPresenceSimulation": True}
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return device


def test_a_passkey_is_added_and_opens_the_second_step(at):
    person = make_editor()
    page = at()
    device = hold_passkeys(page)
    sign_in(page, person)
    page.goto("/admin/account/")

    page.get_by_label("What to call a new passkey").fill("my laptop")
    page.get_by_label("Your password").fill("wrong")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_text("This is not your password.")).to_be_visible()
    assert page.problems.pop().startswith("Failed to load resource: the server responded with a status of 422")
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Add a passkey").click()

    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    page.get_by_role("link", name="I have kept them").click()
    expect(page.get_by_text("Passkey: my laptop").first).to_be_visible()
    assert SecondStep.objects.get().person == person

    page.get_by_role("button", name="Sign out", exact=True).click()
    sign_in(page, person)
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_text("What needs you").first).to_be_visible()
    assert SecondStep.objects.get().used_at
    assert page.problems == []
    device.detach()


def test_a_passkey_of_somebody_else_opens_nothing(at):
    owner, other = make_editor(), make_editor()
    page = at()
    hold_passkeys(page)
    sign_in(page, owner)
    page.goto("/admin/account/")
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_role("link", name="I have kept them").click()
    SecondStep.objects.create(person=other, kind="app", secret=codes.sealed(codes.new_secret()))

    page.get_by_role("button", name="Sign out", exact=True).click()
    sign_in(page, other)

    expect(page.get_by_role("button", name="Use a passkey")).to_have_count(0)
    page.goto("/admin/")
    assert "/admin/login/" in page.url


def test_the_pages_pass_axe_and_fit(at):
    person = make_editor(email="ada@example.org")
    page = at(bypass_csp=True)

    def look(*addresses):
        assert wrong_at(page, addresses, *WIDTHS) == {}

    page.goto("/admin/login/choose/x/")
    assert problems_in_all(page, *WIDTHS) == []
    look("/admin/login/", "/admin/login/forgotten/", invited(person))
    expect(page.get_by_role("button", name="Set my password")).to_be_visible()
    sign_in(page, person)
    look("/admin/account/", "/admin/account/app/", f"/admin/auth/user/{person.pk}/change/")
    secret = page.context.request.get("/admin/account/app/").text().split("<code>")[1].split("<")[0].replace(" ", "")
    page.goto("/admin/account/app/")
    page.get_by_label("The six digits").fill(shown(secret))
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Add this app").click()
    assert problems_in_all(page, *WIDTHS) == []
    look("/admin/account/", "/admin/account/codes/anew/", f"/admin/account/steps/{SecondStep.objects.get().pk}/remove/")
    page.get_by_role("button", name="Sign out", exact=True).click()
    sign_in(page, person)
    look("/admin/login/second-step/")


def invited(person):
    """The address of a link at which this person chooses a password."""
    links.invite(person=person, by=person)
    return "/admin/login/choose/" + mail.outbox[-1].body.split("/choose/")[1].split()[0]
