"""SurveyAnswer: what one person sent. SurveyReply: one choice or text in it.

No name, address, device or time of day is kept.
"""

from django.db import models


class SurveyAnswer(models.Model):
    survey = models.ForeignKey("engagement.Survey", on_delete=models.PROTECT, related_name="answers")
    reference = models.CharField(max_length=30, unique=True)
    once = models.CharField(max_length=64, editable=False, help_text="Keeps a second press of the button out.")
    sent_on = models.DateField()
    was_late = models.BooleanField(default=False, help_text="Sent after the last day, within the two hours of grace.")

    class Meta:
        ordering = ["-pk"]
        verbose_name = "answer to a survey"
        verbose_name_plural = "answers to surveys"
        constraints = [models.UniqueConstraint(fields=["survey", "once"], name="sent_once")]

    def __str__(self):
        return self.reference


class SurveyReply(models.Model):
    answer = models.ForeignKey(SurveyAnswer, on_delete=models.CASCADE, related_name="replies")
    question = models.ForeignKey("engagement.SurveyQuestion", on_delete=models.RESTRICT, related_name="replies")
    row = models.PositiveSmallIntegerField(default=0, help_text="Of a matrix, from 1.")
    choice = models.PositiveSmallIntegerField(default=0, help_text="The option’s line, or the step of the scale.")
    key = models.CharField(max_length=60, blank=True, help_text="Of the statement chosen.")
    words = models.TextField(blank=True)
    quote = models.TextField(
        max_length=1000, blank=True, help_text="What the editor publishes of these words, if anything."
    )

    class Meta:
        ordering = ["answer", "question__section__position", "question__position", "row", "choice", "key"]
        indexes = [models.Index(fields=["question", "row", "choice", "key"], name="replies_counted")]
        constraints = [
            models.UniqueConstraint(fields=["answer", "question", "row", "choice", "key"], name="replied_once")
        ]

    def __str__(self):
        return f"{self.answer}: {self.question}"
