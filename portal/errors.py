"""The pages for what went wrong; the database may be away, so none of them asks it anything."""

import logging
import sys

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.shortcuts import render

from portal import resending
from portal.watching import security

logger = logging.getLogger(__name__)


def bad_request(request, exception):
    if isinstance(exception, RequestDataTooBig):
        return render(request, "errors/413.html", status=413)
    return render(request, "errors/400.html", status=400)


def forbidden(request, exception=None, reason=""):
    security.note("refused", request)
    return render(request, "errors/403.html", status=403)


def not_found(request, exception):
    return render(request, "errors/404.html", status=404)


def server_error(request):
    """Django calls it while it handles the exception."""
    exception = sys.exc_info()[1]
    if resending.is_refused(exception):
        return cannot_store(request, exception)
    if isinstance(exception, OperationalError | InterfaceError):
        return database_is_away(request, exception)
    return render(request, "errors/500.html", status=500)


def too_often(request):
    security.note("asked too often", request)
    response = render(request, "errors/429.html", status=429)
    response["Retry-After"] = "60"
    return response


def database_is_away(request, exception):
    logger.error("The database cannot be reached: %s", exception)
    return _come_back(request, "errors/503.html")


def cannot_store(request, exception):
    """The disk is full or the database only reads; pages are still shown."""
    logger.error("Nothing can be stored: %s", exception)
    return _come_back(request, "errors/503_not_stored.html")


def _come_back(request, template):
    context = {"typed": resending.typed(request), "had_file": resending.had_file(request)}
    response = render(request, template, context, status=503)
    response["Retry-After"] = "30"
    response["Cache-Control"] = "no-store"  # it holds what was typed
    return response
