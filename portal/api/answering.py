"""How machines are answered: with an ETag, 304 when they have it already, and readable from any site."""

import hashlib
from functools import wraps

from django.http import HttpResponse, HttpResponseNotAllowed
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag

METHODS = ["GET", "HEAD", "OPTIONS"]
ANY_SITE = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag, Link, X-Total-Count"}
# What a browser asks before it lets another site’s script send If-None-Match; good for a day.
PERMISSION = {
    "Access-Control-Allow-Methods": ", ".join(METHODS),
    "Access-Control-Allow-Headers": "If-None-Match, Content-Type",
    "Access-Control-Max-Age": "86400",
}


def answered(request, response):
    """The response as it goes out; what is public needs no permission, so any site’s script may read it."""
    if response.status_code == 200:
        patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
        etag = quote_etag(hashlib.sha256(response.content).hexdigest()[:32])
        response["ETag"] = etag
        response = get_conditional_response(request, etag=etag, response=response)
    for name, words in ANY_SITE.items():
        response[name] = words
    return response


def only_read(view):
    """Answers GET by the view, HEAD likewise, and tells any site that asks first that it may; refuses the rest."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers=ANY_SITE | PERMISSION | {"Allow": ", ".join(METHODS)})
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS, headers=ANY_SITE)
        asked, request.method = request.method, "GET"
        response = view(request, *args, **kwargs)
        request.method = asked  # by which the server sends the head alone
        return response

    return answer
