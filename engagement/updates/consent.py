"""What people agree to. A new wording gets a new version; with each person the version is kept that they agreed to."""

from django.conf import settings

VERSION = "2026-11"


def sentences():
    """The sentences of today’s version, with the periods that really hold."""
    return [
        f"{settings.PUBLISHER} keeps your e-mail address and your choices, to tell you what changes in the guidelines, "
        "and for nothing else. Nobody else gets them.",
        f"Every e-mail has a link to stop. {settings.UPDATES_GONE_DAYS} days after you stop, we forget your address.",
    ]
