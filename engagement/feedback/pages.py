"""Which page somebody speaks of: only one of ours, named by its title where it has one."""

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.urls import Resolver404, resolve

from engagement.models import Survey
from guidelines.models import Chapter, Guideline, Wording
from portal import secret_links
from portal.models import is_local_path
from resources.models import Document, NewsItem, Page

LONGEST = 500
OWN = {"/feedback/"}


def local(address):
    """The address without what could lead elsewhere or open something secret; empty for one that is not ours."""
    path, question_mark, query = address.strip()[:LONGEST].partition("?")
    try:
        is_local_path(path)
    except ValidationError:
        return ""
    if path in OWN or path.startswith("/admin/"):
        return ""
    query = query if query.isprintable() and "#" not in query else ""
    return secret_links.hidden(path) + (question_mark + query if query else "")


def title_of(address):
    """What the page at this address is called, or nothing; one query at most."""
    try:
        found = resolve(address.partition("?")[0])
    except Resolver404:
        return ""
    if found.view_name in FIXED:
        return FIXED[found.view_name]
    try:
        return TITLES[found.view_name](found.kwargs)[:300] if found.view_name in TITLES else ""
    except ObjectDoesNotExist:
        return ""


def document_of(address):
    """The public document whose page it is, or None."""
    try:
        found = resolve(address.partition("?")[0])
    except Resolver404:
        return None
    if found.view_name != "resources:document":
        return None
    return Document.objects.public().filter(slug=found.kwargs["slug"]).first()


def _chapter(asked):
    chapters = Chapter.objects.current().filter(edition__guideline__slug=asked["guideline"])
    return chapters.only("title").get(slug=asked["chapter"]).title


def _pinned_chapter(asked):
    chapters = Chapter.objects.released().filter(edition__number=asked["number"])
    title = chapters.only("title").get(edition__guideline__slug=asked["guideline"], slug=asked["chapter"]).title
    return f"{title}, edition {asked['number']}"


def _statement(asked):
    found = Wording.objects.current().filter(statement__guideline__slug=asked["guideline"])
    return str(found.select_related("statement").get(statement__key=asked["key"]))


FIXED = {
    "guidelines:landing": "The first page",
    "guidelines:index": "Guidelines",
    "resources:documents": "Resources",
    "resources:news": "News and events",
    "search:search": "Search",
    "engagement:take_part": "Take part",
    "engagement:steering_group": "Steering group",
    "engagement:subscribe": "Updates by e-mail",
}
TITLES = {
    "guidelines:chapter": _chapter,
    "guidelines:pinned_chapter": _pinned_chapter,
    "guidelines:statement": _statement,
    "guidelines:guideline": lambda asked: Guideline.objects.public().get(slug=asked["guideline"]).name,
    "resources:document": lambda asked: Document.objects.public().get(slug=asked["slug"]).title,
    "resources:news_item": lambda asked: NewsItem.objects.public().get(slug=asked["slug"]).title,
    "resources:page": lambda asked: Page.objects.get(slug=asked["slug"]).title,
    "engagement:survey": lambda asked: Survey.objects.announced().get(slug=asked["slug"]).title,
}
