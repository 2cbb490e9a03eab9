"""What every template may use, at no cost in queries."""

from django.conf import settings


def site(request):
    return {
        "site_name": settings.SITE_NAME,
        "publisher": settings.PUBLISHER,
        "site_url": settings.SITE_URL,
        "page_url": settings.SITE_URL + request.path,
    }
