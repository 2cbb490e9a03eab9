"""Codes of an authenticator app (RFC 6238: six digits, 30 seconds, SHA-1 as every app has it) and recovery codes."""

import base64
import hashlib
import hmac
import secrets
import time
from urllib.parse import quote, urlencode

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from portal.models import RecoveryCode, SecondStep

SECONDS = 30
HOW_MANY = 10


def new_secret():
    """160 bits in base32."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def address_for_apps(secret, person):
    """What the picture says to an authenticator app."""
    label = quote(f"{settings.SITE_NAME}:{person.get_username()}")
    return f"otpauth://totp/{label}?{urlencode({'secret': secret, 'issuer': settings.SITE_NAME}, quote_via=quote)}"


def code(secret, counter):
    """The six digits of that half minute."""
    mac = hmac.digest(base64.b32decode(secret), counter.to_bytes(8, "big"), "sha1")
    start = mac[-1] & 15
    return f"{(int.from_bytes(mac[start : start + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06d}"


def counter_of(secret, typed, after=0):
    """The half minute for which these digits are right, one earlier or later included; None for a wrong code."""
    now = int(time.time()) // SECONDS
    for counter in (now, now - 1, now + 1):
        if counter > after and hmac.compare_digest(code(secret, counter).encode(), _bare(typed).encode()):
            return counter
    return None


def accept(person, typed):
    """Whether this is a right code of the app, or a recovery code; each works once."""
    app = SecondStep.objects.filter(person=person, kind=SecondStep.Kind.APP).first()
    if app and (secret := unsealed(app.secret)):
        counter = counter_of(secret, typed, after=app.counter)
        newer = SecondStep.objects.filter(pk=app.pk, counter__lt=counter or 0)
        if counter and newer.update(counter=counter, used_at=timezone.now(), secret=sealed(secret)):
            return True
    used, _ = RecoveryCode.objects.filter(person=person, digest=_digest(typed)).delete()
    return bool(used)


@transaction.atomic
def new_recovery_codes(person):
    """Ten new codes of 128 bits, shown once; those before no longer work."""
    made = [_grouped(base64.b32encode(secrets.token_bytes(16)).decode().rstrip("=").lower()) for _ in range(HOW_MANY)]
    RecoveryCode.objects.filter(person=person).delete()
    RecoveryCode.objects.bulk_create(RecoveryCode(person=person, digest=_digest(each)) for each in made)
    return made


def sealed(secret):
    """The secret as the database holds it: of no use without the portal's SECRET_KEY."""
    return _seal().encrypt(secret.encode()).decode()


def unsealed(text):
    """The secret; empty when it was sealed with neither the portal's SECRET_KEY nor one of SECRET_KEY_FALLBACKS."""
    try:
        return _seal().decrypt(text.encode()).decode()
    except InvalidToken:
        return ""


def _seal():
    """It seals with the newest key and opens with any; whoever uses an app has it sealed anew."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    made = [hashlib.sha256(b"portal.signing_in.codes" + key.encode()).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in made])


def _grouped(text):
    return "-".join(text[at : at + 4] for at in range(0, len(text), 4))


def _bare(typed):
    return "".join(typed.split()).replace("-", "").lower()[:40]


def _digest(typed):
    return hashlib.sha256(_bare(typed).encode()).hexdigest()
