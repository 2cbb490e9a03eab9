from django import forms
from django.conf import settings
from django.contrib import admin
from django.db import transaction

from portal import audit, audit_admin, letters_admin, people_admin, published, redirects, setbacks_admin  # noqa: F401 - the first two register themselves
from portal.models import Redirect

NOTHING_THERE = "Nothing is published at this address. Look whether it is typed correctly, or publish the page first."


class RedirectForm(forms.ModelForm):
    class Meta:
        model = Redirect
        fields = ["old", "new", "covers_below"]

    def clean(self):
        cleaned = super().clean()
        if not self.errors:
            asked = Redirect(pk=self.instance.pk, **cleaned)
            try:
                end = redirects.end_of_chain(asked)
            except redirects.Loop as refusal:
                self.add_error("new", str(refusal))
            else:
                if end.startswith("/") and not published.is_there(end):
                    self.add_error("new", NOTHING_THERE)
        return cleaned

    def clean_new(self):
        """A whole address of this site is kept as its path, so that loops are seen."""
        path = self.cleaned_data["new"].removeprefix(settings.SITE_URL)
        return path if path.startswith("/") else self.cleaned_data["new"]


@admin.register(Redirect)
class RedirectAdmin(admin.ModelAdmin):
    form = RedirectForm
    list_display = ["old", "new", "covers_below", "made_at", "made"]
    search_fields = ["old", "new"]
    list_select_related = ["made_by"]

    def save_model(self, request, obj, form, change):
        redirects.save(redirect=obj, by=request.user)
        audit.record(by=request.user, did="redirected", of=obj, to=obj.new, covers_below=obj.covers_below)

    def delete_model(self, request, obj):
        audit.record(by=request.user, did="removed the redirect", of=obj, to=obj.new)
        super().delete_model(request, obj)

    @transaction.atomic
    def delete_queryset(self, request, queryset):
        for redirect in queryset:
            audit.record(by=request.user, did="removed the redirect", of=redirect, to=redirect.new)
        super().delete_queryset(request, queryset)

    @admin.display(description="by")
    def made(self, redirect):
        return redirect.made_by or "change of address"
