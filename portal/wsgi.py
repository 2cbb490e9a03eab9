"""What gunicorn serves: the portal behind its page cache."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
portal = get_wsgi_application()
import_module(settings.ROOT_URLCONF)  # now, rather than while the first reader waits

from portal.errors import unavailable  # noqa: E402 - needs the settings
from portal.page_cache import PageCache  # noqa: E402

application = PageCache(portal, unavailable)

# All this lives as long as the process; looking through it for garbage made some requests wait for 40 ms.
gc.freeze()
