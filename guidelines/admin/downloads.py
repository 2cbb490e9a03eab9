"""A draft to take away, for signed-in editors."""

from django.views.decorators.http import require_safe

from guidelines.views.downloads import draft_file

from .access import with_edition


@require_safe
@with_edition("view_edition")
def view(request, edition, format):
    """The file of this edition, draft or not, as it is now."""
    return draft_file(request, edition, format)
