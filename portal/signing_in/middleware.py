"""Nobody works at the desk past a second step, or where somebody else has gone away long ago."""

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.shortcuts import redirect
from django.urls import reverse

from portal import errors

from . import doors, idle

DESK = ("/admin/", "/markdownx/")
OPEN = ("/admin/login/", "/admin/logout/", "/admin/jsi18n/")
WHERE_ONE_IS_ADDED = "/admin/account/"


def guard_the_desk(get_response):
    """Whoever has a second step passes it before anything else; whoever has none adds one where the operator asks.

    A session in which nothing was done for settings.SESSION_IDLE_MINUTES has ended.
    Readers’ pages are not looked at, so they get no cookie.
    """

    def middleware(request):
        try:
            elsewhere = _first_to(request) if request.path.startswith(DESK) else None
        except (OperationalError, InterfaceError) as trouble:  # Django asks process_exception about views alone
            return errors.database_is_away(request, trouble)
        return elsewhere or get_response(request)

    return middleware


def _first_to(request):
    """The redirect to the step that is missing; None for whoever may go on."""
    is_open = request.path.startswith(OPEN)
    if idle.is_over(request):
        idle.end(request)
        return None if is_open else idle.sign_in_again(request)
    if is_open or not request.user.is_authenticated:
        return None
    idle.note(request)
    if request.session.get("second_step"):
        return None
    if request.user.secondsteps.exists():
        return doors.go_on(request, request.user, request.get_full_path() if request.method == "GET" else "")
    if settings.REQUIRE_SECOND_FACTOR and not request.path.startswith(WHERE_ONE_IS_ADDED):
        return redirect(f"{reverse('account')}?second_step_missing")
    return None
