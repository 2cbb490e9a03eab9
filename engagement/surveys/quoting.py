"""Choosing what is quoted of a free text when results are published."""

from django import forms
from django.db import transaction

from portal import audit
from portal.posted import FORBIDDEN


class QuoteForm(forms.Form):
    quote = forms.CharField(
        required=False,
        max_length=1000,
        error_messages={"max_length": "Quote at most 1,000 characters; this has %(show_value)d."},
    )

    def __init__(self, data):
        super().__init__({"quote": FORBIDDEN.sub("", data.get("quote", ""))})


@transaction.atomic
def quote(*, reply, words, by):
    """What readers will see of this text with the published results; nothing for ""."""
    reply.quote = words
    reply.save(update_fields=["quote"])
    audit.record(by=by, did="chose a quotation" if words else "took back a quotation", of=reply.answer.survey)
    return reply
