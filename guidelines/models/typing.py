"""What people are typing into a chapter now, and who has it open. Neither is a save."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from portal.people import name_of

from .chapter import Chapter

THERE = timedelta(minutes=2)  # how long after the last sign of an open editor somebody counts as being there


class Typing(models.Model):
    """The newest text of one person in one chapter that is not saved; replaced as they type, gone once saved."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE, related_name="+")
    page = models.UUIDField(help_text="The open editor that it comes from: one editor never replaces another’s text.")
    seen = models.PositiveIntegerField(help_text="The number of the revision that the editor was opened with, or 0.")
    title = models.TextField(blank=True)
    slug = models.TextField("address", blank=True)
    body = models.TextField("text", blank=True)
    typed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "chapter"], name="one_typing_per_person_and_chapter")]

    def __str__(self):
        return f"{self.title}, typed {self.typed_at}"


class EditingQuerySet(models.QuerySet):
    def now(self, at=None):
        """Who has an editor open at that moment (now by default)."""
        return self.filter(seen_at__gt=(at or timezone.now()) - THERE).select_related("person").order_by("person")


class Editing(models.Model):
    """That somebody has a chapter's editor open; it ages out by itself."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE, related_name="editing")
    seen_at = models.DateTimeField()

    objects = EditingQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "chapter"], name="one_editing_per_person_and_chapter")]
        indexes = [models.Index(fields=["chapter", "seen_at"], name="who_is_editing_now")]

    def __str__(self):
        return f"{self.name} is editing {self.chapter_id}"

    @property
    def name(self):
        return name_of(self.person)
