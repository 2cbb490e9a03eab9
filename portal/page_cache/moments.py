"""When what the public may read changes by itself: the next scheduled moment, and midnight, when a day's dates end."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string


def next_moment(now=None):
    """The first moment after `now` at which a page may come to read differently though nobody changes anything."""
    now = now or timezone.now()
    tomorrow = timezone.localdate(now) + timedelta(days=1)
    midnight = datetime.combine(tomorrow, time.min, tzinfo=timezone.get_default_timezone())
    announced = [import_string(name)(now) for name in settings.MOMENTS]
    return min([midnight, *filter(None, announced)])
