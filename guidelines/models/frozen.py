"""What belongs to an edition is frozen with it."""

from django.db import models, transaction
from django.db.models import Q

from .edition import Edition, EditionIsReleased, refuse_if_released


class PartOfEditionQuerySet(models.QuerySet):
    def delete(self):
        for part in self.exclude(edition__released_at=None).select_related("edition__guideline"):
            raise EditionIsReleased(part.edition)
        return super().delete()


class PartOfEdition(models.Model):
    """A row with an `edition`; save() and delete() refuse once that edition is released."""

    class Meta:
        abstract = True

    def refuse_if_released(self):
        """Raises EditionIsReleased; looks at the edition that the row is in as well as the one it is meant for."""
        editions = Q(pk=self.edition_id)
        if self.pk:
            editions |= Q(pk__in=type(self).objects.filter(pk=self.pk).values("edition"))
        refuse_if_released(Edition.objects.filter(editions))

    @transaction.atomic
    def save(self, *args, **kwargs):
        self.refuse_if_released()
        super().save(*args, **kwargs)

    @transaction.atomic
    def delete(self, *args, **kwargs):
        self.refuse_if_released()
        return super().delete(*args, **kwargs)
