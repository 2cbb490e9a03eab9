"""Who looks after a chapter, when the whole of it was reviewed, and which chapters wait for that."""

from datetime import date

from django import forms
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from guidelines import actions, upkeep
from guidelines.models import Care, Chapter, ChapterReview, Guideline
from portal import posted
from portal.forms import DayField
from portal.paging import page_of
from portal.people import name_of

from .access import page, with_chapter

PER_PAGE = 100
YEARS = 2  # from one review to the next, when nobody says otherwise


class PersonField(forms.ModelChoiceField):
    def label_from_instance(self, person):
        return name_of(person)


class ReviewForm(forms.Form):
    prefix = "review"

    reviewed_on = DayField(label="Reviewed on")
    next_review_on = DayField(label="Next review by", required=False)
    note = forms.CharField(
        label="What was looked at",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For colleagues; readers do not see it.",
    )
    whole = forms.BooleanField(label="I have read the whole chapter, and it stands as it is.")

    def keep(self, chapter, by):
        said = {name: self.cleaned_data[name] for name in ("reviewed_on", "next_review_on", "note")}
        actions.review_chapter(chapter=chapter, by=by, **said)
        return f"“{chapter.title}” counts as reviewed. Readers see the date."


class CareForm(forms.Form):
    prefix = "care"

    owner = PersonField(
        label="Who looks after it",
        required=False,
        empty_label="Nobody yet",
        queryset=get_user_model().objects.filter(is_active=True, is_staff=True).order_by("last_name", "username"),
        help_text="Gets an e-mail a month before the next review, and every month once it is overdue.",
    )
    next_review_on = DayField(label="Next review by", required=False)

    def keep(self, chapter, by):
        actions.look_after_chapter(chapter=chapter, by=by, **self.cleaned_data)
        return "Saved."


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@with_chapter("change_chapter")
def view(request, chapter):
    """One chapter: whose it is, the reviews so far, and the button that says it was reviewed."""
    (kept,) = upkeep.kept(Chapter.objects.filter(pk=chapter.pk))
    care, today = kept.care, timezone.localdate()
    deed = request.POST.get("deed")
    initial = {"reviewed_on": today, "next_review_on": _years_after(today)}
    reviewing = ReviewForm(request.POST if deed == "review" else None, initial=initial)
    caring = CareForm(
        request.POST if deed == "care" else None,
        initial={"owner": care.owner_id, "next_review_on": care.next_review_on},
    )
    for form in (reviewing, caring):
        if form.is_valid():
            try:
                messages.success(request, form.keep(chapter, request.user))
                return redirect("admin:guidelines_chapter_care", chapter.pk)
            except actions.Refused as refusal:
                form.add_error(None, str(refusal))
    reviews = ChapterReview.objects.filter(chapter_key=chapter.key, edition__guideline=chapter.edition.guideline_id)
    context = page(request, f"Looking after “{chapter.title}”", chapter.edition, chapter=chapter, kept=kept)
    context |= {"reviewing": reviewing, "caring": caring, "reviews": reviews.select_related("edition", "made_by")[:100]}
    context["newer"] = chapter.edition.newer_current()
    return render(request, "desk/care.html", context)


@never_cache
@require_safe
def due(request):
    """The chapters that readers have today, the most overdue first, a page at a time.

    Filtered by guideline, owner and standing.
    """
    if not request.user.has_perm("guidelines.view_chapter"):
        return redirect("admin:index")
    current = Chapter.objects.current()
    asked = {name: request.GET.get(name, "") for name in ("guideline", "owner", "standing")}
    of = {"edition__guideline": posted.number(asked["guideline"])} if asked["guideline"] else {}
    found = [each for each in upkeep.most_urgent_first(current.filter(**of)) if _is_asked_for(each, asked)]
    owners = get_user_model().objects.filter(Exists(Care.objects.current().filter(owner=OuterRef("pk"))))
    context = page(request, "Chapters to review", None, shown=page_of(found, request, size=PER_PAGE), asked=asked)
    context |= {
        "all_count": current.count(),
        "guidelines": _choices((guideline.pk, str(guideline)) for guideline in Guideline.objects.public()),
        "owners": _choices((owner.pk, name_of(owner)) for owner in owners),
        "standings": upkeep.Standing.choices,
    }
    return render(request, "desk/due.html", context)


def _is_asked_for(each, asked):
    owner = str(each.care.owner_id or "nobody")
    return asked["owner"] in ("", owner) and asked["standing"] in ("", each.standing)


def _choices(pairs):
    return [(str(pk), name) for pk, name in sorted(pairs, key=lambda pair: pair[1])]


def _years_after(day):
    return date(day.year + YEARS, day.month, min(day.day, 28))
