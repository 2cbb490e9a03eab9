"""What somebody fills in to express interest."""

from django import forms

from engagement.models import Region
from engagement.public_fields import Email, OneLine, Paragraphs, VisitorForm

from . import consent

REGIONS = [("", "Choose a region"), *Region.choices]


class ExpressionForm(VisitorForm):
    purpose = "steering group"
    name = OneLine(label="Your name", most=150, autocomplete="name", error_messages={"required": "Write your name."})
    email = Email(
        label="Your e-mail address",
        help_text="We send an acknowledgement there, and our reply.",
        error_messages={"required": "Write your e-mail address, so that we can reply."},
    )
    organisation = OneLine(label="Your organisation", most=200, autocomplete="organization", required=False)
    role = OneLine(
        label="Your role",
        most=150,
        autocomplete="organization-title",
        help_text="Such as lecturer in nursing, placement lead, student, carer.",
        error_messages={"required": "Write what your role is."},
    )
    profession = OneLine(
        label="Your profession",
        most=150,
        required=False,
        help_text="Or the one that you teach or study.",
    )
    region = forms.ChoiceField(
        label="Your region",
        choices=REGIONS,
        error_messages={"required": "Choose your region.", "invalid_choice": "Choose one of the regions in the list."},
    )
    why = Paragraphs(
        label="Why you would like to join",
        most=4000,
        help_text="What you would bring, and what you can manage. Up to 4,000 characters.",
        error_messages={"required": "Write why you would like to join; a sentence is enough."},
    )
    may_be_listed = forms.BooleanField(
        label="If I become a member, this page may name me in the words below",
        required=False,
    )
    listed_as = OneLine(
        label="How you would like to be named",
        most=200,
        required=False,
        help_text="If you ticked the box above. Such as: Ada Example, lecturer in midwifery, University of Example.",
    )
    consent = forms.BooleanField(
        label=consent.LABEL,
        error_messages={"required": "Tick the box to agree: without it we may not keep what you have written."},
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("may_be_listed") and "listed_as" in cleaned and not cleaned["listed_as"]:
            self.add_error("listed_as", "Write how you would like to be named, or take the tick above away.")
        return cleaned

    @property
    def about_you(self):
        return [field for field in self.shown if field.name != "consent"]

    @property
    def facts(self):
        """What is kept of it."""
        kept = {name: self.cleaned_data[name] for name in FACTS}
        return kept | {"listed_as": self.cleaned_data["listed_as"] if kept["may_be_listed"] else ""}


FACTS = ["name", "email", "organisation", "role", "profession", "region", "why", "may_be_listed"]
