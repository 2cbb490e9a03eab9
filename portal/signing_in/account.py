"""“Your sign-in”: second steps, recovery codes and devices of whoever is signed in."""

import segno
from django.contrib import admin, messages
from django.db import IntegrityError, transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from portal import audit
from portal.models import RecoveryCode, SecondStep, SignedIn

from . import codes, devices
from .forms import AppForm, PasswordForm


@require_safe
@admin.site.admin_view
def account(request):
    steps = list(SecondStep.objects.filter(person=request.user))
    return _page(
        request,
        "account.html",
        "Your sign-in",
        steps=steps,
        has_app=any(step.kind == SecondStep.Kind.APP for step in steps),
        codes_left=RecoveryCode.objects.filter(person=request.user).count(),
        devices=devices.of(request.user),
        here=request.session.session_key,
        must="second_step_missing" in request.GET,
    )


@sensitive_post_parameters()
@admin.site.admin_view
def app(request):
    """Shows the secret of a new authenticator app until a code proves that the app has it."""
    if SecondStep.objects.filter(person=request.user, kind=SecondStep.Kind.APP).exists():
        messages.info(request, "You have an authenticator app. Remove it first if you want another one.")
        return redirect("account")
    secret = request.session.setdefault("app_secret", codes.new_secret())
    form = AppForm(request.POST or None, request=request, secret=secret)
    if form.is_valid():
        step = SecondStep(person=request.user, kind=SecondStep.Kind.APP, secret=codes.sealed(secret))
        step.counter = form.counter
        del request.session["app_secret"]
        return redirect(add(request, step))
    picture = segno.make(codes.address_for_apps(secret, request.user)).svg_data_uri(scale=5, border=4, light="#fff")
    grouped = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    return _page(request, "app.html", "An authenticator app", form=form, picture=picture, secret=grouped)


def add(request, step):
    """Stores a new second step, signs out elsewhere, and returns where to go: to recovery codes after the first."""
    try:
        with transaction.atomic():
            step.save()
            audit.record(by=request.user, did="added a second step", of=request.user, kind=step.get_kind_display())
    except IntegrityError:  # sent twice: the app is there
        return reverse("account")
    devices.end_all(request.user, but=request.session.session_key)
    request.session["second_step"] = True
    if RecoveryCode.objects.filter(person=request.user).exists():
        return reverse("account")
    request.session["new_codes"] = codes.new_recovery_codes(request.user)
    return reverse("new_codes")


@require_safe
@admin.site.admin_view
def new_codes(request):
    """The new recovery codes, shown once."""
    made = request.session.pop("new_codes", None)
    return _page(request, "codes.html", "Your recovery codes", codes=made) if made else redirect("account")


@sensitive_post_parameters()
@admin.site.admin_view
def codes_anew(request):
    form = PasswordForm(request.POST or None, request=request)
    if form.is_valid():
        request.session["new_codes"] = codes.new_recovery_codes(request.user)
        audit.record(by=request.user, did="made new recovery codes", of=request.user)
        return redirect("new_codes")
    said = "Ten new codes are made. Those that you have kept no longer work."
    return _page(request, "confirm.html", "New recovery codes", form=form, said=said, button="Make new codes")


@sensitive_post_parameters()
@admin.site.admin_view
def remove(request, pk):
    step = get_object_or_404(SecondStep, pk=pk, person=request.user)
    form = PasswordForm(request.POST or None, request=request)
    if form.is_valid():
        with transaction.atomic():
            step.delete()
            if not SecondStep.objects.filter(person=request.user).exists():
                RecoveryCode.objects.filter(person=request.user).delete()
            audit.record(by=request.user, did="removed a second step", of=request.user, kind=step.get_kind_display())
        request.session["second_step"] = SecondStep.objects.filter(person=request.user).exists()
        messages.success(request, f"{step} is removed.")
        return redirect("account")
    said = f"“{step}” will no longer be asked for when you sign in."
    return _page(request, "confirm.html", "Remove a second step", form=form, said=said, button="Remove it")


@require_POST
@admin.site.admin_view
def sign_out_device(request, pk):
    """Another device: for this one there is the button in the header."""
    others = SignedIn.objects.filter(person=request.user).exclude(session_key=request.session.session_key)
    devices.end(others.filter(pk=pk))
    messages.success(request, "That device is signed out.")
    return redirect("account")


@require_POST
@admin.site.admin_view
def sign_out_everywhere(request):
    """Here too: whoever is afraid for their account begins anew."""
    devices.sign_out_everywhere(person=request.user, by=request.user)
    request.session.flush()
    return redirect("admin:login")


def _page(request, template, title, **said):
    context = {**admin.site.each_context(request), "title": title, **said}
    response = render(request, f"desk/signing_in/{template}", context)
    response["Cache-Control"] = "no-store"
    return response
