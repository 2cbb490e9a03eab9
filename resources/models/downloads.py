"""DownloadCount: how often a document was fetched on a day. Nothing is kept of who did."""

from django.db import connection, models
from django.utils import timezone

ADD_ONE = (
    "INSERT INTO resources_downloadcount (document_id, day, number) VALUES (%s, %s, 1) "
    "ON CONFLICT (document_id, day) DO UPDATE SET number = resources_downloadcount.number + 1"
)


class DownloadCountManager(models.Manager):
    def add_one(self, document_id):
        """One more today. A single statement, so that no two at once are counted as one."""
        with connection.cursor() as cursor:
            cursor.execute(ADD_ONE, [document_id, timezone.localdate()])


class DownloadCount(models.Model):
    document = models.ForeignKey("resources.Document", on_delete=models.CASCADE, related_name="downloads")
    day = models.DateField()
    number = models.PositiveIntegerField()

    objects = DownloadCountManager()

    class Meta:
        ordering = ["document", "day"]
        constraints = [models.UniqueConstraint(fields=["document", "day"], name="one_count_per_document_and_day")]

    def __str__(self):
        return f"{self.document_id} on {self.day}: {self.number}"
