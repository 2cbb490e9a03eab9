"""Writing a letter from its templates."""

from django.conf import settings
from django.template.exceptions import TemplateDoesNotExist
from django.template.loader import render_to_string

from portal import background
from portal.models import Enclosure, Letter
from portal.models.enclosure import HERE

from .sending import send_due

LONGEST_SUBJECT = 200


def queue(*, once, to, template, context=None, headers=None, enclosure=None):
    """Puts a letter into the outbox in the caller's transaction; the same `once` twice is one letter.

    `template` names three files: `….subject.txt`, `….txt` and, if there is one, `….html`; they see `context`,
    `site_url` and `site_name`; where `enclosed` stands in them, the enclosure is put in when the letter is sent.
    """
    if Letter.objects.filter(once=once).exists():
        return
    context = {"site_url": settings.SITE_URL, "site_name": settings.SITE_NAME} | (context or {})
    context["enclosed"] = HERE
    Letter.objects.bulk_create(
        [
            Letter(
                once=once,
                to=to,
                # A line break in a subject would start a header of its own.
                subject=" ".join(render_to_string(f"{template}.subject.txt", context).split())[:LONGEST_SUBJECT],
                text=render_to_string(f"{template}.txt", context).strip() + "\n",
                html=_html(template, context),
                headers=headers or {},
                enclosure=enclosure,
            )
        ],
        ignore_conflicts=True,
    )
    background.after_commit(send_due)


def enclose(*, once, template, context):
    """The Enclosure of that name, written from `….txt` and `….html` when there is none yet."""
    found = Enclosure.objects.filter(once=once).first()
    if found is None:
        context = {"site_url": settings.SITE_URL, "site_name": settings.SITE_NAME} | context
        said = {"text": render_to_string(f"{template}.txt", context).strip(), "html": _html(template, context)}
        found, _ = Enclosure.objects.get_or_create(once=once, defaults=said)
    return found


def _html(template, context):
    try:
        return render_to_string(f"{template}.html", context)
    except TemplateDoesNotExist:
        return ""
