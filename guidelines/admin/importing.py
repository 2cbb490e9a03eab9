"""From a Word document to chapters: first shown, then kept. The file waits in between under a name nobody can guess."""

import secrets
from datetime import timedelta

from django import forms
from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from guidelines import actions, word
from portal import markdown
from portal.counted import counted

from .access import page, with_draft, with_edition

WAITING = "imports"
KEPT = timedelta(days=1)


class WordForm(forms.Form):
    document = forms.FileField(label="Word document (.docx, up to 20 MB)")

    def clean_document(self):
        document = self.cleaned_data["document"]
        try:
            self.imported = word.read(document)
        except word.NotImportable as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        if not self.imported.chapters:
            raise forms.ValidationError("The document has no text.")
        return document


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@with_draft("change_chapter")
def upload(request, edition):
    """Asks for the document and keeps it aside until the editor has seen what it gives."""
    form = WordForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        _forget_old_ones()
        token = secrets.token_hex(16)
        default_storage.save(_name(token), form.cleaned_data["document"])
        return redirect("admin:guidelines_edition_import_seen", edition.pk, token)
    return render(request, "desk/import.html", page(request, "Import a Word document", edition, form=form))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@with_edition("change_chapter")
def seen(request, edition, token):
    """Shows what the document gives; keeps it when the editor says so."""
    if not default_storage.exists(_name(token)):
        raise Http404
    keep = request.method == "POST"
    with default_storage.open(_name(token)) as document:
        imported = word.read(document, keep_pictures=keep)
    if keep:
        return _keep(request, edition, imported, token)
    present = set(edition.chapters.values_list("slug", flat=True))
    shown = [(chapter, chapter.slug in present, _html(chapter)) for chapter in imported.chapters]
    context = page(request, "Look before you import", edition, shown=shown, notes=imported.notes)
    return render(request, "desk/import_seen.html", context)


def _keep(request, edition, imported, token):
    try:
        count = actions.import_chapters(edition=edition, chapters=imported.chapters, by=request.user)
        messages.success(request, f"{counted(count, 'chapter')} imported.")
    except actions.Refused as refusal:
        messages.error(request, str(refusal))
    default_storage.delete(_name(token))
    return redirect(reverse("admin:guidelines_edition_change", args=[edition.pk]))


def _html(chapter):
    return mark_safe(markdown.render(chapter.body))  # noqa: S308 - portal.markdown has just sanitised it


def _name(token):
    return f"{WAITING}/{token}.docx"


def _forget_old_ones():
    if not default_storage.exists(WAITING):
        return
    for name in default_storage.listdir(WAITING)[1]:
        if default_storage.get_modified_time(f"{WAITING}/{name}") < timezone.now() - KEPT:
            default_storage.delete(f"{WAITING}/{name}")
