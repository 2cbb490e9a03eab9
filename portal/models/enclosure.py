"""Enclosure: what many letters say in the same words, stored once and put into each of them when it is sent."""

from django.db import models

HERE = "\ue000enclosed\ue000"  # where a letter's own text takes it in; nobody types this


class Enclosure(models.Model):
    once = models.CharField(max_length=200, unique=True, help_text="Names what it says: written once however often.")
    text = models.TextField()
    html = models.TextField(blank=True)
    made_at = models.DateTimeField("written", auto_now_add=True)

    class Meta:
        ordering = ["-made_at"]
        default_permissions = []

    def __str__(self):
        return self.once
