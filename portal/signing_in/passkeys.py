"""Passkeys (WebAuthn) as second step: begun with a challenge, judged with the answer of the browser."""

import base64
import json
import time
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.admin import site
from django.http import JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST
from fido2.server import Fido2Server
from fido2.webauthn import AttestedCredentialData, PublicKeyCredentialRpEntity, PublicKeyCredentialUserEntity

from portal import posted
from portal.models import SecondStep
from portal.watching import security

from .forms import PasswordForm

SECONDS = 600  # between the password and the new passkey
REFUSED = "The passkey was not accepted. Try once more, or use a code."


def of(person):
    return SecondStep.objects.filter(person=person, kind=SecondStep.Kind.PASSKEY)


@require_POST
@site.admin_view
def begin_adding(request):
    """What the browser needs to make a passkey for this person, who gives their password first."""
    form = PasswordForm({"password": _text(_said(request), "password")}, request=request)
    if not form.is_valid():
        return JsonResponse({"refused": " ".join(form.errors["password"])}, status=422)
    person = request.user
    about = PublicKeyCredentialUserEntity(
        id=str(person.pk).encode(), name=person.get_username(), display_name=person.get_full_name() or person.username
    )
    options, state = _server().register_begin(about, _credentials(person), user_verification="preferred")
    request.session["new_passkey"] = {"state": state, "until": time.time() + SECONDS}
    return JsonResponse(_public(options))


@require_POST
@site.admin_view
def add(request):
    from . import account

    said, begun = _said(request), request.session.pop("new_passkey", {"until": 0})
    try:
        if time.time() > begun["until"]:
            raise TimeoutError
        made = _server().register_complete(begun["state"], said["answer"])
    except Exception:  # the answer may be anything, and the library says in many ways that it is no passkey
        return JsonResponse({"refused": REFUSED}, status=400)
    name = posted.FORBIDDEN.sub("", _text(said, "name"))[:80].strip()
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
    said, state, known = _said(request), request.session.pop("passkey", None), _credentials(person)
    try:
        used = _server().authenticate_complete(state, known, said["answer"])
    except Exception:  # as above
        security.note("not signed in", request, person, by="passkey")
        return JsonResponse({"refused": REFUSED}, status=400)
    step = of(person).get(secret=base64.b64encode(bytes(used)).decode())
    SecondStep.objects.filter(pk=step.pk).update(used_at=timezone.now())
    return JsonResponse({"go": let_in(request, person, following, by="passkey").url})


def _said(request):
    """What the browser says as JSON; nothing when it is no object, or nested too deeply to be read."""
    try:
        said = json.loads(request.body)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _text(said, name):
    """Text that can be written and compared, without half surrogates; empty for anything else."""
    text = said.get(name)
    return text.encode(errors="replace").decode() if isinstance(text, str) else ""


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
