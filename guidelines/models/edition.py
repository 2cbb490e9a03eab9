"""Edition: one numbered text of a guideline; a draft may change, a released one never does."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from .outcome import HIDING, Outcome

IN_ERROR = Q(withdrawal__outcome=Outcome.ERROR)
HIDDEN = Q(withdrawal__outcome__in=HIDING)  # a withdrawal no longer shows what it said


class EditionIsReleased(Exception):
    """Somebody tried to change what has been released."""

    def __init__(self, edition):
        super().__init__(f"{edition} is released and can no longer change. Start a new draft instead.")


class EditionQuerySet(models.QuerySet):
    def ever_released(self, at=None):
        """Editions whose moment has come (now by default), whatever became of them since."""
        return self.filter(released_at__lte=at or timezone.now())

    def released(self, at=None):
        """Editions the public may read at that moment: not those whose text a withdrawal hides."""
        return self.ever_released(at).exclude(HIDDEN)

    def meant(self, at=None):
        """Editions that take the place of those before them: all but those released in error."""
        return self.ever_released(at).exclude(IN_ERROR)

    def current(self, at=None):
        """Of each guideline the edition with the highest number that was meant, if the public may read it."""
        newer = self.model.objects.meant(at).filter(guideline=OuterRef("guideline"), number__gt=OuterRef("number"))
        return self.released(at).filter(~Exists(newer))

    def in_line(self, at=None):
        """Editions whose changes lead to what the public reads: a hidden one only when a later one builds on it."""
        next_one = self.model.objects.ever_released(at).filter(
            guideline=OuterRef("guideline"), previous_hash=OuterRef("content_hash")
        )
        return self.ever_released(at).filter(~HIDDEN | Exists(next_one))

    def scheduled(self, at=None):
        """Editions whose release lies in the future."""
        return self.filter(released_at__gt=at or timezone.now())

    def holding(self, edition="edition"):
        """A condition for rows that name an edition so: it is one of these. As quick among a thousand as alone."""
        return Exists(self.filter(pk=OuterRef(edition)))

    def drafts(self):
        """Editions that may still change; at most one of each guideline."""
        return self.filter(released_at=None)

    def sealed(self):
        """Editions that no longer change: released, scheduled or withdrawn."""
        return self.exclude(released_at=None)

    def delete(self):
        for edition in self.sealed():
            raise EditionIsReleased(edition)
        return super().delete()


class Edition(models.Model):
    guideline = models.ForeignKey("guidelines.Guideline", on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField(editable=False)
    summary = models.TextField(
        max_length=2000,
        blank=True,
        help_text="Markdown. What is new in this edition, in two or three sentences.",
    )
    summary_html = models.TextField(blank=True, editable=False)
    released_at = models.DateTimeField(null=True, editable=False)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    changed_at = models.DateTimeField(null=True, editable=False, help_text="When its draft was last changed.")
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        help_text="Who last changed the draft: its last author, who may not approve it.",
    )
    contents = models.JSONField(default=list, editable=False, help_text="Its chapters in order: slug and title.")
    previous_hash = models.CharField(max_length=64, blank=True, editable=False)
    content_hash = models.CharField(max_length=64, blank=True, editable=False)
    rendering_hash = models.CharField(max_length=64, blank=True, editable=False)

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["guideline", "-number"]
        permissions = [
            ("release_edition", "Can release an edition"),
            ("force_release", "Can release an edition without approval"),
            ("withdraw_edition", "Can withdraw an edition"),
            ("approve_edition", "Can approve a draft"),
        ]
        indexes = [  # the last one or the only one, not all of them
            models.Index(fields=["released_at"], name="editions_by_release"),
            models.Index(fields=["content_hash"], name="editions_by_hash"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["guideline", "number"], name="one_edition_per_number"),
            models.UniqueConstraint(
                fields=["guideline"], condition=Q(released_at=None), name="one_draft_per_guideline"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="edition_number_from_1"),
            models.CheckConstraint(
                condition=Q(released_at=None, released_by=None, content_hash="", rendering_hash="")
                | Q(released_at__isnull=False, released_by__isnull=False) & ~Q(content_hash="") & ~Q(rendering_hash=""),
                name="released_means_who_when_and_hash",
            ),
        ]

    def __str__(self):
        return f"{self.guideline.name}, edition {self.number}"

    def get_absolute_url(self):
        return reverse("guidelines:edition", args=[self.guideline.slug, self.number])

    @property
    def is_draft(self):
        return self.released_at is None

    @property
    def is_public(self):
        return not self.is_draft and self.released_at <= timezone.now()

    @property
    def is_first(self):
        """Whether it was released after no other, so that all of it was new; a draft has yet to come after one."""
        return not self.previous_hash

    @property
    def is_hidden(self):
        """Whether a withdrawal hides its text."""
        return hasattr(self, "withdrawal") and self.withdrawal.hides_text

    @property
    def no_longer_advised(self):
        """The withdrawal of a text that is no longer advised but can still be read, or None."""
        withdrawal = getattr(self, "withdrawal", None)
        return None if withdrawal is None or withdrawal.hides_text else withdrawal

    @property
    def previous(self):
        """The released edition that this one comes after, or None; a draft follows none whose text is withdrawn."""
        earlier = Edition.objects.sealed().filter(guideline=self.guideline_id, number__lt=self.number)
        if self.previous_hash:
            return earlier.filter(content_hash=self.previous_hash).first()
        if not self.is_draft:
            return None
        return earlier.exclude(HIDDEN).order_by("-number").first()

    def newer_current(self):
        """The edition that readers have today, where it came after this one, or None."""
        return Edition.objects.current().filter(guideline=self.guideline_id, number__gt=self.number).first()

    def refuse_if_released(self):
        """Raises EditionIsReleased, as the database has it. Until the transaction ends nobody else can release it."""
        refuse_if_released(Edition.objects.filter(pk=self.pk))

    @transaction.atomic
    def save(self, *args, **kwargs):
        self.refuse_if_released()
        super().save(*args, **kwargs)

    @transaction.atomic
    def delete(self, *args, **kwargs):
        self.refuse_if_released()
        return super().delete(*args, **kwargs)


def refuse_if_released(editions):
    """Locks these editions until the transaction ends. Raises EditionIsReleased when one of them is no draft."""
    for edition in editions.select_for_update(of=("self",), no_key=True).order_by("pk"):
        if not edition.is_draft:
            raise EditionIsReleased(edition)
