"""Every component on one page, in every state, for those who build and check pages."""

from datetime import date, datetime
from types import SimpleNamespace as Thing
from zoneinfo import ZoneInfo

from django import forms
from django.contrib.admin.views.decorators import staff_member_required
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from portal import markdown

WORDS = """## A heading

Text with a [link](/), **weight**, *stress*, `code` and a note.[^1]

::: {.statement #a-key title="A statement"}
Give every student time to reflect.
:::

::: note
Something to know.
:::

::: {.warning title="Mind this"}
Something to mind.
:::

::: {.example title="From practice"}
What somebody did.
:::

::: {.case-study title="One programme"}
What one programme did.
:::

::: {.quotation by="A student"}
What somebody said.
:::

| Stage | Weeks |
|---|---:|
| Self | 12 |
| Others | 24 |

Term
:   What it means.

> Words of others.

[^1]: The note.
"""
LATE = datetime(2019, 3, 4, 9, tzinfo=ZoneInfo("Europe/London"))


class Fields(forms.Form):
    words = forms.CharField(max_length=100, required=False)
    kind = forms.ChoiceField(choices=[("", "Anything"), ("new", "New")], required=False)


@staff_member_required
@require_safe
def components(request):
    return render(request, "gallery.html", examples())


def examples():
    """What the components need, made up; no query."""
    old, current = (Thing(number=n, current_number=2, released_at=LATE) for n in (1, 2))
    statement = Thing(key="a-key")
    successors = Thing(all=[Thing(key="new-key", latest_number="2.1", latest_title="Its successor")])
    said = Thing(reason="Educators asked.", what_to_do="Look at your plan.")
    correction = Thing(made_at=LATE, why="A name was wrong.", before={"reason": "Educators demanded it."})
    change = Thing(kind="amended", said=said, successors=Thing(all=[]), corrections=Thing(all=[correction]))
    removed = Thing(kind="removed", said=Thing(reason="It was unclear.", what_to_do=""), successors=successors)
    file = Thing(
        number=2, details="PDF, 12 pages, 340 KB", uploaded_at=LATE, opens_in_browser=True, is_hard_to_read=True
    )
    document = Thing(
        slug="a", title="A framework", publisher="A body", year=2016, details=file.details, format="PDF", newest=file
    )
    chapter = Thing(title="A chapter")
    moment = Thing(
        marked=mark_safe("<p>Time to <del>think</del> <ins>reflect</ins>.</p>"),
        marked_title="",
        before=Thing(edition=old, chapter=chapter, number="1.2"),
        has_moved=True,
        has_other_audience=False,
        wording=Thing(chapter=chapter),
    )
    step = [(Thing(label="Removed"), 2)]
    return {
        "moment": moment,
        "places": [
            Thing(key="a-key", number="1.1", name="A statement", edition=2),
            Thing(key="b", number="1.2", name="B", edition=1),
        ],
        "since": [
            Thing(
                key="a-key",
                number="1.1",
                name="A statement",
                steps=step,
                is_removed=True,
                successors=[Thing(key="b", number="2.1", name="B")],
            )
        ],
        "mentions": [Thing(title="A page", get_absolute_url="/about/privacy/", published_at=LATE)],
        "statements_of_news": [
            Thing(key="a-key", latest_number="1.1", latest_title="A statement", get_absolute_url="/guidelines/")
        ],
        "kept": [("Feedback", "To mend what is wrong.", "1 year after it was sent.")],
        "words": markdown.render(WORDS),
        "kinds": ["new", "amended", "clarified", "moved", "removed", "unchanged"],
        "old": old,
        "withdrawal": Thing(made_at=LATE, reason="Newer research says otherwise."),
        "current": current,
        "changes": [change, removed],
        "wording": Thing(edition=current, statement=statement, number="1.1", name="A statement"),
        "guideline": Thing(slug="a", title="The title of a guideline"),
        "documents": [document],
        "pages": (("privacy", "Privacy"),),
        "news": [Thing(slug="a", title="News", published_at=LATE)],
        "event": Thing(
            slug="b",
            title="A workshop",
            summary="What it is about.",
            published_at=LATE,
            is_event=True,
            starts_at=LATE,
            ends_at=LATE.replace(hour=12),
            place="Leeds",
        ),
        "call": Thing(title="Steering group", summary="What it does.", is_open=True, closes_on=date(2019, 9, 30)),
        "surveys": [Thing(slug="a", title="A survey", is_open=False, closes_on=date(2018, 11, 9))],
        "neighbour": {"slug": "a", "title": "A chapter"},
        "page": Paginator(range(60), 20).page(2),
        "fields": list(Fields()),
    }
