"""What every page says that nobody has read before the database went away, without asking the portal."""

from django.core.handlers.wsgi import WSGIRequest
from django.middleware.security import SecurityMiddleware
from django_permissions_policy import PermissionsPolicyMiddleware

from portal import errors
from portal.middleware import content_security_policy


def _away(request):
    return errors.database_is_away(request, "known by the page cache")


_guarded = content_security_policy(PermissionsPolicyMiddleware(_away))
_secured = SecurityMiddleware(_guarded).process_response


def unavailable(environ, start_response):
    """A WSGI application: a plain 503 with the headers that every other answer carries."""
    request = WSGIRequest(environ)
    response = _secured(request, _guarded(request))
    start_response("503 Service Unavailable", [*response.items(), ("Cache-Control", "no-store")])
    return [response.content]
