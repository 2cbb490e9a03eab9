"""The API itself: what the apps' routers offer, described by OpenAPI."""

from django.conf import settings
from django.utils.module_loading import import_string
from ninja import NinjaAPI

from portal.api.answering import answered, only_read

VERSION = "1.0.0"
WHAT = """Everything that the public may read, as JSON: guidelines, editions, chapters, statements, changes, documents
and news. Nothing needs a key. Answers carry an `ETag`; send it back as `If-None-Match` and an unchanged answer costs
nothing. Lists come in pages: follow `next` until it is null."""


class ReadAPI(NinjaAPI):
    def create_response(self, request, data, **how):
        return answered(request, super().create_response(request, data, **how))

    @property
    def urls(self):
        patterns, app, namespace = super().urls
        for pattern in patterns:
            pattern.callback = only_read(pattern.callback)
        return patterns, app, namespace


def _made():
    api = ReadAPI(
        title=f"{settings.SITE_NAME}: read API",
        version=VERSION,
        description=WHAT,
        urls_namespace="api",
        docs_url=None,
        openapi_url=None,  # portal/api/views.py answers it, with an ETag like the rest
        servers=[{"url": settings.SITE_URL}],
    )
    for name in settings.API:
        for router in import_string(name):
            api.add_router("", router)
    return api


api = _made()
