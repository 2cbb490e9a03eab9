"""Revision: what a draft's chapter said after somebody saved it. Rows are only ever added."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from portal.people import name_of

from .chapter import Chapter
from .edition import Edition


class RevisionsAreKept(Exception):
    """Somebody tried to change or delete a revision."""


class Action(models.TextChoices):
    TYPED = "typed", "Typed"
    IMPORTED = "imported", "Imported"
    RESTORED = "restored", "Restored"
    STARTED = "started", "Started"
    FOUND = "found", "Found"
    SPLIT = "split", "Split"
    REMOVED = "removed", "Removed"


FROM_NUMBER = [Action.RESTORED, Action.STARTED]


class RevisionQuerySet(models.QuerySet):
    def listed(self):
        """Newest first, with who, without the texts."""
        return self.select_related("made_by").defer("body").order_by("-number")

    def removed(self):
        """The last of each chapter that was removed from its draft and not brought back, newest first."""
        later = self.model.objects.filter(edition=OuterRef("edition"), chapter_key=OuterRef("chapter_key"))
        gone = self.filter(chapter=None).exclude(Exists(later.filter(number__gt=OuterRef("number"))))
        return gone.select_related("made_by").order_by("-made_at", "-pk")


class Revision(models.Model):
    Action = Action

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="revisions")
    chapter = models.ForeignKey(
        Chapter,
        on_delete=models.SET_NULL,
        null=True,
        related_name="revisions",
        help_text="None once the chapter is removed from its draft; its revisions stay.",
    )
    chapter_key = models.UUIDField(help_text="The chapter’s own, by which a removed one is known.")
    number = models.PositiveIntegerField(help_text="From 1 in each chapter of an edition.")
    title = models.CharField(max_length=200)
    slug = models.CharField("address", max_length=100)
    body = models.TextField("text", blank=True)
    words = models.PositiveIntegerField(help_text="In the text as it was typed.")
    action = models.CharField(max_length=8, choices=Action)
    from_number = models.PositiveIntegerField(
        null=True, help_text="The revision that was restored, or the edition that the draft started from."
    )
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="Nobody when the portal itself did it, as with its starter content.",
    )

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["chapter", "number"]
        constraints = [
            models.UniqueConstraint(fields=["chapter", "number"], name="one_revision_per_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="revision_number_from_1"),
            models.CheckConstraint(condition=Q(action__in=Action.values), name="revision_action_is_known"),
            models.CheckConstraint(
                condition=Q(action__in=FROM_NUMBER, from_number__isnull=False)
                | ~Q(action__in=FROM_NUMBER) & Q(from_number=None),
                name="restored_and_started_say_from_what",
            ),
        ]
        indexes = [models.Index(fields=["edition", "chapter_key"], name="revisions_of_a_chapter")]

    def __str__(self):
        return f"Revision {self.number} of “{self.title}”"

    @property
    def who(self):
        """The name of the person who saved it."""
        return name_of(self.made_by)

    @property
    def deed(self):
        """What was done, as the list of revisions says it."""
        return {
            Action.TYPED: "Typed",
            Action.IMPORTED: "Imported",
            Action.RESTORED: f"Revision {self.from_number} restored",
            Action.STARTED: f"Started from edition {self.from_number}",
            Action.FOUND: "As it stood before revisions were kept",
            Action.SPLIT: "When a chapter was split",
            Action.REMOVED: "Chapter removed",
        }[self.action]

    def save(self, *args, **kwargs):
        if self.pk:
            raise RevisionsAreKept(f"{self} cannot be changed.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise RevisionsAreKept(f"{self} cannot be deleted.")
