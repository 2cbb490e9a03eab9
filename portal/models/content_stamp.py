"""ContentStamp: one row that is different after every change to what the public reads."""

from django.db import models


class ContentStamp(models.Model):
    """Written by triggers of the database (portal/page_cache/triggers.py) in the transaction of each change."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    stamp = models.BigIntegerField(
        help_text="Drawn anew with each change, so that a restored database is never mistaken."
    )

    class Meta:
        default_permissions = []
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_content_stamp")]

    def __str__(self):
        return str(self.stamp)
