"""ReviewLink: the secret address by which one named person without an account looks at one draft."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from portal.people import name_of


class ReviewLinkQuerySet(models.QuerySet):
    def open(self, at=None):
        """Those that lead to a draft at that moment (now by default)."""
        at = at or timezone.now()
        return self.filter(revoked_at=None, expires_at__gt=at, edition__released_at=None)


class ReviewLink(models.Model):
    """Only the digest of its secret is kept: the address is shown once, when it is made."""

    edition = models.ForeignKey("guidelines.Edition", on_delete=models.CASCADE, related_name="review_links")
    name = models.CharField(max_length=150, help_text="Of the person who reviews.")
    organisation = models.CharField(max_length=150, blank=True)
    email = models.EmailField("e-mail", blank=True)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField("works until")
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    last_used_at = models.DateTimeField(null=True)

    objects = ReviewLinkQuerySet.as_manager()

    class Meta:
        ordering = ["edition", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None) | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="revoked_means_when_and_by_whom",
            )
        ]

    def __str__(self):
        return f"Review link for {self.who}"

    @property
    def who(self):
        return f"{self.name}, {self.organisation}" if self.organisation else self.name

    @property
    def label(self):
        """What it is called where its reviewer's verdicts are kept."""
        return f"review link {self.pk}"

    @property
    def seen_by(self):
        """Who was shown its address: its maker, or nobody when it went by e-mail."""
        return None if self.email else self.made_by

    @property
    def maker(self):
        return name_of(self.made_by)

    @property
    def is_expired(self):
        return self.expires_at <= timezone.now()

    @property
    def is_open(self):
        return self.revoked_at is None and not self.is_expired
