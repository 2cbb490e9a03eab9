"""The form for a document with its next file."""

from django import forms
from django.conf import settings
from django.forms import Media, Script

from portal import files
from portal.renaming import AsksBeforeRenaming
from resources import actions
from resources.models import Document

ACCEPTED = ",".join(f".{kind}" for kind in [*files.KINDS, "jpeg"])


class UploadInput(forms.FileInput):
    """A file field that shows how far a large file has come; it works without JavaScript too."""

    template_name = "desk/upload.html"

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs | {"accept": ACCEPTED})
        context["most"] = settings.UPLOAD_MAX_BYTES
        return context

    @property
    def media(self):
        return Media(js=[Script("js/desk/upload.js", type="module")])


class DocumentForm(AsksBeforeRenaming):
    upload = forms.FileField(
        label="New file",
        required=False,
        max_length=1000,
        allow_empty_file=True,  # files.received() says it better
        widget=UploadInput,
        help_text="PDF, Word, Excel, PowerPoint, OpenDocument, EPUB, CSV, PNG or JPEG, up to 50 MB. "
        "Public once you save. What a camera noted in a picture, such as the place and the time, is taken out.",
    )
    note = forms.CharField(
        label="What is new in it",
        required=False,
        max_length=300,
        help_text="Shown beside the version, for example “Page 4 corrected”.",
    )

    class Meta:
        model = Document
        fields = ["title", "slug", "summary", "kind", "publisher", "year", "url"]

    facts = None

    def clean_upload(self):
        upload = self.cleaned_data["upload"]
        if upload:
            try:
                upload, self.facts = files.received(upload)
            except files.Refused as refusal:
                raise forms.ValidationError(str(refusal)) from None
            newest = self.instance.newest
            if newest and newest.sha256 == self.facts.sha256:
                raise forms.ValidationError(str(actions.SameFile(newest)))
        return upload

    def clean(self):
        cleaned = super().clean()
        if "upload" in self.errors:
            return cleaned
        if cleaned.get("upload") and cleaned.get("url"):
            self.add_error("url", "Give either a file or a web address, not both.")
        elif not (cleaned.get("upload") or self.instance.newest or cleaned.get("url") or "url" in self.errors):
            self.add_error("upload", "Choose a file, or give the web address at which another publisher keeps it.")
        return cleaned
