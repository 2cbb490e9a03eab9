"""Valid rows for tests; states are reached through the actions that editors use."""

from datetime import UTC, datetime
from itertools import count

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission

from guidelines import actions
from guidelines.models import Edition, Guideline
from resources.models import Document, NewsItem

_serial = count(1)
FIRST_RELEASE = datetime(2018, 10, 1, 9, tzinfo=UTC)
SECOND_RELEASE = datetime(2019, 3, 4, 9, tzinfo=UTC)

STATEMENT = """::: {{.statement #{key} title="{title}"}}
{words}
:::
"""


def make_statement(key, words="Give every student time to reflect.", title=None):
    """The Markdown of a statement."""
    return STATEMENT.format(key=key, words=words, title=title or key.replace("-", " ").capitalize())


def make_editor(*permissions, username=None, **fields):
    """A member of staff with these permissions (“guidelines.change_chapter”), or with all when none is given."""
    name = username or f"editor-{next(_serial)}"
    user = get_user_model().objects.create_user(name, password="a long enough password", is_staff=True, **fields)
    if permissions:
        wanted = [permission.split(".")[1] for permission in permissions]
        user.user_permissions.set(Permission.objects.filter(codename__in=wanted))
    else:
        user.groups.add(everything())
    return user


def everything():
    """The group with all permissions."""
    group, is_new = Group.objects.get_or_create(name="All permissions (tests)")
    if is_new:
        group.permissions.set(Permission.objects.all())
    return group


def make_administrator(**fields):
    return get_user_model().objects.create_superuser(f"administrator-{next(_serial)}", password="long enough", **fields)


def make_document(**fields):
    """A document that another publisher keeps."""
    facts = {"slug": f"document-{next(_serial)}", "title": "A framework", "kind": "framework"}
    return Document.objects.create(**facts | {"url": "https://example.org/framework"} | fields)


def make_news_item(**fields):
    facts = {"slug": f"news-{next(_serial)}", "title": "News", "summary": "One sentence."}
    return NewsItem.objects.create(**facts | fields)


def make_guideline(**fields):
    serial = next(_serial)
    facts = {
        "slug": f"guideline-{serial}",
        "name": f"Guideline {serial}",
        "title": f"The full title of guideline {serial}",
        "short_title": f"Guideline {serial}",
        "standfirst": "What it is and for whom.",
        "introduction": "## What it is for\n\nReading.",
        "overview": "## Who it is for\n\nEducators.",
    }
    return actions.save_guideline(guideline=Guideline(**facts | fields))


def make_draft(guideline=None, bodies=None):
    """A draft with these chapter texts by slug; without any, two chapters of three statements."""
    edition = actions.start_draft(guideline=guideline or make_guideline())
    for slug, body in (bodies or make_bodies()).items():
        actions.add_chapter(edition=edition, title=slug.replace("-", " ").capitalize(), slug=slug, body=body)
    return edition


def make_bodies():
    return {
        "focus-on-self": "Leadership begins with noticing.\n\n## Knowing oneself\n\n"
        + make_statement("self-reflection")
        + "\n"
        + make_statement("values-in-practice", "Ask students to relate a decision to a value."),
        "working-with-others": "## In teams\n\n" + make_statement("shared-work", "Let students work in mixed teams."),
    }


def make_released_edition(guideline=None, bodies=None, at=FIRST_RELEASE, by=None):
    edition = make_draft(guideline, bodies)
    return force_release(edition=edition, by=by, at=at)


def force_release(*, edition, by=None, at=None, **said):
    """A release for which nobody else is asked: for tests that are about something other than reviews."""
    return actions.release(edition=edition, by=by or make_editor(), at=at, reason="Nobody else is here.", **said)


def rewrite(edition, slug, old, new, by=None):
    """Replaces words in a draft's chapter, as an editor would."""
    chapter = edition.chapters.get(slug=slug)
    assert old in chapter.body
    chapter.body = chapter.body.replace(old, new)
    return actions.save_chapter(chapter=chapter, by=by)


def explain(edition, key, kind="amended", **said):
    """An explanation with everything that a release asks for."""
    words = {"reason": "Educators asked for it.", "evidence": "Survey of 2018.", "what_to_do": "Look at your plan."}
    return actions.explain_change(edition=edition, key=key, kind=kind, **words | said)


def make_second_edition(first=None, at=SECOND_RELEASE, by=None):
    """Edition 2 of `first`: one statement amended, one moved, one removed, one new, all explained."""
    first = first or make_released_edition()
    draft = actions.start_draft(guideline=first.guideline)
    rewrite(draft, "focus-on-self", "time to reflect", "a planned time to reflect")
    moved = make_statement("values-in-practice", "Ask students to relate a decision to a value.")
    rewrite(draft, "focus-on-self", moved, "")
    rewrite(draft, "working-with-others", make_statement("shared-work", "Let students work in mixed teams."), moved)
    actions.add_chapter(edition=draft, title="New", slug="new", body="Words.\n\n" + make_statement("fresh-start"))
    explain(draft, "self-reflection")
    explain(draft, "fresh-start", "new")
    explain(draft, "shared-work", "removed", successors=["fresh-start"])
    return force_release(edition=Edition.objects.get(pk=draft.pk), by=by, at=at)
