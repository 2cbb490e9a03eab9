"""The ways in: name and password, the second step, and links by e-mail."""

import time

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.views import LoginView
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from portal import background
from portal.slowing import slowed
from portal.watching import security

from . import devices, links, passkeys
from .forms import CodeForm, ForgottenForm, SignInForm

MINUTES = 10  # between the password and the second step
door = require_http_methods(["GET", "HEAD", "POST"])


class SignIn(LoginView):
    """The first step; whoever has a second one goes on to it."""

    authentication_form = SignInForm
    template_name = "desk/signing_in/sign_in.html"
    redirect_authenticated_user = False

    def dispatch(self, request, *args, **kwargs):
        if request.method == "GET" and admin.site.has_permission(request):
            return redirect("admin:index")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        said = {"title": "Sign in", "subtitle": None, "app_path": self.request.get_full_path()}
        following = {"next": self.get_redirect_url() or reverse("admin:index")}
        return super().get_context_data(**kwargs) | admin.site.each_context(self.request) | said | following

    def form_valid(self, form):
        return go_on(self.request, form.get_user(), self.get_redirect_url())


sign_in = SignIn.as_view()


def go_on(request, person, following):
    """After the right password: in, or to the second step."""
    if not person.secondsteps.exists():
        devices.begin(request, person, second_step=False)
        security.note("signed in", request, person, by="password")
        return HttpResponseRedirect(following or reverse("admin:index"))
    request.session.flush()
    request.session["half_way"] = {
        "person": person.pk,
        "at": time.time(),
        "proof": person.get_session_auth_hash(),
        "next": following,
    }
    return redirect("second_step")


def half_way(request):
    """Who gave the right password a moment ago, and where they want to go; (None, "") for nobody."""
    said = request.session.get("half_way") or {}
    if time.time() - said.get("at", 0) > MINUTES * 60:
        return None, ""
    person = get_user_model().objects.filter(pk=said["person"], is_active=True, is_staff=True).first()
    if person and constant_time_compare(person.get_session_auth_hash(), said["proof"]):
        return person, said["next"]
    return None, ""


@never_cache
@sensitive_post_parameters()
@door
def second_step(request):
    person, following = half_way(request)
    if person is None:
        return redirect("admin:login")
    form = CodeForm(request.POST or None, request=request, person=person)
    if form.is_valid():
        return let_in(request, person, following, by="code")
    has_passkeys = passkeys.of(person).exists()
    return _page(request, "second_step.html", "The second step", form=form, has_passkeys=has_passkeys)


def let_in(request, person, following, *, by):
    devices.begin(request, person, second_step=True)
    security.note("signed in", request, person, by=f"password, {by}")
    safe = url_has_allowed_host_and_scheme(following, {request.get_host()}, request.is_secure())
    return HttpResponseRedirect(following if safe else reverse("admin:index"))


@never_cache
@door
@slowed("forgotten password", per_minute=5)
def forgotten(request):
    """Says the same for every address, and as soon, so that nobody learns who works here."""
    form = ForgottenForm(request.POST or None)
    if form.is_valid():
        background.after_commit(links.forgotten, form.cleaned_data["email"])
        return _page(request, "forgotten_sent.html", "Look into your e-mails")
    return _page(request, "forgotten.html", "Choose a new password", form=form)


@never_cache
@sensitive_post_parameters()
@door
def choose_password(request, secret):
    way_in = links.find(secret)
    if way_in is None:
        return _page(request, "link_gone.html", "This link no longer works", status=404)
    form = SetPasswordForm(way_in.person, request.POST or None)
    if form.is_valid() and links.choose_password(way_in=way_in, password=form.cleaned_data["new_password1"]):
        security.note("password chosen", request, way_in.person, by="link")
        return _page(request, "password_chosen.html", "Your password is set", person=way_in.person)
    return _page(request, "choose_password.html", "Choose your password", form=form, person=way_in.person)


def _page(request, template, title, status=200, **said):
    context = {"title": title, "is_nav_sidebar_enabled": False, "has_permission": False, **said}
    context = {**admin.site.each_context(request), **context}
    return render(request, f"desk/signing_in/{template}", context, status=status)
