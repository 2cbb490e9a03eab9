"""What a reviewer without an account sees and says; the secret in the address is the key."""

from django.db.models import Count
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from engagement.models import ReviewComment
from guidelines import exports
from guidelines.actions.reviewing import StaleReview
from guidelines.draft import Draft
from guidelines.views.downloads import draft_file
from portal import errors, markdown, slowing, stored

from . import actions, changes, passages, since
from .entering import quiet, with_link
from .forms import CommentForm, VerdictForm

About = ReviewComment.About
DOWNLOADS = 10  # a minute from one address: each is built when it is asked for


@with_link
@require_safe
def review(request, link):
    """The draft's chapters, and what there is to do."""
    draft = Draft(link.edition, parse=markdown.read)
    counts = dict(link.edition.review_comments.order_by().values_list("chapter_key").annotate(Count("pk")))
    for chapter in draft.chapters:
        chapter.comments = counts.pop(chapter.key, 0)
    context = _context(link, draft, home="") | {
        "summary": stored.html(link.edition.summary),
        "asked": link.edition.reviews.last(),
        "verdicts": link.edition.verdicts.select_related("made_by"),
        "lost": ReviewComment.objects.told().filter(edition=link.edition, chapter_key__in=counts),
        "formats": exports.FORMATS.values(),
    }
    return render(request, "reviewing/review.html", context)


@with_link
@require_http_methods(["GET", "HEAD", "POST"])
def chapter(request, link, slug):
    """One chapter as readers will see it, with a place for a comment under each of its parts."""
    draft = Draft(link.edition)
    chapter = draft.chapter(slug)
    if chapter is None:
        raise Http404("no such chapter in this draft")
    parts = passages.cut(draft.html(chapter))
    form = CommentForm(request.POST if request.method == "POST" else None, initial={"name": link.name})
    if form.is_bound and form.is_valid() and (comment := _commented(form, link, draft, chapter, parts)):
        return HttpResponseRedirect(f"{request.path}#comment-{comment.pk}", status=303)
    context = _context(link, draft, home="../../") | _chapter(draft, chapter, parts) | {"form": form}
    return render(request, "reviewing/chapter.html", context, status=422 if form.errors else 200)


def _chapter(draft, chapter, parts):
    """The chapter between its neighbours, each comment under the part that it is about. Three queries."""
    comments = list(ReviewComment.objects.told().filter(edition=draft.edition, chapter_key=chapter.key))
    of_chapter = [comment for comment in comments if comment.about == About.CHAPTER]
    for comment in of_chapter:
        comment.is_moved_on = comment.digest != passages.digest(draft.documents[chapter.pk].text)
    place = draft.chapters.index(chapter)
    return {
        "chapter": chapter,
        "parts": parts,
        "of_chapter": of_chapter,
        "lost": passages.place([comment for comment in comments if comment.about != About.CHAPTER], parts),
        "number": place + 1,
        "previous": draft.chapters[place - 1] if place else None,
        "next": draft.chapters[place + 1] if place + 1 < len(draft.chapters) else None,
    }


def _commented(form, link, draft, chapter, parts):
    """The comment, kept; None when what it is about went meanwhile: then the form, about the chapter now, says so."""
    said, about = form.cleaned_data, form.cleaned_data["about"]
    part = next((part for part in parts if part.about and part.about == about), None)
    if part is None and about != "chapter":
        form.data = form.data.copy()
        form.data["about"] = "chapter"
        form.add_error(
            "words",
            "The part that you commented on changed while you wrote. Your comment is still here: send it about the"
            " whole chapter, or copy it to the part where it belongs.",
        )
        return None
    kind = About.CHAPTER if part is None else About.STATEMENT if part.statement_key else About.PASSAGE
    return actions.comment(
        link=link,
        once=passages.digest(f"{form.once} {about} {said['words']}"),
        name=said["name"],
        words=said["words"],
        about=kind,
        chapter=chapter,
        statement_key=part.statement_key if part else "",
        quote=part.quote if part else "",
        digest=part.digest if part else passages.digest(draft.documents[chapter.pk].text),
        fingerprint=draft.fingerprint,
    )


@with_link
@require_safe
def changed(request, link):
    """What this draft changes against the edition before, and why."""
    draft, base = Draft(link.edition), request.path.removesuffix("changes/")
    context = _context(link, draft, home="../") | {
        "changed": changes.mark_all(changes.of(link.edition, draft, base=base)),
        "prose": changes.prose_of(draft, base=base),
    }
    return render(request, "reviewing/changes.html", context)


@with_link
@require_http_methods(["GET", "HEAD", "POST"])
def verdict(request, link):
    """Approving the draft, or asking for changes; about the text that was seen, or not at all."""
    at, draft = timezone.now(), Draft(link.edition, parse=markdown.read)
    form = VerdictForm(
        request.POST if request.method == "POST" else None,
        initial={"name": link.name, "seen": since.seen(draft, at)},
    )
    context, status = _context(link, draft, home="../") | {"form": form}, 200
    if form.is_bound:
        fingerprint, looked_at = since.read_seen(form.data.get("seen", ""))
        try:
            if form.is_valid():
                actions.say(link=link, fingerprint=fingerprint, **form.said)
                return HttpResponseRedirect(f"{request.path.removesuffix('verdict/')}#said", status=303)
            status = 422
        except StaleReview:
            context |= {"is_stale": True, "changed_since": since.changed_since(draft, looked_at)}
            form.show_again(seen=since.seen(draft, at))
            status = 409
    return render(request, "reviewing/verdict.html", context, status=status)


@with_link
@require_safe
def download(request, link, format):
    """The draft as a file, built now and marked as a draft."""
    if format not in exports.FORMATS:
        raise Http404("no such format")
    if slowing.count(request, "review-downloads") > DOWNLOADS:
        return errors.too_often(request)
    response = draft_file(request, link.edition, format)
    if response.status_code == 503:
        context = _context(link, None, home="../../") | {"kind": exports.FORMATS[format]}
        return render(request, "reviewing/no_file.html", context, status=503)
    return response


def _context(link, draft, *, home):
    """What every page of a review shows; `home` is the way from it to the first one. No `draft` where none is shown."""
    return {"link": link, "edition": link.edition, "draft": draft, "home": home} | quiet()
