"""Survey: what we ask educators, between two dates."""

from django.db import models
from django.urls import reverse
from django.utils import timezone

from portal import stored

from .open_dates import GRACE, OpenDates, OpenDatesQuerySet, closes_after_opening


class Survey(OpenDates):
    slug = models.SlugField(
        "address", max_length=100, unique=True, help_text="The last part of its address, after /survey/."
    )
    title = models.CharField(max_length=150)
    guideline = models.ForeignKey("guidelines.Guideline", on_delete=models.PROTECT, related_name="surveys")
    introduction = models.TextField(help_text="Markdown. What is asked, and of whom.")
    introduction_html = models.TextField(blank=True, editable=False)
    privacy = models.TextField(
        "privacy note",
        blank=True,
        help_text="Markdown. What happens with the answers. Readers see it before they start. "
        "The page itself says that answers are anonymous and that no address of a device is kept.",
    )
    privacy_html = models.TextField(blank=True, editable=False)
    thanks = models.TextField(help_text="Markdown. Shown to who has sent answers, and once the survey is closed.")
    thanks_html = models.TextField(blank=True, editable=False)
    results_introduction = models.TextField(
        "words before the results", blank=True, help_text="Markdown. What the results say, and what they cannot say."
    )
    results_introduction_html = models.TextField(blank=True, editable=False)
    results_published_on = models.DateField(null=True, blank=True, editable=False)
    results = models.JSONField(
        null=True, blank=True, editable=False, help_text="What readers see, with small numbers left out."
    )
    updated_at = models.DateTimeField(auto_now=True)

    objects = OpenDatesQuerySet.as_manager()

    class Meta:
        ordering = ["-closes_on"]
        constraints = [
            closes_after_opening("survey_closes_after_opening"),
            models.CheckConstraint(
                condition=models.Q(results_published_on=None, results=None)
                | models.Q(results_published_on__isnull=False, results__isnull=False),
                name="published_results_have_a_day",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("engagement:survey", args=[self.slug])

    @property
    def may_publish_results(self):
        """Results are published once nobody can send any more: two versions could be told apart by who came between."""
        return timezone.now() >= self.closed_at + GRACE

    safe_introduction = stored.safe("introduction_html")
    safe_privacy = stored.safe("privacy_html")
    safe_thanks = stored.safe("thanks_html")
    safe_results_introduction = stored.safe("results_introduction_html")
