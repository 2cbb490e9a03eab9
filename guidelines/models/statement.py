"""Statement: the unit that readers cite. Wording: what it says in one edition, and where."""

import re

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse

from portal import stored
from portal.markdown import audience

from .chapter import Chapter
from .edition import Edition
from .frozen import PartOfEdition, PartOfEditionQuerySet

is_key = RegexValidator(
    r"^[a-z][a-z0-9-]{0,59}\Z", "A key is made of a to z, 0 to 9 and hyphens, and starts with a letter."
)


class Statement(models.Model):
    guideline = models.ForeignKey("guidelines.Guideline", on_delete=models.PROTECT, related_name="statements")
    key = models.CharField(max_length=60, validators=[is_key])

    class Meta:
        ordering = ["guideline", "key"]
        constraints = [models.UniqueConstraint(fields=["guideline", "key"], name="one_statement_per_key")]

    def __str__(self):
        return self.key

    def get_absolute_url(self):
        return reverse("guidelines:statement", args=[self.guideline.slug, self.key])


class WordingQuerySet(PartOfEditionQuerySet):
    def for_profession(self, name):
        """Those that a programme for this profession has to look at: its own, and those for everybody."""
        return self.filter(Q(professions="") | Q(professions__regex=rf"(^|, ){re.escape(name)}(,|$)"))

    def with_kind(self):
        """Each with the `kind` of change by which its edition has it."""
        changes = Statement._meta.get_field("changes").related_model.objects
        change = changes.filter(edition=OuterRef("edition"), statement=OuterRef("statement"))
        return self.annotate(kind=Subquery(change.values("kind")[:1]))

    def released(self, at=None):
        """Wordings that the public may read."""
        return self.filter(Edition.objects.released(at).holding())

    def current(self, at=None):
        """Wordings that stand today."""
        return self.filter(Edition.objects.current(at).holding())


class Wording(PartOfEdition):
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="wordings")
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="wordings")
    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE, related_name="wordings")
    position = models.PositiveIntegerField(help_text="From 1, through the whole edition.")
    number = models.CharField(max_length=12, help_text="Chapter and place in it: 2.3")
    title = models.CharField(max_length=250, blank=True)
    professions = models.CharField(
        max_length=700, blank=True, help_text="Those that it is for, “nursing, midwifery”; empty for everybody."
    )
    source = models.TextField(help_text="Markdown, as the editor wrote it.")
    html = models.TextField()
    text = models.TextField()

    objects = WordingQuerySet.as_manager()

    class Meta:
        ordering = ["edition", "position"]
        constraints = [
            models.UniqueConstraint(fields=["statement", "edition"], name="one_wording_per_edition"),
            models.UniqueConstraint(fields=["edition", "position"], name="one_wording_per_position"),
        ]

    def __str__(self):
        return f"{self.number} {self.name}"

    @property
    def profession_names(self):
        """The professions that it is for, [] for everybody."""
        return audience.names(self.professions)

    @property
    def for_whom(self):
        """“For nursing and midwifery”, or "" for everybody."""
        return audience.in_words(self.profession_names)

    @property
    def name(self):
        return self.title or self.statement.key

    safe_html = stored.safe("html")
