"""Who wants to know of a release or a withdrawal once it is committed: named in settings, since they stand above us."""

from django.conf import settings
from django.utils.module_loading import import_string

from portal import background


def tell_others():
    """Calls what settings.AFTER_RELEASE names after the commit; each finds out by itself what is new."""
    for name in settings.AFTER_RELEASE:
        background.after_commit(import_string(name))
