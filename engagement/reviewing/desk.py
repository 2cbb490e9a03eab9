"""The desk's page about who reviews an edition: their links, what they said, what editors answer."""

from datetime import datetime, time
from uuid import UUID

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from engagement.models import ReviewLink
from guidelines.actions import NotADraft, Refused
from guidelines.admin.access import page, with_edition
from portal import posted
from portal.paging import page_of

from . import actions, dossier_pages, passages
from .forms import AnswerForm, ExpiryForm, LinkForm, fresh_seed, secret_of

PER_PAGE = 50
SHOWN = {"open": "Open", "resolved": "Resolved", "": "All"}


@admin.register(ReviewLink)
class ReviewLinkAdmin(admin.ModelAdmin):
    """Holds the addresses of the desk's pages about reviewing; there is no list of links beside them."""

    def get_urls(self):
        desk = self.admin_site.admin_view
        return [
            path("edition/<int:pk>/", desk(view), name="review"),
            path("edition/<int:pk>/dossier/", desk(dossier_pages.html), name="dossier"),
            path("edition/<int:pk>/dossier.json", desk(dossier_pages.json), name="dossier_json"),
        ]

    def has_module_permission(self, request):
        return False


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@with_edition("view_edition")
def view(request, edition):
    """Links and comments; each button is a deed of this page, so that a refused one keeps what was typed."""
    form, answering = LinkForm(), None
    if request.method == "POST":
        deed, permission = DEEDS.get(request.POST.get("deed"), (None, ""))
        if deed is None:
            raise Http404("no such button")
        if not request.user.has_perm(f"engagement.{permission}"):
            raise PermissionDenied
        try:
            done = deed(request, edition)
        except Refused as refusal:
            messages.error(request, str(refusal))
            done = HttpResponseRedirect(request.get_full_path())
        if not isinstance(done, LinkForm | AnswerForm):
            return done
        form, answering = (done, None) if isinstance(done, LinkForm) else (form, done)
    context = page(request, f"Reviewers of edition {edition.number}", edition, form=form, answering=answering)
    return render(request, "reviewing/desk.html", context | _links(edition) | _comments(request, edition))


def _links(edition):
    links = edition.review_links.select_related("made_by").annotate(said=Count("comments"))
    return {"links": links, "fresh": fresh_seed()}


def _comments(request, edition):
    """A page of comments, narrowed as the address asks, each with whether its words still stand."""
    comments = edition.review_comments.told()
    chosen = request.GET.get("show", "open" if edition.is_draft else "")
    wanted = _uuid(request.GET.get("chapter", ""))
    found = comments.filter(chapter_key=wanted) if wanted else comments
    if chosen in ("open", "resolved"):
        found = found.filter(resolved_at__isnull=chosen == "open")
    shown = page_of(found, request, size=PER_PAGE)
    titles = dict(edition.review_comments.order_by("pk").values_list("chapter_key", "chapter_title"))
    chapters = {chapter.key: chapter for chapter in edition.chapters.filter(key__in=titles).order_by("position")}
    _judge(shown.object_list, chapters)
    now = [(key, chapter.title) for key, chapter in chapters.items()]
    return {
        "page": shown,
        "shown": SHOWN,
        "chosen": chosen,
        "wanted": wanted,
        "titles": now + [(key, f"{title} (no longer there)") for key, title in titles.items() if key not in chapters],
        "counts": edition.review_comments.counted(),
    }


def _judge(comments, chapters):
    """Gives each comment its `chapter` today and `is_moved_on`: whether its words have changed since."""
    by_chapter = {}
    for comment in comments:
        comment.chapter = chapters.get(comment.chapter_key)
        comment.is_moved_on = True
        by_chapter.setdefault(comment.chapter, []).append(comment)
    for chapter, said in by_chapter.items():
        if chapter:
            passages.judge(said, chapter.body)


def _uuid(value):
    try:
        return UUID(value)
    except ValueError:
        return None


# ── What the buttons do ──────────────────────────────────────────────────────────────────────────


def _make(request, edition):
    if not edition.is_draft:
        raise NotADraft(edition)  # its page has no form any more that could show what is wrong
    form = LinkForm(request.POST)
    if not form.is_valid():
        return form
    said = form.cleaned_data
    said |= {"secret": secret_of(said.pop("seed")), "expires_at": _end_of(said.pop("expires_on"))}
    return _made(request, *actions.make_link(edition=edition, by=request.user, **said))


def _end_of(day):
    return timezone.make_aware(datetime.combine(day, time(23, 59, 59)))


def _renew(request, edition):
    secret = secret_of(request.POST.get("seed", ""))
    return _made(request, *actions.renew_link(link=_link(request, edition), by=request.user, secret=secret))


def _made(request, link, secret):
    """The one page that ever shows the address, and only when it was not sent by e-mail."""
    address = "" if link.email else settings.SITE_URL + actions.address_of(secret)
    context = page(request, f"A link for {link.name}", link.edition, link=link, address=address)
    return render(request, "reviewing/link_made.html", context)


def _set_expiry(request, edition):
    link, form = _link(request, edition), ExpiryForm(request.POST)
    if form.is_valid():
        link = actions.change_expiry(link=link, by=request.user, expires_at=_end_of(form.cleaned_data["expires_on"]))
        day = date_format(timezone.localtime(link.expires_at), "j F Y")
        messages.success(request, f"The link for {link.who} works until {day}.")
    else:
        messages.error(request, f"The link for {link.who} is as it was. {form.errors['expires_on'][0]}")
    return HttpResponseRedirect(request.get_full_path())


def _revoke(request, edition):
    link = actions.revoke_link(link=_link(request, edition), by=request.user)
    messages.success(request, f"The link for {link.who} opens nothing any more.")
    return HttpResponseRedirect(request.get_full_path())


def _answer(request, edition):
    comment, form = _comment(request, edition), AnswerForm(request.POST)
    form.comment = comment
    if not form.is_valid():
        return form
    said = form.cleaned_data
    actions.answer(comment=comment, by=request.user, **said)
    messages.success(request, "The comment is resolved." if said["resolve"] else "The answer is kept.")
    return HttpResponseRedirect(request.get_full_path())


def _reopen(request, edition):
    actions.reopen(comment=_comment(request, edition), by=request.user)
    messages.success(request, "The comment is open again.")
    return HttpResponseRedirect(request.get_full_path())


def _link(request, edition):
    return get_object_or_404(edition.review_links, pk=posted.number(request.POST.get("link", "")))


def _comment(request, edition):
    return get_object_or_404(edition.review_comments, pk=posted.number(request.POST.get("comment", "")))


DEEDS = {  # each with the permission that it takes
    "make": (_make, "add_reviewlink"),
    "renew": (_renew, "add_reviewlink"),
    "expiry": (_set_expiry, "change_reviewlink"),
    "revoke": (_revoke, "change_reviewlink"),
    "answer": (_answer, "add_reviewanswer"),
    "reopen": (_reopen, "change_reviewcomment"),
}
