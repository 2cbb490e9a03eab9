"""SteeringGroupCall: the invitation to join a guideline's national implementation steering group."""

from django.db import models
from django.urls import reverse

from portal import stored

from .open_dates import OpenDates, OpenDatesQuerySet, closes_after_opening


class SteeringGroupCall(OpenDates):
    guideline = models.OneToOneField(
        "guidelines.Guideline", on_delete=models.PROTECT, related_name="steering_group_call"
    )
    title = models.CharField(max_length=150)
    summary = models.CharField(max_length=300, help_text="One sentence for the landing page.")
    body = models.TextField("text", help_text="Markdown. Its purpose, who can join, what members do.")
    html = models.TextField(blank=True, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    objects = OpenDatesQuerySet.as_manager()

    class Meta:
        ordering = ["-opens_on"]
        verbose_name = "steering group call"
        constraints = [closes_after_opening("call_closes_after_opening")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("engagement:steering_group")

    safe_html = stored.safe("html")
