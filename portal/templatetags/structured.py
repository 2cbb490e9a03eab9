"""Facts about a page for machines, as schema.org knows them."""

import json

from django import template
from django.conf import settings
from django.utils.html import _json_script_escapes
from django.utils.safestring import mark_safe

register = template.Library()


@register.simple_tag
def structured(kind, **facts):
    """A JSON-LD block: `{% structured "Article" headline=title dateModified=date %}`; empty facts are left out.

    A data block is not run, so the Content-Security-Policy allows it; `<`, `>` and `&` are escaped as in json_script.
    """
    publisher = {"@type": "Organization", "name": settings.PUBLISHER}
    known = {name: _plain(fact) for name, fact in facts.items() if fact}
    data = {"@context": "https://schema.org", "@type": kind, **known, "publisher": publisher}
    text = json.dumps(data, ensure_ascii=False).translate(_json_script_escapes)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308


def _plain(fact):
    return fact.isoformat() if hasattr(fact, "isoformat") else str(fact)
