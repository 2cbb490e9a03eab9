"""Passkeys (WebAuthn) as second step: begun with a challenge, judged with the answer of the browser."""

import base64
import json
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.admin import site
from django.http import JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST
from fido2.server import Fido2Server
from fido2.webauthn import AttestedCredentialData, PublicKeyCredentialRpEntity, PublicKeyCredentialUserEntity

from portal.models import SecondStep

REFUSED = "The passkey was not accepted. Try once more, or use a code."


def of(person):
    return SecondStep.objects.filter(person=person, kind=SecondStep.Kind.PASSKEY)


@require_POST
@site.admin_view
def begin_adding(request):
    """What the browser needs to make a passkey for this person."""
    person = request.user
    about = PublicKeyCredentialUserEntity(
        id=str(person.pk).encode(), name=person.get_username(), display_name=person.get_full_name() or person.username
    )
    options, state = _server().register_begin(about, _credentials(person), user_verification="preferred")
    request.session["passkey"] = state
    return JsonResponse(_public(options))


@require_POST
@site.admin_view
def add(request):
    from . import account

    try:
        said = json.loads(request.body)
        made = _server().register_complete(request.session.pop("passkey"), said["answer"])
        name = str(said.get("name") or "")[:80].replace("\x00", "").strip()
    except (KeyError, TypeError, ValueError, AttributeError):
        return JsonResponse({"refused": REFUSED}, status=422)
    secret = base64.b64encode(bytes(made.credential_data)).decode()
    step = SecondStep(person=request.user, kind=SecondStep.Kind.PASSKEY, name=name or "Passkey", secret=secret)
    return JsonResponse({"go": account.add(request, step)})


@require_POST
def begin_second_step(request):
    from .doors import half_way

    person, _ = half_way(request)
    if person is None:
        return JsonResponse({"go": reverse("admin:login")}, status=403)
    options, state = _server().authenticate_begin(_credentials(person), user_verification="preferred")
    request.session["passkey"] = state
    return JsonResponse(_public(options))


@require_POST
def second_step(request):
    from .doors import half_way, let_in

    person, following = half_way(request)
    if person is None:
        return JsonResponse({"go": reverse("admin:login")}, status=403)
    try:
        said = json.loads(request.body)
        used = _server().authenticate_complete(request.session.pop("passkey"), _credentials(person), said["answer"])
    except (KeyError, TypeError, ValueError, AttributeError):
        return JsonResponse({"refused": REFUSED}, status=422)
    step = of(person).get(secret=base64.b64encode(bytes(used)).decode())
    SecondStep.objects.filter(pk=step.pk).update(used_at=timezone.now())
    return JsonResponse({"go": let_in(request, person, following).url})


def _server():
    where = urlsplit(settings.SITE_URL)
    return Fido2Server(
        PublicKeyCredentialRpEntity(id=where.hostname, name=settings.SITE_NAME),
        verify_origin=lambda origin: origin == settings.SITE_URL,
    )


def _credentials(person):
    return [AttestedCredentialData(base64.b64decode(step.secret)) for step in of(person)]


def _public(options):
    return dict(options)["publicKey"]
