"""Who last changed a draft: they are its last author, and somebody else has to approve it."""

from django.utils import timezone

from guidelines.models import Edition


def note_author(edition, *, by):
    """Every action that changes what a draft says calls this, with the draft locked; nobody is the portal itself."""
    edition.changed_at, edition.changed_by = timezone.now(), by
    Edition.objects.filter(pk=edition.pk).update(changed_at=edition.changed_at, changed_by=by)
