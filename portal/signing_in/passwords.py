"""Changing the own password at the desk: slowed, on record, and the end of every link at which it could be chosen."""

from django.contrib import admin
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm
from django.db import transaction
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from portal import audit

from . import forms, links


class ChangeForm(PasswordChangeForm):
    def __init__(self, *args, request, **kwargs):
        super().__init__(request.user, *args, **kwargs)
        self.request = request

    def clean_old_password(self):
        return forms.own_password(self.request, self.cleaned_data["old_password"])


@sensitive_post_parameters()
@admin.site.admin_view
def change(request):
    """Other devices are signed out, as their sessions hold a digest of the old password."""
    form = ChangeForm(request.POST or None, request=request)
    if form.is_valid():
        with transaction.atomic():
            form.save()
            links.end(request.user)
            audit.record(by=request.user, did="changed their password", of=request.user)
        update_session_auth_hash(request, request.user)
        return redirect("admin:password_change_done")
    context = {**admin.site.each_context(request), "title": "Change your password", "form": form}
    return render(request, "registration/password_change_form.html", context)
