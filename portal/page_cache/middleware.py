"""Says which answers may be kept: public pages that are the same for everybody."""

from django.middleware.gzip import GZipMiddleware
from django.utils.cache import cc_delim_re, patch_cache_control

shrink = GZipMiddleware(lambda request: None).process_response
KINDS = ("text/html", "text/markdown", "text/plain", "application/json", "application/atom+xml", "application/xml")


def keep_public_pages(get_response):
    """Marks the request of an answer that may be kept, and tells browsers and CDNs to ask whether it still holds."""

    def middleware(request):
        response = get_response(request)
        if may_be_kept(request, response):
            if not response.has_header("Cache-Control"):
                patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
            if request.META.get("portal.would_keep"):
                request.META["portal.may_be_kept"] = True
                return response  # compressed where it is kept
        elif not response.has_header("Cache-Control") and not response.streaming:
            patch_cache_control(response, private=True, no_cache=True)
        is_page = response.get("Content-Type", "").startswith("text/html") and not response.streaming
        return shrink(request, response) if is_page else response

    return middleware


def may_be_kept(request, response):
    """Not what is personal, what sets or reads a cookie, says itself that it is not to be kept, or holds a form."""
    return (
        request.method in ("GET", "HEAD")
        and response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not set(cc_delim_re.split(response.get("Vary", "Accept-Encoding"))) - {"Accept-Encoding"}
        and not any(word in response.get("Cache-Control", "") for word in ("no-store", "private", "no-cache"))
        and response.get("Content-Type", "").startswith(KINDS)
        and b'method="post"' not in response.content
    )
