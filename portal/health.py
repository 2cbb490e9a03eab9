"""For machines that watch the portal."""

import os

from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

PLAIN = "text/plain; charset=utf-8"


@never_cache
@require_safe
def healthz(request):
    """200 while this process answers."""
    return HttpResponse("ok\n", content_type=PLAIN)


@never_cache
@require_safe
def readyz(request):
    """200 when the database answers and is migrated and the file storage is there; 503 otherwise."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return HttpResponse("migrations are waiting\n", status=503, content_type=PLAIN)
    if not _storage_is_there():
        return HttpResponse("the file storage is away\n", status=503, content_type=PLAIN)
    return HttpResponse("ready\n", content_type=PLAIN)


def _storage_is_there():
    """Whether the folder can be written to, or the bucket answers."""
    try:
        if bucket := getattr(default_storage, "bucket", None):
            bucket.meta.client.head_bucket(Bucket=bucket.name)
            return True
        os.makedirs(default_storage.location, exist_ok=True)  # noqa: PTH103 - made by the first upload otherwise
        return os.access(default_storage.location, os.W_OK | os.X_OK)
    except Exception:  # each storage fails in its own words
        return False
