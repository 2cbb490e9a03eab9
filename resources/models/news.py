"""NewsItem: news, or an event with a date and a place."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe


class NewsItemQuerySet(models.QuerySet):
    def public(self, at=None):
        """Items whose time to be read has come."""
        return self.filter(published_at__lte=at or timezone.now())


class NewsItem(models.Model):
    slug = models.SlugField("address", max_length=100, unique=True, help_text="The last part of its address.")
    title = models.CharField(max_length=200)
    summary = models.CharField(max_length=300, help_text="One sentence for lists.")
    body = models.TextField("text", blank=True, help_text="Markdown.")
    html = models.TextField(blank=True, editable=False)
    guideline = models.ForeignKey(
        "guidelines.Guideline", on_delete=models.SET_NULL, null=True, blank=True, related_name="news"
    )
    published_at = models.DateTimeField(
        "publish from", default=timezone.now, help_text="Europe/London time. Until then nobody sees it."
    )
    starts_at = models.DateTimeField("event starts", null=True, blank=True, help_text="Only for an event.")
    ends_at = models.DateTimeField("event ends", null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = NewsItemQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-pk"]
        verbose_name = "news item"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(starts_at__isnull=False, ends_at__gte=F("starts_at")),
                name="event_ends_after_it_starts",
                violation_error_message="An event ends after it starts, and needs a start to end.",
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("resources:news_item", args=[self.slug])

    @property
    def is_event(self):
        return self.starts_at is not None

    @property
    def safe_html(self):
        """The stored HTML, which portal.markdown sanitised when the item was saved."""
        return mark_safe(self.html)  # noqa: S308
