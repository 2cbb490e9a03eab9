"""From one day to another, both counted whole in Europe/London."""

from datetime import datetime, time, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

GRACE = timedelta(hours=2)  # for who was still typing when the last day ended


class OpenDatesQuerySet(models.QuerySet):
    def announced(self, on=None):
        """Those whose first day has come, open or closed."""
        return self.filter(opens_on__lte=on or timezone.localdate())

    def open(self, on=None):
        """Those which take answers on that day (today by default)."""
        on = on or timezone.localdate()
        return self.filter(opens_on__lte=on, closes_on__gte=on)


class OpenDates(models.Model):
    opens_on = models.DateField("first day")
    closes_on = models.DateField("last day", help_text="Counts whole, Europe/London.")

    class Meta:
        abstract = True

    @property
    def is_open(self):
        return self.opens_on <= timezone.localdate() <= self.closes_on

    @property
    def is_announced(self):
        return self.opens_on <= timezone.localdate()

    @property
    def closed_at(self):
        """The midnight, Europe/London, that ends its last day."""
        return timezone.make_aware(datetime.combine(self.closes_on + timedelta(days=1), time()))

    def takes_answers_from(self, started_at):
        """Whether somebody who started then may still send: while it is open, and for two hours after."""
        now = timezone.now()
        return self.is_open or (self.closed_at <= now < self.closed_at + GRACE and started_at < self.closed_at)


def closes_after_opening(name):
    """The constraint that every table with these dates carries, under its own name."""
    return models.CheckConstraint(
        condition=Q(closes_on__gte=F("opens_on")),
        name=name,
        violation_error_message="The last day comes after the first.",
    )
