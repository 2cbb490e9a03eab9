"""Takes the pictures of docs/editing.md anew: `.venv/bin/python -m pytest tests/browser/pictures.py`."""

import io
from datetime import timedelta

import docx
import pytest
from django.conf import settings
from django.utils import timezone
from PIL import Image

from engagement import starter
from guidelines import actions
from tests.make import make_editor

FOLDER = settings.BASE_DIR / "docs" / "pictures"
COLOURS = 64
HEIGHT = 900


@pytest.fixture
def desk(browser_of):
    guideline = starter.load()
    person = make_editor(username="ada", first_name="Ada", last_name="Lovelace", email="ada@example.org")
    return browser_of(person, viewport={"width": 1200, "height": HEIGHT}).new_page(), guideline, person


def take(page, name, part="#container", height=HEIGHT):
    """Stores the top of that part of the page in few colours."""
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(600)
    box = page.locator(part).first.bounding_box()
    clip = {"x": box["x"], "y": box["y"], "width": box["width"], "height": min(box["height"], height)}
    shot = Image.open(io.BytesIO(page.screenshot(clip=clip, full_page=True)))
    FOLDER.mkdir(exist_ok=True)
    shot.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(FOLDER / f"{name}.png", optimize=True)


def word_file():
    document = docx.Document()
    document.add_heading("Learning in placements", 1)
    document.add_paragraph("Students learn leadership where care is given.")
    document.add_heading("Before the placement", 2)
    document.add_paragraph("Agree with the placement what a student may lead.")
    document.add_heading("Supervision", 1)
    document.add_paragraph("A supervisor who asks good questions is worth many lectures.")
    file = io.BytesIO()
    document.save(file)
    return {
        "name": "draft.docx",
        "mimeType": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "buffer": file.getvalue(),
    }


def test_take_the_pictures_of_the_walk(desk):
    page, guideline, person = desk
    today = timezone.localdate()
    current = list(guideline.editions.get(number=2).chapters.order_by("position"))
    for chapter, days in zip(current, (-20, 12, 300, 400), strict=False):
        due = today + timedelta(days=days)
        actions.look_after_chapter(chapter=chapter, by=person, owner=person, next_review_on=due)
    draft = actions.start_draft(guideline=guideline, by=person)
    edition = f"/admin/guidelines/edition/{draft.pk}/"

    page.goto("/admin/")
    take(page, "desk")
    page.goto(f"{edition}import/")
    page.locator("input[type=file]").set_input_files(word_file())
    page.get_by_role("button", name="Read the document").click()
    take(page, "import", height=700)
    page.get_by_role("button", name="Import 2 chapters").click()
    removed = draft.chapters.get(slug="evaluating-and-sustaining")
    actions.remove_chapter(chapter=removed, by=person)
    page.goto(f"{edition}change/")
    take(page, "chapters", part=".desk-chapters", height=1200)
    chapter = draft.chapters.get(slug="stage-1-self")
    page.goto(f"/admin/guidelines/chapter/{chapter.pk}/change/")
    take(page, "editor", height=1000)
    page.goto(f"/admin/guidelines/chapter/{chapter.pk}/split/")
    page.get_by_label("Mistakes and limits").check()
    page.get_by_role("button", name="See the two chapters").click()
    take(page, "split")
    chapter.body = chapter.body.replace(
        "Give every student a planned occasion", "Give every student two planned occasions"
    )
    actions.save_chapter(chapter=chapter, by=person)
    page.goto(f"{edition}changes/")
    take(page, "explain")
    page.goto(f"/admin/guidelines/chapter/{current[0].pk}/care/")
    take(page, "review")
    sizes = {file.name: file.stat().st_size for file in FOLDER.glob("*.png")}
    assert {name: size for name, size in sizes.items() if size > 120_000} == {}
