"""Theme: something that educators said, and what came of it, whether it was done or not."""

from django.db import models
from django.urls import reverse

from portal import stored


class Decision(models.TextChoices):
    DONE = "done", "Done"
    PARTLY = "partly", "Done in part"
    LATER = "later", "Not decided yet"
    AGAINST = "against", "Decided against"


class ThemeQuerySet(models.QuerySet):
    def public(self):
        return self.filter(is_public=True)


class Theme(models.Model):
    guideline = models.ForeignKey("guidelines.Guideline", on_delete=models.PROTECT, related_name="themes")
    survey = models.ForeignKey(
        "engagement.Survey",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="themes",
        help_text="Where it was said; empty when it came another way.",
    )
    position = models.PositiveSmallIntegerField("order", default=1, help_text="Lower numbers come first.")
    title = models.CharField("what was said, in a line", max_length=150)
    said = models.TextField("you said", help_text="Markdown. What educators said, in your words.")
    said_html = models.TextField(blank=True, editable=False)
    decision = models.CharField(max_length=10, choices=Decision.choices)
    did = models.TextField(
        "we did", help_text="Markdown. What was done, or why it was decided against, or by when it will be decided."
    )
    did_html = models.TextField(blank=True, editable=False)
    statements = models.ManyToManyField("guidelines.Statement", blank=True, related_name="themes")
    edition = models.ForeignKey(
        "guidelines.Edition",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="themes",
        help_text="The edition in which it was done.",
    )
    is_public = models.BooleanField("show it to readers", default=False)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ThemeQuerySet.as_manager()

    class Meta:
        ordering = ["guideline", "position", "pk"]
        verbose_name = "You said, we did"
        verbose_name_plural = "You said, we did"

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("engagement:you_said", args=[self.guideline.slug]) + f"#theme-{self.pk}"

    safe_said = stored.safe("said_html")
    safe_did = stored.safe("did_html")
