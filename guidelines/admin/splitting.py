"""Splitting a chapter: choose a heading, see both halves, name the new one."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from guidelines import actions
from guidelines.actions.splitting import cut
from guidelines.models import Chapter
from portal import markdown
from portal.markdown import splitting

from . import addresses
from .access import page, with_chapter


class SplitForm(addresses.MindsOldAddresses, forms.ModelForm):
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    class Meta:
        model = Chapter
        fields = ["title", "slug"]
        labels = {"title": "Title of the new chapter", "slug": "Its address"}

    def __init__(self, *args, chapter, **kwargs):
        super().__init__(*args, **kwargs)
        self.chapter = chapter

    def clean(self):
        super().clean()
        self.refuse_reuse(self.chapter.edition.guideline_id)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@with_chapter("change_chapter")
def view(request, chapter):
    """Without `at` the headings to choose from; with it both halves and the names of the new one."""
    if not chapter.edition.is_draft:
        messages.error(request, str(actions.NotADraft(chapter.edition)))
        return redirect("admin:guidelines_chapter_change", chapter.pk)
    at = request.GET.get("at", "")
    context = page(request, f"Split “{chapter.title}”", chapter.edition, chapter=chapter)
    try:
        halves = cut(chapter.body, at) if at else None
    except actions.NoSuchHeading as refusal:
        messages.error(request, str(refusal))
        return redirect("admin:guidelines_chapter_split", chapter.pk)
    if halves is None:
        return render(request, "desk/split.html", context | {"places": splitting.places(chapter.body)})
    form = SplitForm(request.POST or None, chapter=chapter, initial=_suggested(chapter, halves))
    if form.is_valid() and _is_split(request, chapter, at, form):
        return redirect("admin:guidelines_edition_change", chapter.edition_id)
    shown = [(chapter.title, _html(halves.before)), (halves.title, _html(halves.after))]
    return render(request, "desk/split_seen.html", context | {"form": form, "shown": shown, "at": at})


def _suggested(chapter, halves):
    return {"title": halves.title, "slug": slugify(halves.title)[:100], "seen": chapter.newest_number}


def _is_split(request, chapter, at, form):
    try:
        said = {name: form.cleaned_data[name] for name in ("title", "slug", "seen")}
        new = actions.split_chapter(chapter=chapter, at=at, by=request.user, **said)
    except (actions.AddressTaken, markdown.TooLong) as refusal:
        form.add_error("slug", str(refusal))
    except actions.StaleChapter as refusal:
        form.add_error(
            None, f"{refusal.newest.who} saved this chapter since you opened this page. Choose the place again."
        )
    except actions.Refused as refusal:
        form.add_error(None, str(refusal))
    else:
        messages.success(request, f"“{chapter.title}” is split: “{new.title}” follows it as a chapter of its own.")
        return True
    return False


def _html(text):
    return mark_safe(markdown.render(text, resolve=lambda *_: "#"))  # noqa: S308 - portal.markdown has just sanitised it
