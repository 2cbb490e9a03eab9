"""Where things are that had another address before. Readers’ ordinary pages never come here: only a 404 does."""

import logging
from contextlib import contextmanager
from urllib.parse import quote

from django.conf import settings
from django.db import DatabaseError, transaction
from django.http import HttpResponsePermanentRedirect, HttpResponseRedirect
from django.utils.module_loading import import_string

from portal.models import Redirect

logger = logging.getLogger(__name__)
MOST_STEPS = 10
LONGEST = 500
REMEMBERED = "public, max-age=3600"  # an hour: an address may be given to something new


class Loop(Exception):
    """The redirect would send readers round in circles; nothing was changed."""

    def __init__(self):
        super().__init__("This would send readers round in circles, back to the old address.")


@transaction.atomic
def save(*, redirect, by=None):
    """Keeps an editor's redirect, led straight to where its chain ends, as are those that lead to it. Raises Loop."""
    redirect.made_by = by
    redirect.new = end_of_chain(redirect)
    redirect.save()
    for earlier in Redirect.objects.exclude(pk=redirect.pk).filter(new__startswith=redirect.old):
        _lead_on(earlier, redirect)
    return redirect


@transaction.atomic
def leave(*, old, new):
    """Notes that what was at `old`, with everything below it, is at `new` from now on."""
    Redirect.objects.filter(old__in=[old, new]).delete()  # something lives at `new` now: nothing leads away from it
    redirect = Redirect.objects.create(old=old, new=new, covers_below=True)
    for earlier in Redirect.objects.exclude(pk=redirect.pk).filter(new__startswith=old):
        _lead_on(earlier, redirect)
    return redirect


@contextmanager
def following(thing):
    """Put it around the saving of something with an address: when that changes, a redirect stays behind."""
    with transaction.atomic():
        before = _public_address(thing)
        yield
        if before and before != thing.get_absolute_url():
            leave(old=before, new=thing.get_absolute_url())


def resolve(path, *, without=None):
    """Where that path leads, at the end of its chain, or None; `without` the redirect of that pk. Raises Loop."""
    here = path
    for _ in range(MOST_STEPS):
        there = _step(_path(here), without)
        if there is None:
            return here if here != path else None
        here = there
    raise Loop


def middleware(get_response):
    """Answers 301, query string kept, where nothing is published but something was."""

    def answer(request):
        response = get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD") or len(request.path) > LONGEST:
            return response
        try:
            return _kept(request) or _moved(request) or response
        except (DatabaseError, Loop) as error:
            logger.warning("No redirect was looked up for %r: %s", request.path, error)
            return response

    return answer


def _kept(request):
    target = resolve(request.path)
    return target and _towards(request, target, HttpResponsePermanentRedirect)


def _moved(request):
    """What the apps know: settings.MOVED names functions that take a path and answer (address, for ever?)."""
    for name in settings.MOVED:
        if found := import_string(name)(request.path):
            address, for_ever = found
            return _towards(request, address, HttpResponsePermanentRedirect if for_ever else HttpResponseRedirect)
    return None


def _towards(request, target, response):
    path, hash_sign, fragment = target.partition("#")
    if query := request.META.get("QUERY_STRING", ""):
        path += ("&" if "?" in path else "?") + query
    answer = response(quote(path, safe="/?&=%:@!$'()*+,;~-._") + hash_sign + quote(fragment, safe="%-._~"))
    answer["Cache-Control"] = REMEMBERED
    return answer


def _path(address):
    return address.split("?")[0].split("#")[0]


def _step(path, without):
    """One step from that path: by the redirect that says most about it. One query, none from another site."""
    if not path.startswith("/"):
        return None
    parts = path.strip("/").split("/")
    above = ["/" + "/".join(parts[:end]) for end in range(1, len(parts) + 1)]
    candidates = Redirect.objects.filter(old__in=[*above, *(each + "/" for each in above), "/"]).exclude(pk=without)
    for redirect in sorted(candidates, key=lambda redirect: len(redirect.old), reverse=True):
        if target := redirect.target_of(path):
            return target if target != path else None
    return None


def end_of_chain(redirect):
    """Where readers would arrive by this redirect, saved or not. Raises Loop."""
    end = resolve(redirect.new, without=redirect.pk) or redirect.new
    if redirect.target_of(_path(redirect.new)) or redirect.target_of(_path(end)):
        raise Loop
    return end


def _lead_on(earlier, redirect):
    """Points an earlier redirect past this one's old address; drops it when it would lead to itself."""
    target = redirect.target_of(earlier.new)
    if target is None:
        return
    if earlier.target_of(target):
        earlier.delete()
        return
    earlier.new = target
    earlier.save(update_fields=["new"])


def _public_address(thing):
    rows = type(thing)._default_manager.all()
    rows = rows.public() if hasattr(rows, "public") else rows
    stored = rows.filter(pk=thing.pk).first() if thing.pk else None
    return stored.get_absolute_url() if stored else None
