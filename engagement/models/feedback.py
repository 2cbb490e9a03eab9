"""Feedback: what somebody says of a page, or a wish for an accessible format. FeedbackAnswer: what an editor wrote."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Feedback(models.Model):
    class Kind(models.TextChoices):
        PAGE = "page", "About a page"
        FORMAT = "format", "Accessible format"

    class State(models.TextChoices):
        NEW = "new", "New"
        ANSWERED = "answered", "Answered"
        CLOSED = "closed", "Closed"

    kind = models.CharField(max_length=6, choices=Kind, default=Kind.PAGE)
    reference = models.CharField(max_length=30, unique=True)
    once = models.CharField(max_length=64, unique=True, editable=False, help_text="Keeps a second press out.")
    page = models.CharField(max_length=500, blank=True, help_text="Empty: about the site as a whole.")
    page_title = models.CharField("page’s title", max_length=300, blank=True, help_text="As it was then.")
    document = models.ForeignKey(
        "resources.Document", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    was_useful = models.BooleanField("useful", null=True)
    looking_for = models.TextField("what they were looking for", blank=True)
    went_wrong = models.TextField("what went wrong", blank=True)
    wanted = models.TextField("format that they need", blank=True)
    email = models.EmailField("e-mail", max_length=254, blank=True)
    sent_at = models.DateTimeField("sent", default=timezone.now)
    state = models.CharField(max_length=10, choices=State, default=State.NEW)
    state_since = models.DateTimeField("since", default=timezone.now)
    state_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )

    class Meta:
        ordering = ["-sent_at", "-pk"]
        verbose_name = "message"
        verbose_name_plural = "feedback"
        indexes = [models.Index(fields=["state", "-sent_at"], name="feedback_inbox")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="new") | Q(state_by__isnull=False), name="moved_feedback_says_who_moved_it"
            )
        ]

    def __str__(self):
        return self.reference

    @property
    def about(self):
        """The page by its title where it has one."""
        return self.page_title or self.page or "the site as a whole"


class FeedbackAnswer(models.Model):
    feedback = models.ForeignKey(Feedback, on_delete=models.CASCADE, related_name="answers")
    words = models.TextField()
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["made_at", "pk"]
        default_permissions = ["add", "view"]

    def __str__(self):
        return f"Answer to {self.feedback}"
