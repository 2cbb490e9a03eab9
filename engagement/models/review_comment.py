"""ReviewComment: what a reviewer says about a place in a draft. ReviewAnswer: what an editor says to it."""

from django.conf import settings
from django.db import models
from django.db.models import Count, Q

from portal.people import name_of

from .review_link import ReviewLink

MOST = 5000  # characters of a comment or an answer


class ReviewCommentQuerySet(models.QuerySet):
    def open(self):
        """Those that no editor has resolved."""
        return self.filter(resolved_at=None)

    def counted(self):
        """{"all": …, "open": …}: how many there are. One query."""
        return self.aggregate(all=Count("pk"), open=Count("pk", filter=Q(resolved_at=None)))

    def told(self):
        """With everything that a page says of them, in two queries."""
        return self.select_related("resolved_by", "link").prefetch_related("answers__made_by").order_by("pk")


class ReviewComment(models.Model):
    """It names its place by what outlives an edit: the chapter's key, the statement's key, the opening words."""

    class About(models.TextChoices):
        STATEMENT = "statement", "Statement"
        PASSAGE = "passage", "Paragraph"
        CHAPTER = "chapter", "Chapter"

    edition = models.ForeignKey("guidelines.Edition", on_delete=models.CASCADE, related_name="review_comments")
    link = models.ForeignKey(ReviewLink, on_delete=models.CASCADE, related_name="comments")
    name = models.CharField(max_length=150, help_text="As the reviewer wrote it.")
    about = models.CharField(max_length=10, choices=About)
    chapter_key = models.UUIDField()
    chapter_title = models.CharField(max_length=200, help_text="Then.")
    statement_key = models.CharField(max_length=60, blank=True)
    quote = models.CharField(max_length=300, blank=True, help_text="The first words of what it is about, as they were.")
    digest = models.CharField(max_length=64, help_text="Of the whole text that it is about, as it was.")
    fingerprint = models.CharField(max_length=64, help_text="Of the draft as it was (guidelines.draft).")
    words = models.TextField(max_length=MOST)
    once = models.CharField(max_length=100, unique=True, help_text="Keeps a second press of the button out.")
    made_at = models.DateTimeField(auto_now_add=True)
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    objects = ReviewCommentQuerySet.as_manager()

    class Meta:
        ordering = ["edition", "pk"]
        verbose_name = "comment of a reviewer"
        verbose_name_plural = "comments of reviewers"
        indexes = [
            models.Index(fields=["edition", "chapter_key"], name="comments_of_a_chapter"),
            models.Index(fields=["edition"], condition=Q(resolved_at=None), name="comments_waiting"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(about="statement") & ~Q(statement_key="") | ~Q(about="statement") & Q(statement_key=""),
                name="comment_on_a_statement_names_it",
            ),
            models.CheckConstraint(
                condition=Q(resolved_at=None, resolved_by=None)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
                name="resolved_means_when_and_by_whom",
            ),
        ]

    def __str__(self):
        return f"Comment {self.pk} by {self.name}"

    @property
    def is_resolved(self):
        return self.resolved_at is not None

    @property
    def resolver(self):
        return name_of(self.resolved_by)


class ReviewAnswer(models.Model):
    comment = models.ForeignKey(ReviewComment, on_delete=models.CASCADE, related_name="answers")
    words = models.TextField(max_length=MOST)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["comment", "pk"]

    def __str__(self):
        return f"Answer to comment {self.comment_id} by {self.who}"

    @property
    def who(self):
        return name_of(self.made_by)
