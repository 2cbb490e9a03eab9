"""What gunicorn serves: the portal behind its page cache, watched."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
portal = get_wsgi_application()
import_module(settings.ROOT_URLCONF)  # now, rather than while the first reader waits

from portal.page_cache import PageCache  # noqa: E402 - needs the settings
from portal.unavailable import unavailable  # noqa: E402
from portal.watching.figures import Figures  # noqa: E402
from portal.watching.requests import Watched  # noqa: E402

application = Watched(
    PageCache(portal, unavailable), Figures() if settings.METRICS_TOKEN else None, says_each=settings.LOG_REQUESTS
)

# All this lives as long as the process; looking through it for garbage made some requests wait for 40 ms.
gc.freeze()
