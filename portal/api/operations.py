"""What the apps' operations share: whole addresses, and rows chosen by what was asked."""

from django.conf import settings
from django.db.models import Q


def whole(path):
    """The address of a page of this site, as machines elsewhere need it."""
    return f"{settings.SITE_URL}{path}"


def chosen(**asked):
    """Rows with these facts; what nobody asked for is None."""
    return Q(**{name: value for name, value in asked.items() if value is not None})
