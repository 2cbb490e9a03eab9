"""Survey: what we ask educators, between two dates."""

from django.db import models
from django.urls import reverse
from django.utils.safestring import mark_safe

from .open_dates import OpenDates, OpenDatesQuerySet, closes_after_opening


class Survey(OpenDates):
    slug = models.SlugField(
        "address", max_length=100, unique=True, help_text="The last part of its address, after /survey/."
    )
    title = models.CharField(max_length=150)
    guideline = models.ForeignKey("guidelines.Guideline", on_delete=models.PROTECT, related_name="surveys")
    introduction = models.TextField(help_text="Markdown. What is asked, and of whom.")
    introduction_html = models.TextField(blank=True, editable=False)
    thanks = models.TextField(help_text="Markdown. Shown once the survey is closed.")
    thanks_html = models.TextField(blank=True, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    objects = OpenDatesQuerySet.as_manager()

    class Meta:
        ordering = ["-closes_on"]
        constraints = [closes_after_opening("survey_closes_after_opening")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("engagement:survey", args=[self.slug])

    @property
    def safe_introduction(self):
        """Stored HTML, sanitised by portal.markdown when the survey was saved."""
        return mark_safe(self.introduction_html)  # noqa: S308

    @property
    def safe_thanks(self):
        """Stored HTML, sanitised by portal.markdown when the survey was saved."""
        return mark_safe(self.thanks_html)  # noqa: S308
