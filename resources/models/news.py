"""NewsItem: news, or an event with a date and a place."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from portal import stored


class NewsItemQuerySet(models.QuerySet):
    def public(self, at=None):
        """Items whose time to be read has come and has not passed."""
        at = at or timezone.now()
        return self.filter(Q(published_until=None) | Q(published_until__gt=at), published_at__lte=at)

    def upcoming(self, at=None):
        """Events that are not over, the next one first; one without an end is over with its day."""
        at = at or timezone.now()
        today = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
        coming = Q(ends_at__gt=at) | Q(ends_at=None, starts_at__gte=today)
        return self.filter(coming).order_by("starts_at", "pk")

    def not_upcoming(self, at=None):
        """News, and events that are over."""
        return self.exclude(pk__in=self.upcoming(at).order_by().values("pk"))

    def years(self):
        """The years in which these were published, newest first."""
        return self.order_by("-published_at").dates("published_at", "year", order="DESC")


# `/news/2019/` is the archive of a year and `/news/feed/` the feed.
is_no_archive = RegexValidator(
    r"^(feed|[0-9]+)\Z", "This address is taken. Use words, not only a number.", inverse_match=True
)


class NewsItem(models.Model):
    slug = models.SlugField(
        "address",
        max_length=100,
        unique=True,
        validators=[is_no_archive],
        help_text="The last part of its address.",
    )
    title = models.CharField(max_length=200)
    summary = models.CharField(max_length=300, help_text="One sentence for lists.")
    body = models.TextField("text", blank=True, help_text="Markdown.")
    html = models.TextField(blank=True, editable=False)
    guideline = models.ForeignKey(
        "guidelines.Guideline", on_delete=models.SET_NULL, null=True, blank=True, related_name="news"
    )
    statements = models.ManyToManyField(
        "guidelines.Statement",
        blank=True,
        related_name="news",
        verbose_name="statements it is about",
        help_text="Their pages lead to this item.",
    )
    published_at = models.DateTimeField(
        "publish from", default=timezone.now, help_text="Europe/London time. Until then nobody sees it."
    )
    published_until = models.DateTimeField(
        "publish until",
        null=True,
        blank=True,
        help_text="After that nobody sees it. Leave it empty to keep it in the archive.",
    )
    picture = models.CharField(max_length=100, blank=True, editable=False, help_text="Its name in storage.")
    picture_text = models.CharField(
        "what the picture shows",
        max_length=300,
        blank=True,
        help_text="In words, for people who cannot see it. Required with a picture.",
    )
    picture_width = models.PositiveSmallIntegerField(default=0, editable=False)
    picture_height = models.PositiveSmallIntegerField(default=0, editable=False)
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
            ),
            models.CheckConstraint(
                condition=Q(published_until=None) | Q(published_until__gt=F("published_at")),
                name="news_ends_after_it_is_published",
                violation_error_message="“Publish until” comes after “publish from”.",
            ),
            models.CheckConstraint(condition=Q(picture="") | ~Q(picture_text=""), name="news_picture_has_words"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("resources:news_item", args=[self.slug])

    @property
    def is_event(self):
        return self.starts_at is not None

    @property
    def is_over(self):
        """Of an event, as upcoming() counts it."""
        if not self.is_event:
            return False
        if self.ends_at:
            return self.ends_at <= timezone.now()
        return timezone.localdate(self.starts_at) < timezone.localdate()

    @property
    def picture_address(self):
        return settings.MEDIA_URL + self.picture if self.picture else ""

    safe_html = stored.safe("html")
