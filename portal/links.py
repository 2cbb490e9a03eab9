"""Links that editors write by name, such as `document:framework`; settings.LINKABLE names the models."""

from itertools import chain

from django.apps import apps
from django.conf import settings
from django.db.models import Q


def addresses(scheme, slugs):
    """Where each of these things is: {slug: address}, without those that do not exist. One query."""
    if not slugs or scheme not in settings.LINKABLE:
        return {}
    model = apps.get_model(settings.LINKABLE[scheme])
    return {thing.slug: thing.get_absolute_url() for thing in model.objects.filter(slug__in=slugs)}


def resolver(*documents):
    """The `resolve` function for these parsed texts: answers the schemes of settings.LINKABLE, one query each."""
    named = {}
    for link in chain.from_iterable(document.links for document in documents):
        scheme, _, slug = link.target.partition(":")
        named.setdefault(scheme, set()).add(slug)
    known = {scheme: addresses(scheme, slugs) for scheme, slugs in named.items()}
    return lambda scheme, slug: known.get(scheme, {}).get(slug)


def search(words, *, most):
    """[{"kind", "title", "target"}] of things that can be linked to by name and whose title holds all these words."""
    found = []
    for scheme, label in settings.LINKABLE.items():
        things = apps.get_model(label).objects.order_by("title")
        for word in words:
            things = things.filter(Q(title__icontains=word) | Q(slug__icontains=word))
        found += [
            {"kind": scheme.capitalize(), "title": title, "target": f"{scheme}:{slug}"}
            for slug, title in things.values_list("slug", "title")[:most]
        ]
    return found
