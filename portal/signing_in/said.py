"""Where a message waits until the next page: in a cookie of its own, so that reading at the desk never has to store."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class OwnCookie(CookieStorage):
    cookie_name = "__Host-messages" if settings.SESSION_COOKIE_SECURE else "messages"


class Said(FallbackStorage):
    """In the session only what is too long for a cookie."""

    storage_classes = (OwnCookie, SessionStorage)
