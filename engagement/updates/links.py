"""The secret addresses in a subscriber’s e-mails.

They stand in every e-mail, so they are made anew each time: from the portal’s SECRET_KEY and a random salt that the
subscriber’s row holds. Who has a copy of the database without that key can make none of them; a new salt ends them all.
"""

from base64 import urlsafe_b64encode

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from engagement.models import Subscriber


def secret(subscriber, key=None):
    """43 characters, so that portal.secret_links keeps it out of logs and of letters that were sent."""
    said = f"{subscriber.pk}/{subscriber.salt}"
    made = salted_hmac("engagement.updates", said, secret=key, algorithm="sha256").digest()
    return urlsafe_b64encode(made).decode().rstrip("=")


def subscriber_of(pk, said):
    """The subscriber whose secret that is, now or in a letter from before SECRET_KEY was another one; or None."""
    subscriber = Subscriber.objects.select_related("guideline").filter(pk=pk).first()
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    is_theirs = subscriber and any(constant_time_compare(secret(subscriber, key), said) for key in keys)
    return subscriber if is_theirs else None


def choices(subscriber):
    return settings.SITE_URL + reverse("engagement:subscription", args=[subscriber.pk, secret(subscriber)])


def stop(subscriber):
    return settings.SITE_URL + reverse("engagement:unsubscribe", args=[subscriber.pk, secret(subscriber)])


def confirm(said):
    return settings.SITE_URL + reverse("engagement:confirm_subscription", args=[said])


def headers(subscriber):
    """What lets a mail program stop the e-mails with one click (RFC 8058)."""
    return {
        "List-Unsubscribe": f"<{stop(subscriber)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
