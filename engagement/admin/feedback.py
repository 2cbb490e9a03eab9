"""The inbox: what people said of pages, their wishes for accessible formats, and the answers."""

from django import forms
from django.contrib import admin, messages
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localtime

from engagement.feedback import actions
from engagement.feedback.forms import AnswerForm
from engagement.models import Feedback
from portal.people import name_of

from .received import Received

SAID = ["kind", "about_page", "sent_at", "useful", "looking_for", "went_wrong", "wanted", "email", "reference"]


class FeedbackForm(AnswerForm, forms.ModelForm):
    class Meta:
        model = Feedback
        fields = ["state"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "state" in self.fields:
            kept = {actions.State.NEW, actions.State.CLOSED, self.instance.state}
            self.fields["state"].choices = [each for each in actions.State.choices if each[0] in kept]
        if self.instance.email:
            self.fields["answer"].widget.attrs["class"] = "vLargeTextField"
        else:
            self.fields.pop("answer", None)


@admin.register(Feedback)
class FeedbackAdmin(Received):
    form = FeedbackForm
    list_display = ["excerpt", "about", "kind", "useful", "state", "sent"]
    list_filter = ["state", "kind", "was_useful", ("sent_at", admin.DateFieldListFilter)]
    search_fields = ["page", "page_title", "looking_for", "went_wrong", "wanted", "email", "reference"]
    readonly_fields = [*SAID, "moved", "answered"]
    actions = ["close"]
    exported_as = "feedback"
    columns = ["reference", "sent_at", "kind", "page", "page_title", "was_useful", "looking_for", "went_wrong"]
    columns += ["wanted", "email", "state", "state_since"]

    def get_fieldsets(self, request, obj=None):
        empty = [name for name in ("looking_for", "went_wrong", "wanted", "email") if obj and not getattr(obj, name)]
        said = [name for name in SAID if name not in empty and (name != "useful" or obj.was_useful is not None)]
        may_answer = obj and obj.email and self.has_change_permission(request, obj)
        answer = ["answered", "answer", "state", "moved"] if may_answer else ["answered", "state", "moved"]
        return [("What they wrote", {"fields": said}), ("What becomes of it", {"fields": answer})]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        return super().change_view(request, object_id, form_url, {"title": "A message"} | (extra_context or {}))

    def save_model(self, request, obj, form, change):
        try:
            if words := form.cleaned_data.get("answer"):
                actions.answer(feedback=obj, words=words, by=request.user)
                messages.success(request, f"Your answer is on its way to {obj.email}.")
            if "state" in form.changed_data:
                actions.move(feedback=obj, state=obj.state, by=request.user)
        except actions.Refused as refusal:
            messages.error(request, str(refusal))

    @admin.display(description="message")
    def excerpt(self, feedback):
        words = feedback.wanted or feedback.went_wrong or feedback.looking_for or "Only whether it was useful"
        return words if len(words) <= 90 else f"{words[:89]}…"

    @admin.display(description="page")
    def about_page(self, feedback):
        if not feedback.page:
            return feedback.about
        return format_html('<a href="{}">{}</a>', feedback.page, feedback.about)

    @admin.display(description="useful")
    def useful(self, feedback):
        return {True: "yes", False: "no", None: "not said"}[feedback.was_useful]

    @admin.display(description="answers")
    def answered(self, feedback):
        answers = feedback.answers.select_related("made_by")
        told = [(date_format(localtime(one.made_at), "j F Y, H:i"), name_of(one.made_by), one.words) for one in answers]
        line = '<div><strong>{}, {}</strong><br><span class="desk-said">{}</span></div>'
        if told:
            return format_html_join("", line, told)
        return "None yet." if feedback.email else "They gave no address, so nobody can answer them."

    @admin.action(description="Close", permissions=["change"])
    def close(self, request, queryset):
        for feedback in queryset:
            actions.move(feedback=feedback, state=actions.State.CLOSED, by=request.user)
        messages.success(request, f"Closed: {len(queryset)}.")
