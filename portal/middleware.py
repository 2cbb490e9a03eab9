"""Answers for requests that no page could serve, and the policy that every answer carries."""

from csp.utils import build_policy
from django.conf import settings
from django.core.exceptions import BadRequest
from django.db import InterfaceError, OperationalError
from django.middleware.common import CommonMiddleware

from portal import errors, resending

MACHINES = {"/healthz", "/readyz", "/metrics"}


def answer_when_the_database_is_away(get_response):
    """A plain 503 page, which depends on nothing, when the database cannot be reached, or nothing can be stored."""

    def middleware(request):
        return get_response(request)

    def process_exception(request, exception):
        if resending.is_refused(exception):
            return errors.cannot_store(request, exception)
        if isinstance(exception, OperationalError | InterfaceError):
            return errors.database_is_away(request, exception)
        return None

    middleware.process_exception = process_exception
    return middleware


def refuse_unreadable_addresses(get_response):
    """A 400 for addresses with null bytes, which no database can look up."""

    def middleware(request):
        if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            return errors.bad_request(request, BadRequest("null byte"))
        return get_response(request)

    return middleware


def content_security_policy(get_response):
    """Sends settings.CONTENT_SECURITY_POLICY with every response; it is the same for all, so it is written once."""
    policy = build_policy(config=settings.CONTENT_SECURITY_POLICY["DIRECTIVES"])

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", policy)
        return response

    return middleware


class OfOurHost(CommonMiddleware):
    """Refuses requests for a host that is not ours; machines that watch ask by number, as load balancers do."""

    def process_request(self, request):
        return None if request.path_info in MACHINES else super().process_request(request)
