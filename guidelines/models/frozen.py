"""What belongs to an edition is frozen with it."""

from django.db import models

from .edition import EditionIsReleased


class PartOfEditionQuerySet(models.QuerySet):
    def delete(self):
        for part in self.exclude(edition__released_at=None).select_related("edition__guideline"):
            raise EditionIsReleased(part.edition)
        return super().delete()


class PartOfEdition(models.Model):
    """A row with an `edition`; save() and delete() refuse once that edition is released."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        self.edition.refuse_if_released()
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        self.edition.refuse_if_released()
        return super().delete(*args, **kwargs)
