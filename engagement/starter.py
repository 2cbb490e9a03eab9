"""Starter content: the files under starter/, loaded through the same actions that editors use."""

import tomllib
from datetime import UTC
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.core.files.base import ContentFile

import engagement.actions
import guidelines.actions
import resources.actions
from engagement.models import SteeringGroupCall, Survey, SurveyQuestion, SurveySection
from guidelines.models import Guideline
from resources.models import Document, NewsItem, Page

FOLDER = Path(settings.BASE_DIR) / "starter"
LOADER = "starter-content"
UNREVIEWED = "Sample content that comes with the portal: nobody has reviewed it, and it is there to be replaced."


def load():
    """Fills an empty portal; returns the guideline. Call it in a transaction."""
    loader, _ = get_user_model().objects.get_or_create(
        username=LOADER,
        defaults={
            "password": make_password(None),
            "is_active": False,
            "first_name": "Starter",
            "last_name": "content",
        },
    )
    facts = _toml("guideline.toml")
    guideline = Guideline(
        **facts, introduction=_text("introduction.md"), overview=_text("overview.md"), is_featured=True
    )
    _documents()
    guidelines.actions.save_guideline(guideline=guideline)
    for folder in sorted(FOLDER.glob("edition-*")):
        _edition(guideline, folder.name, loader)
    _relate(guideline)
    _news(guideline)
    _pages()
    _taking_part(guideline)
    return guideline


def _text(name):
    return (FOLDER / name).read_text(encoding="utf-8")


def _toml(name):
    return tomllib.loads(_text(name))


def _edition(guideline, name, loader):
    facts = _toml(f"{name}/edition.toml")
    edition = guidelines.actions.start_draft(guideline=guideline)
    edition.summary = facts["summary"].strip()
    edition.save()
    for chapter in edition.chapters.all():
        if chapter.slug not in {wanted["slug"] for wanted in facts["chapters"]}:
            guidelines.actions.remove_chapter(chapter=chapter)
    for position, wanted in enumerate(facts["chapters"], start=1):
        _chapter(edition, name, position, loader, **wanted)
    for change in facts.get("changes", []):
        guidelines.actions.explain_change(edition=edition, **change)
    guidelines.actions.release(edition=edition, by=loader, at=facts["released"].astimezone(UTC), reason=UNREVIEWED)


def _chapter(edition, folder, position, loader, *, slug, title, reviewed):
    file = FOLDER / folder / f"{slug}.md"
    chapter = edition.chapters.filter(slug=slug).first()
    if chapter is None:
        chapter = guidelines.actions.add_chapter(edition=edition, title=title, slug=slug)
    chapter.title = title
    if file.exists():
        chapter.body = file.read_text(encoding="utf-8")
    guidelines.actions.save_chapter(chapter=chapter)
    guidelines.actions.move_chapter(chapter=chapter, position=position)
    guidelines.actions.review_chapter(chapter=chapter, by=loader, reviewed_on=reviewed)


def _documents():
    for facts in _toml("documents.toml")["documents"]:
        name = facts.pop("file", "")
        document = resources.actions.save_document(document=Document(**facts))
        if name:
            content = ContentFile((FOLDER / "documents" / name).read_bytes(), name=name)
            resources.actions.add_version(document=document, file=content, note="Sample content")


def _relate(guideline):
    for slug in _toml("documents.toml")["related"]["guideline"]:
        document = Document.objects.get(slug=slug)
        resources.actions.relate(guideline=guideline, document=document)


def _news(guideline):
    for facts in _toml("news.toml")["items"]:
        item = NewsItem(
            slug=facts["slug"],
            title=facts["title"],
            summary=facts["summary"],
            body=facts["body"].strip(),
            published_at=facts["published"],
            starts_at=facts.get("starts"),
            ends_at=facts.get("ends"),
            place=facts.get("place", ""),
            guideline=guideline,
        )
        resources.actions.save_news_item(item=item)


def _pages():
    for position, facts in enumerate(_toml("pages.toml")["pages"], start=1):
        page = Page(**facts, body=_text(f"pages/{facts['slug']}.md"), position=position)
        resources.actions.save_page(page=page)


def _taking_part(guideline):
    survey, call = _toml("survey.toml"), _toml("steering_group.toml")
    for facts in (survey, call):
        facts["opens_on"], facts["closes_on"] = facts.pop("opens"), facts.pop("closes")
    sections = survey.pop("sections")
    _questions(engagement.actions.save_survey(survey=Survey(**survey, guideline=guideline)), sections)
    engagement.actions.save_call(call=SteeringGroupCall(**call, guideline=guideline))


def _questions(survey, sections):
    for position, section in enumerate(sections, start=1):
        questions = section.pop("questions")
        section = SurveySection.objects.create(survey=survey, position=position, **section)
        for place, facts in enumerate(questions, start=1):
            listed = {name: "\n".join(facts.pop(name, [])) for name in ("options", "rows", "keys")}
            SurveyQuestion.objects.create(section=section, position=place, **facts, **listed)
