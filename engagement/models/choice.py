"""What somebody wants to hear about, and how often: the same for who asks and for who has confirmed."""

from django.db import models
from django.db.models import Q

from portal.counted import counted


class Scope(models.TextChoices):
    EVERYTHING = "everything", "Everything"
    GUIDELINE = "guideline", "One guideline"
    CHAPTER = "chapter", "One chapter"
    STATEMENTS = "statements", "Certain statements"


class Rhythm(models.TextChoices):
    AT_ONCE = "at once", "As soon as something changes"
    WEEKLY = "weekly", "Once a week, on Monday morning, if something has changed"
    MONTHLY = "monthly", "Once a month, on the first, if something has changed"


class Choice(models.Model):
    """`chapter_key` is the key that a chapter keeps through all editions; `chapter_title` what it was called then."""

    scope = models.CharField("about", max_length=10, choices=Scope, default=Scope.EVERYTHING)
    guideline = models.ForeignKey(
        "guidelines.Guideline", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    chapter_key = models.UUIDField(null=True, blank=True)
    chapter_title = models.CharField(max_length=200, blank=True)
    statements = models.ManyToManyField("guidelines.Statement", blank=True, related_name="+")
    rhythm = models.CharField("how often", max_length=7, choices=Rhythm, default=Rhythm.AT_ONCE)
    small_too = models.BooleanField("also clarified and moved", default=False)

    class Meta:
        abstract = True

    @property
    def in_words(self):
        """What it is about, as the person chose it."""
        if self.scope == Scope.GUIDELINE:
            return f"All of {self.guideline.name}"
        if self.scope == Scope.CHAPTER:
            return f"The chapter “{self.chapter_title}” of {self.guideline.name}"
        if self.scope == Scope.STATEMENTS:
            keys = [statement.key for statement in self.statements.all()]
            return f"{counted(len(keys), 'statement')}: {', '.join(keys)}"
        return "Everything"


def names_what_it_needs(name):
    """The constraint that both tables carry, each under its own name."""
    return models.CheckConstraint(
        condition=Q(scope__in=[Scope.EVERYTHING, Scope.STATEMENTS], guideline=None, chapter_key=None)
        | Q(scope=Scope.GUIDELINE, guideline__isnull=False, chapter_key=None)
        | Q(scope=Scope.CHAPTER, guideline__isnull=False, chapter_key__isnull=False),
        name=name,
    )
