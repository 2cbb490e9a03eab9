"""What is kept of people, at the desk: what is due, and everything about one person, shown or erased."""

import json

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal import personal
from portal.cards import Card, Line

MAY = "portal.delete_letter"  # what administrators have


class PersonForm(forms.Form):
    """The address comes by POST alone, so that no log and no history keeps it."""

    email = forms.EmailField(
        label="The person’s e-mail address",
        max_length=254,
        error_messages={"required": "Write the person’s e-mail address."},
    )
    is_sure = forms.BooleanField(
        label="I have made sure that the person asked for this", required=False, help_text="Needed to erase."
    )

    def clean(self):
        cleaned = super().clean()
        if self.data.get("do") == "erase" and not cleaned.get("is_sure"):
            self.add_error("is_sure", "Tick this to erase everything. It cannot be undone.")
        return cleaned


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def kept(request):
    if not request.user.has_perm(MAY):
        raise PermissionDenied
    asked = request.POST.get("do", "")
    if asked == "forget":
        done = personal.forget_due(by=request.user)
        messages.success(request, f"{sum(number for _, number in done)} records were removed.")
        return redirect("kept_of_people")
    form = PersonForm(request.POST) if asked else PersonForm()
    if asked and form.is_valid():
        return _done(request, asked, form.cleaned_data["email"])
    context = admin.site.each_context(request) | {"title": "What is kept of people", "form": form}
    context |= {"due": personal.due(), "not_here": personal.NOT_HERE}
    return render(request, "desk/kept_of_people.html", context, status=422 if asked else 200)


def _done(request, asked, email):
    if asked == "erase":
        number = sum(number for _, number in personal.erase(email=email, by=request.user))
        messages.success(request, f"{number} records of that person were removed.")
        return redirect("kept_of_people")
    found = json.dumps(personal.show(email=email, by=request.user), ensure_ascii=False, indent=2)
    response = HttpResponse(found, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="what-is-kept.json"'
    return response


def cards(user):
    """The way there, for administrators; no query."""
    if not user.has_perm(MAY):
        return []
    note = "What is kept for how long; show or erase everything about one person."
    return [Card("Privacy", [Line("What is kept of people", reverse("kept_of_people"), note)])]
