"""A subscriber from the end of a chapter to the e-mail and out again; the e-mail as a mail program shows it."""

import re
from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from django.core import mail
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import expect

from engagement.models import Subscriber
from engagement.updates.telling import tell
from guidelines import actions
from guidelines.models import Edition, Guideline
from tests.engagement.updates.make import make_subscriber
from tests.make import explain, force_release, make_editor, rewrite

from .looking import go, look
from .pages import CHAPTER


@pytest.fixture(autouse=True)
def no_mail_yet():
    cache.clear()
    mail.outbox = []


def link_in(message, end):
    return re.search(rf"https?://[^/\s]+(/subscribe/\S*{end})\s", message.body + "\n")[1]


def release_again(words="students write"):
    """An edition in which one statement of the starter content is amended."""
    draft = actions.start_draft(guideline=Guideline.objects.get())
    body = draft.chapters.get(slug="stage-1-self").body
    old = re.search(r"::: \{\.statement #structured-reflection[^\n]*\n([^\n]+)", body)[1]
    rewrite(draft, "stage-1-self", old, f"{old} Once a year, {words} down what they noticed.")
    explain(draft, "structured-reflection")
    return force_release(edition=Edition.objects.get(pk=draft.pk), at=timezone.now() - timedelta(seconds=1))


def shown(page, message):
    """Shows the e-mail as it went out, and parsed again, as a mail program would."""
    parsed = message_from_bytes(message.message().as_bytes(), policy=default)
    page.set_content(parsed.get_body(("html",)).get_content())
    return parsed


def test_from_a_chapter_to_the_e_mail_and_out_again(portal, at_once, new_context):
    context = new_context(base_url=portal, bypass_csp=True, viewport={"width": 320, "height": 640}, color_scheme="dark")
    page = context.new_page()
    page.goto(CHAPTER)
    page.get_by_role("link", name="Hear by e-mail when this chapter changes").click()
    expect(page.get_by_label("One chapter")).to_be_checked()
    expect(page.get_by_label("Which chapter?")).to_be_visible()
    expect(page.get_by_label("Which statements?")).to_be_hidden()
    look(page)

    page.get_by_label("Certain statements").check()
    page.get_by_label("Which statements?").fill("structured-reflection\nnonsense")
    page.get_by_label("Your e-mail address").fill("ada at example")
    go(page, "Subscribe")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_role("alert")).to_contain_text("No statement has this key: nonsense.")
    look(page)
    page.get_by_role("link", name="Write the e-mail address in full").click()
    expect(page.get_by_label("Your e-mail address")).to_be_focused()
    page.get_by_label("Your e-mail address").fill("ada@example.org")
    page.get_by_label("Go on without these").check()
    go(page, "Subscribe")
    expect(page.get_by_role("heading", level=1)).to_have_text("Look into your mailbox")
    look(page)

    page.goto(link_in(mail.outbox[-1], "/"))
    look(page)
    go(page, "Yes, send me updates")
    expect(page.get_by_role("heading", level=1)).to_have_text("You get updates now")
    look(page)
    Subscriber.objects.update(hears_from=timezone.now() - timedelta(days=1))
    mail.outbox.clear()
    release_again()
    tell()

    (message,) = mail.outbox
    assert message.subject.endswith("1 change")
    page.goto(link_in(message, "/"))
    page.get_by_label("Once a month, on the first").check()
    look(page)
    go(page, "Save")
    expect(page.locator("p[role=status]")).to_contain_text("Your choice is kept")
    look(page)
    page.goto(link_in(message, "stop/"))
    look(page)
    go(page, "Stop all updates")
    expect(page.get_by_role("heading", level=1)).to_have_text("You get no more updates")
    look(page)
    go(page, "That was a mistake: write to me again")
    expect(page.locator("p[role=status]")).to_contain_text("You get updates again")
    go(page, "Stop, and erase all of it now")
    expect(page.get_by_role("heading", level=1)).to_have_text("Everything about you is erased")
    look(page)
    page.goto(link_in(message, "stop/"))
    expect(page.get_by_role("heading", level=1)).to_have_text("This link does not work any more")
    look(page)
    assert context.cookies() == []


def test_without_javascript_it_is_the_same_form(portal, new_context):
    page = new_context(base_url=portal, java_script_enabled=False).new_page()
    page.goto("/subscribe/")
    page.get_by_label("Your e-mail address").fill("ada@example.org")
    page.wait_for_timeout(2100)  # as people do: a ticket has to be two seconds old
    go(page, "Subscribe")

    expect(page.get_by_role("heading", level=1)).to_have_text("Look into your mailbox")
    assert len(mail.outbox) == 1


def test_the_e_mails_read_well_on_a_phone_and_for_who_cannot_see_them(portal, new_context):
    page = new_context(viewport={"width": 360, "height": 640}).new_page()
    make_subscriber("ada@example.org")
    mail.outbox.clear()
    edition = release_again()
    tell()
    actions.withdraw(edition=edition, outcome="old", reason="It was replaced.", by=make_editor())
    tell()

    told, withdrawn = mail.outbox
    parsed = shown(page, told)
    look(page)
    expect(page.locator("ins").last).to_contain_text("Once a year")
    assert parsed["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    shown(page, withdrawn)
    look(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Withdrawn")


def test_the_desk_shows_it_before_the_release(portal, browser_of):
    draft = actions.start_draft(guideline=Guideline.objects.get())
    body = draft.chapters.get(slug="stage-1-self").body
    old = re.search(r"::: \{\.statement #structured-reflection[^\n]*\n([^\n]+)", body)[1]
    rewrite(draft, "stage-1-self", old, f"{old} Once a year.")
    page = browser_of(make_editor(), bypass_csp=True).new_page()
    for address in (
        "/admin/engagement/subscriber/",
        f"/admin/engagement/subscriber/preview/{draft.pk}/",
        "/admin/portal/letter/",
    ):
        page.goto(address)
        look(page)
    page.goto(f"/admin/engagement/subscriber/preview/{draft.pk}/")
    page.get_by_role("link", name="See it as an e-mail").click()
    expect(page.locator("ins").last).to_contain_text("Once a year")
