"""Whether readers find something at an address of this site."""

import logging
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, QueryDict
from django.urls import Resolver404, resolve

logger = logging.getLogger(__name__)


def is_there(address):
    """Asks the page's own view, as a reader without a name would ask for its head. Costs what the page costs."""
    parts = urlsplit(address)
    request = _reader(parts.path, parts.query)
    try:
        found = resolve(parts.path)
        request.resolver_match = found
        return found.func(request, *found.args, **found.kwargs).status_code < 400
    except (Http404, Resolver404):
        return False
    except PermissionDenied:
        return True
    except Exception:  # a page that fails is a page
        logger.exception("%s could not be looked at.", address)
        return True


def _reader(path, query):
    request = HttpRequest()
    request.method, request.path, request.path_info = "HEAD", path, path
    request.GET = QueryDict(query)
    request.META = {"SERVER_NAME": urlsplit(settings.SITE_URL).hostname, "SERVER_PORT": "443", "QUERY_STRING": query}
    request.user = AnonymousUser()
    return request
