"""Guideline: a publication with a permanent address."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse


class GuidelineQuerySet(models.QuerySet):
    def public(self, at=None):
        """Guidelines of which an edition stands at that moment (now by default)."""
        current = self.model._meta.get_field("editions").related_model.objects.current(at)
        return self.filter(Exists(current.filter(guideline=OuterRef("pk"))))


class Guideline(models.Model):
    slug = models.SlugField(
        "address",
        unique=True,
        help_text="The last part of its address. Never change it lightly: people cite it.",
    )
    name = models.CharField(max_length=120, help_text="What people call it; the heading of the landing page.")
    title = models.CharField("full title", max_length=250, help_text="As it is cited.")
    short_title = models.CharField(max_length=80, help_text="For breadcrumbs and narrow places.")
    standfirst = models.TextField(max_length=500, help_text="One or two sentences: what it is and for whom.")
    notice = models.TextField(
        max_length=500,
        blank=True,
        help_text="Shown above every page of this guideline, for example while its text is a sample.",
    )
    introduction = models.TextField(
        blank=True, help_text="Markdown. The text of the landing page, when this guideline is featured there."
    )
    introduction_html = models.TextField(blank=True, editable=False)
    overview = models.TextField(
        blank=True, help_text="Markdown. The text below the list of chapters on the guideline’s own page."
    )
    overview_html = models.TextField(blank=True, editable=False)
    is_featured = models.BooleanField("on the landing page", default=False, help_text="One guideline at a time.")
    updated_at = models.DateTimeField(auto_now=True)

    objects = GuidelineQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        indexes = [  # a page of the list and the last change, not all of them
            models.Index(fields=["name"], name="guidelines_by_name"),
            models.Index(fields=["updated_at"], name="guidelines_by_change"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["is_featured"],
                condition=Q(is_featured=True),
                name="one_featured_guideline",
                violation_error_message="Another guideline is on the landing page. Take it off there first.",
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("guidelines:guideline", args=[self.slug])

    @property
    def has_permanent_address(self):
        """Whether an edition was released under its address; then people cite it and the editions' hashes hold it."""
        return self.pk is not None and self.editions.sealed().exists()
