from django import forms
from django.contrib import admin

from portal import redirects
from portal.models import Redirect


class RedirectForm(forms.ModelForm):
    class Meta:
        model = Redirect
        fields = ["old", "new", "covers_below"]

    def clean(self):
        cleaned = super().clean()
        if not self.errors:
            asked = Redirect(pk=self.instance.pk, **cleaned)
            try:
                redirects.end_of_chain(asked)
            except redirects.Loop as refusal:
                self.add_error("new", str(refusal))
        return cleaned


@admin.register(Redirect)
class RedirectAdmin(admin.ModelAdmin):
    form = RedirectForm
    list_display = ["old", "new", "covers_below", "made_at", "made"]
    search_fields = ["old", "new"]
    list_select_related = ["made_by"]

    def save_model(self, request, obj, form, change):
        redirects.save(redirect=obj, by=request.user)

    @admin.display(description="by")
    def made(self, redirect):
        return redirect.made_by or "change of address"
