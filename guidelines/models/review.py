"""Review: somebody is asked to look at a draft. Verdict: what a second person says of one exact text of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from portal.people import name_of

from .edition import Edition


class Review(models.Model):
    """That somebody asked for a draft to be looked at; it is open until the next verdict on this edition."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="reviews")
    fingerprint = models.CharField(max_length=64, help_text="Of the text as it was then (guidelines.draft).")
    note = models.TextField(max_length=2000, blank=True, help_text="What reviewers should look at.")
    asked_at = models.DateTimeField(auto_now_add=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["edition", "pk"]

    def __str__(self):
        return f"{self.edition}: review asked for by {self.who}"

    @property
    def who(self):
        return name_of(self.asked_by)


class Verdict(models.Model):
    """An approval, or a request for changes, by somebody with an account or by a named reviewer without one.

    It holds for the text with its fingerprint alone: nothing has to be done to drop it when the text changes.
    """

    class Kind(models.TextChoices):
        APPROVED = "approved", "Approved"
        CHANGES = "changes", "Changes asked for"

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="verdicts")
    kind = models.CharField(max_length=8, choices=Kind)
    fingerprint = models.CharField(max_length=64, help_text="Of the text that was looked at (guidelines.draft).")
    words = models.TextField(max_length=5000, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=150, blank=True, help_text="Of a reviewer without an account.")
    link = models.CharField(
        max_length=64, blank=True, help_text="By which that reviewer came; what it is called, never its secret."
    )
    link_seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="Who handed that link over and could have used it; nobody when it went by e-mail.",
    )

    class Meta:
        ordering = ["edition", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["approved", "changes"]), name="verdict_kind_is_known"),
            models.CheckConstraint(
                condition=Q(made_by__isnull=False, name="", link="") | (Q(made_by=None) & ~Q(name="") & ~Q(link="")),
                name="verdict_is_by_a_person_or_a_named_reviewer",
            ),
            models.CheckConstraint(condition=~Q(fingerprint=""), name="verdict_is_about_one_text"),
        ]
        indexes = [models.Index(fields=["edition", "fingerprint"], name="verdicts_on_a_text")]

    def __str__(self):
        return f"{self.edition}: {self.get_kind_display().lower()} by {self.who}"

    @property
    def who(self):
        """The name of the person who said it."""
        return name_of(self.made_by) if self.made_by_id else self.name

    @property
    def link_handed_over_by(self):
        return name_of(self.link_seen_by) if self.link_seen_by_id else ""

    @property
    def is_approval(self):
        return self.kind == self.Kind.APPROVED

    def may_be_by(self, user_id):
        """Whether that person said it, or had the address by which it was said."""
        return user_id is not None and user_id in (self.made_by_id, self.link_seen_by_id)
