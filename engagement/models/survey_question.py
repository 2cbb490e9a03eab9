"""SurveySection and SurveyQuestion: what a survey asks, in order."""

from django.db import models
from django.db.models import F, Q


class Kind(models.TextChoices):
    SINGLE = "single", "Single choice"
    SEVERAL = "several", "Several choices"
    SCALE = "scale", "Scale"
    MATRIX = "matrix", "Matrix: the same choice for several rows"
    SHORT = "short", "Short text"
    LONG = "long", "Long text"
    STATEMENTS = "statements", "Choose statements of the guideline"


TEXTS = {Kind.SHORT: 200, Kind.LONG: 5000}  # characters at most
CHOSEN_BY_NUMBER = {Kind.SINGLE, Kind.SEVERAL, Kind.SCALE, Kind.MATRIX}
EXCLUSIVE = {Kind.SINGLE, Kind.SCALE, Kind.MATRIX}  # each person counts in one choice (of a row)


class SurveySection(models.Model):
    survey = models.ForeignKey("engagement.Survey", on_delete=models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=150)
    introduction = models.TextField(max_length=1000, blank=True, help_text="Plain text above the section’s questions.")

    class Meta:
        ordering = ["survey", "position"]

    def __str__(self):
        return self.title


class SurveyQuestion(models.Model):
    """Answers hold the numbers of options, so an option keeps its line once there are answers."""

    section = models.ForeignKey(SurveySection, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField(help_text="From 1, in its section.")
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.SINGLE)
    text = models.CharField("question", max_length=300)
    help_text = models.CharField("help", max_length=500, blank=True, help_text="One sentence under the question.")
    is_required = models.BooleanField("has to be answered", default=False)
    options = models.TextField(max_length=10_000, blank=True, help_text="One on each line.")
    rows = models.TextField(max_length=10_000, blank=True, help_text="Of a matrix: one on each line.")
    lowest = models.PositiveSmallIntegerField("scale from", default=1)
    highest = models.PositiveSmallIntegerField("to", default=5)
    lowest_label = models.CharField("the low end means", max_length=60, blank=True)
    highest_label = models.CharField("the high end means", max_length=60, blank=True)
    keys = models.TextField(
        "statements",
        max_length=20_000,
        blank=True,
        help_text="Keys, one on each line. Without any, all statements of the current edition.",
    )
    about = models.CharField(
        "about the statement",
        max_length=60,
        blank=True,
        help_text="Its key, if the question is about one statement. Answers then show beside that statement.",
    )
    shown_if = models.ForeignKey("self", on_delete=models.RESTRICT, null=True, blank=True, related_name="leads_to")
    shown_if_answer = models.CharField(max_length=60, blank=True, help_text="The number or key of that answer.")

    class Meta:
        ordering = ["section__position", "position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(shown_if=None, shown_if_answer="")
                | Q(shown_if__isnull=False) & ~Q(shown_if_answer="") & ~Q(shown_if=F("id")),
                name="condition_names_question_and_answer",
            )
        ]

    def __str__(self):
        return self.text

    @property
    def name(self):
        """Its name in forms."""
        return f"q{self.pk}"

    @property
    def is_text(self):
        return self.kind in TEXTS

    @property
    def numbered_rows(self):
        """[(number, words)] of a matrix; for other kinds the one row 0."""
        return _numbered(self.rows) if self.kind == Kind.MATRIX else [(0, "")]

    @property
    def numbered_choices(self):
        """[(number, words)] of what can be chosen by number."""
        if self.kind == Kind.SCALE:
            ends = {self.lowest: self.lowest_label, self.highest: self.highest_label}
            steps = range(self.lowest, self.highest + 1)
            return [(step, f"{step}: {ends[step]}" if ends.get(step) else str(step)) for step in steps]
        return _numbered(self.options) if self.kind in CHOSEN_BY_NUMBER else []


def lines(text):
    return [line.strip() for line in text.splitlines() if line.strip()]


def _numbered(text):
    return list(enumerate(lines(text), start=1))
