"""How machines are answered: with an ETag, 304 when they have it already, and readable from any site."""

import hashlib

from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag


def answered(request, response):
    """The response as it goes out; what is public needs no permission, so any site’s script may read it."""
    if response.status_code == 200:
        patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
        etag = quote_etag(hashlib.sha256(response.content).hexdigest()[:32])
        response["ETag"] = etag
        response = get_conditional_response(request, etag=etag, response=response)
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = "ETag"
    return response
