"""One page on which an editor puts the related documents of a guideline and its chapters in order."""

import uuid

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from guidelines.models import Chapter, Guideline, Statement, Wording
from portal import posted
from resources import actions
from resources.models import Document, RelatedDocument

EVERY_PAGE = "On every page of the guideline"


class StatementField(forms.CharField):
    """A statement by its key, chosen from what the browser offers while somebody types key, number or words."""

    def __init__(self, **kwargs):
        attrs = {"list": "statements", "autocomplete": "off", "spellcheck": "false", "aria-describedby": "which"}
        super().__init__(widget=forms.TextInput(attrs=attrs), max_length=400, **kwargs)

    def clean(self, value):
        """The Statement, or None when nothing was typed."""
        typed = super().clean(value).strip()
        if not typed:
            return None
        statement = Statement.objects.filter(guideline=self.guideline, key=typed.split()[0].casefold()).first()
        if statement is None:
            raise forms.ValidationError(
                f"No statement of this guideline has the key “{typed[:60]}”. Choose one from the list that opens while"
                " you type its number or a word of its title."
            )
        return statement


class RelateForm(forms.Form):
    document = forms.ModelChoiceField(Document.objects.public())
    chapter_key = forms.TypedChoiceField(label="Where", required=False, coerce=uuid.UUID, empty_value=None)
    statement = StatementField(label="Or beside one statement", required=False)

    def __init__(self, *args, guideline, chapters, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["statement"].guideline = guideline
        self.fields["chapter_key"].choices = [("", EVERY_PAGE)] + [
            (str(key), f"Chapter: {title}") for key, title in chapters.items()
        ]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("statement") and cleaned.get("chapter_key"):
            self.add_error("statement", "Choose a chapter or a statement, not both.")
        return cleaned


@require_http_methods(["GET", "HEAD", "POST"])
def view(request, pk):
    """Shows the lists, adds to one, moves within one, takes out of one."""
    if not request.user.has_perm("resources.change_relateddocument"):
        raise PermissionDenied
    guideline = get_object_or_404(Guideline, pk=pk)
    chapters = _chapters(guideline)
    form = RelateForm(request.POST if "document" in request.POST else None, guideline=guideline, chapters=chapters)
    if request.method == "POST" and _done(request, guideline, form):
        return redirect("admin:resources_related", guideline.pk)
    context = admin.site.each_context(request) | {
        "title": f"Related documents of {guideline.name}",
        "opts": Document._meta,
        "guideline": guideline,
        "form": form,
        "places": _places(guideline, chapters),
        "statements": Wording.objects.current().filter(edition__guideline=guideline).select_related("statement"),
    }
    return render(request, "desk/related.html", context)


def _chapters(guideline):
    """The title of every chapter by its key, in the order of the newest edition that has it."""
    rows = Chapter.objects.filter(edition__guideline=guideline).order_by("-edition__number", "position")
    chapters = {}
    for key, title in rows.values_list("key", "title"):
        chapters.setdefault(key, title)
    return chapters


def _places(guideline, chapters):
    """[(heading, what is listed there)], every page first, then each chapter and statement that has a list."""
    listed = RelatedDocument.objects.filter(guideline=guideline).select_related("document", "statement")
    names = {None: EVERY_PAGE} | chapters
    names |= {each.statement_id: f"Beside the statement “{each.statement.key}”" for each in listed if each.statement}
    by_place = {key: [each for each in listed if (each.statement_id or each.chapter_key) == key] for key in names}
    return [(name, by_place[key]) for key, name in names.items() if by_place[key] or key is None]


def _done(request, guideline, form):
    """Whether what was asked for was done, or refused with a message; False shows the form again."""
    if form.is_bound:
        if not form.is_valid():
            return False
        try:
            related = actions.relate(guideline=guideline, **form.cleaned_data)
            messages.success(request, f"“{related}” was added.")
        except actions.AlreadyRelated as refusal:
            messages.error(request, str(refusal))
        return True
    asked, _, position = request.POST.get("move", request.POST.get("remove", "")).partition(":")
    related = get_object_or_404(RelatedDocument, guideline=guideline, pk=posted.number(asked))
    if position:
        actions.move_related(related=related, position=posted.number(position))
        messages.success(request, f"“{related}” was moved.")
    else:
        actions.unrelate(related=related)
        messages.success(request, f"“{related}” was taken out. The document itself is still there.")
    return True
