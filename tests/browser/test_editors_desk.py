"""An editor at the desk: writes with the preview beside, adds a picture, explains, releases."""

import io
import re

from PIL import Image
from playwright.sync_api import expect

from guidelines import actions
from guidelines.models import Edition
from tests.make import make_draft, make_released_edition, rewrite

from .looking import wrong_at


def chapter_page(edition):
    return f"/admin/guidelines/chapter/{edition.chapters.first().pk}/change/"


def make_picture():
    picture = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(picture, "PNG")
    return {"name": "teal.png", "mimeType": "image/png", "buffer": picture.getvalue()}


def test_the_preview_follows_what_is_typed_with_number_and_change(signed_in):
    edition = actions.start_draft(guideline=make_released_edition().guideline)
    page = signed_in()
    page.goto(chapter_page(edition))
    text = page.get_by_label("Text")

    text.fill(text.input_value().replace("time to reflect", "an hour to reflect"))

    statement = page.locator("[data-editor-preview] .statement").first
    expect(statement).to_contain_text("Give every student an hour to reflect.")
    expect(statement).to_contain_text("1.1")
    expect(statement).to_contain_text("Amended in edition 2")


def test_hostile_text_stays_text_in_the_preview(signed_in):
    page = signed_in()
    page.goto(chapter_page(make_draft()))

    page.get_by_label("Text").fill("<img src=x onerror=alert(1)> <script>alert(2)</script>")

    preview = page.locator("[data-editor-preview] .text")
    expect(preview).to_contain_text("<script>alert(2)</script>")
    assert preview.locator("img, script").count() == 0


def test_a_picture_is_added_only_with_its_words(signed_in):
    page = signed_in()
    page.goto(chapter_page(make_draft()))
    text = page.get_by_label("Text")
    before = text.input_value()

    page.get_by_role("button", name="Add a picture").click()
    dialog = page.get_by_role("dialog", name="Add a picture")
    dialog.get_by_label("Picture").set_input_files(make_picture())
    dialog.get_by_role("button", name="Add the picture").click()
    expect(dialog.get_by_role("alert")).to_have_text("Say in words what the picture shows.")
    assert text.input_value() == before

    dialog.get_by_label("What it shows").fill("A teal [square]")
    dialog.get_by_role("button", name="Add the picture").click()

    expect(dialog).not_to_be_visible()
    assert "![A teal \\[square\\]](/media/images/" in text.input_value()


def test_a_file_that_is_no_picture_types_nothing_into_the_text(signed_in):
    page = signed_in()
    page.goto(chapter_page(make_draft()))
    text = page.get_by_label("Text")
    before = text.input_value()

    page.get_by_role("button", name="Add a picture").click()
    dialog = page.get_by_role("dialog", name="Add a picture")
    evil = {"name": "evil.gif", "mimeType": "image/gif", "buffer": b"<html><script>alert(1)</script>"}
    dialog.get_by_label("Picture").set_input_files(evil)
    dialog.get_by_label("What it shows").fill("Nothing good")
    dialog.get_by_role("button", name="Add the picture").click()

    expect(dialog.get_by_role("alert")).to_contain_text("not a picture that we can read")
    assert text.input_value() == before


def test_from_a_change_to_its_release_without_leaving_the_desk(signed_in, live_server):
    edition = actions.start_draft(guideline=make_released_edition().guideline)
    rewrite(edition, "focus-on-self", "time to reflect", "an hour to reflect")
    page = signed_in()
    page.goto("/admin/")

    page.get_by_role("link", name=re.compile("^Draft")).click()
    page.get_by_role("link", name="Explain “self-reflection”").click()
    page.get_by_label("Why").fill("An hour is what students asked for.")
    page.get_by_label("Evidence").fill("Survey of 2018.")
    page.get_by_label("What educators should do").fill("Put an hour into the timetable.")
    page.get_by_role("button", name="Save the explanations").click()
    page.get_by_role("link", name=str(edition)).click()
    expect(page.get_by_text("Nothing stops a release.")).to_be_visible()
    page.get_by_role("link", name="Release without waiting for an approval…").click()
    page.get_by_label("Why it cannot wait for an approval").fill("Nobody else is here.")
    page.get_by_role("button", name="Release edition 2 without approval").click()

    expect(page.get_by_text("is public")).to_be_visible()
    page.goto(f"/guidelines/{edition.guideline.slug}/chapters/focus-on-self/")
    expect(page.locator("#self-reflection")).to_contain_text("an hour to reflect")


def test_every_page_of_the_desk_is_accessible(signed_in):
    first = make_released_edition()
    draft = actions.start_draft(guideline=first.guideline)
    rewrite(draft, "focus-on-self", "time to reflect", "an hour to reflect")
    rewrite(draft, "working-with-others", "#shared-work", "#joint-work")
    edition = f"/admin/guidelines/edition/{Edition.objects.get(pk=draft.pk).pk}/"
    addresses = [
        "/admin/",
        f"/admin/guidelines/guideline/{first.guideline_id}/change/",
        f"{edition}change/",
        f"{edition}changes/",
        f"{edition}release/",
        f"{edition}review/",
        f"{edition}import/",
        f"{edition}preview/",
        f"{edition}preview/chapters/focus-on-self/",
        chapter_page(draft),
        f"/admin/guidelines/edition/{first.pk}/change/",
        f"/admin/guidelines/edition/{first.pk}/review/",
        f"/admin/guidelines/edition/{first.pk}/withdraw/",
        "/admin/portal/auditentry/",
        "/admin/auth/user/",
        "/admin/auth/user/add/",
    ]
    assert wrong_at(signed_in(bypass_csp=True), addresses, 1280) == {}
