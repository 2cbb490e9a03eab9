"""Who has the secret may enter: without account and cookie, slowed when guessing, leaving no trace of the address."""

from datetime import timedelta
from functools import wraps

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from engagement.models import ReviewLink
from guidelines.actions import NotADraft
from portal import errors, secret_links, slowing

GUESSES = 20  # a minute from one address
POSTS = 30
KEPT = 10_000  # characters of a text that came too late, which its writer gets back


def with_link(view):
    """Hands the view the open link of its secret; every other way ends on a page that says why."""

    @csrf_exempt
    @wraps(view)
    def entered(request, secret, **kwargs):
        try:
            response = _answer(view, request, secret, kwargs)
        except Http404 as missing:
            response = errors.not_found(request, missing)
        for name, value in secret_links.HEADERS.items():
            response[name] = value
        return response

    return entered


def _answer(view, request, secret, kwargs):
    if slowing.is_exhausted(request, "review-links", per_minute=GUESSES):
        return errors.too_often(request)
    links = ReviewLink.objects.select_related("edition__guideline")
    link = links.filter(digest=secret_links.digest(secret)).first()
    if link is None:
        slowing.count(request, "review-links")
        return _closed(request, None, status=404)
    if not link.edition.is_draft:
        return _closed(request, link, status=200)
    if not link.is_open:
        return _closed(request, link, status=410)
    if request.method == "POST" and slowing.count(request, "review-posts") > POSTS:
        return errors.too_often(request)
    _note_use(link)
    try:
        return view(request, link, **kwargs)
    except NotADraft:  # released while the reviewer typed
        return _closed(request, link, status=200)


def _closed(request, link, *, status):
    """A page instead of the draft; what was typed meanwhile comes back to its writer."""
    if link:
        link.edition.refresh_from_db()
    context = {"link": link, "edition": link and link.edition, "typed": request.POST.get("words", "")[:KEPT]}
    return render(request, "reviewing/closed.html", context | quiet(), status=status)


def quiet():
    """What keeps the secret out of a page's own text: base.html prints the page's address."""
    return {"page_url": ""}


def _note_use(link):
    now = timezone.now()
    if link.last_used_at is None or link.last_used_at < now - timedelta(minutes=1):
        ReviewLink.objects.filter(pk=link.pk).update(last_used_at=now)
