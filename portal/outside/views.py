"""Every broken link to another site, with where it is used."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.models import OutsideLink

from .collecting import used_in


@never_cache
@require_safe
def broken_links(request):
    if not any("change_" in name for name in request.user.get_all_permissions()):
        raise PermissionDenied
    failed = list(OutsideLink.objects.exclude(failures=0).order_by("-failures", "host", "url"))
    places = used_in() if failed else {}
    found = [(link, places.get(link.url, [])) for link in failed]
    checked = OutsideLink.objects.exclude(checked_at=None)
    context = {
        "title": "Links to other sites",
        "broken": [each for each in found if each[0].is_broken],
        "failed_once": [each for each in found if not each[0].is_broken],
        "known": OutsideLink.objects.count(),
        "checked": checked.count(),
        "newest": checked.order_by("-checked_at").first(),
        "now": timezone.now(),
    }
    return render(request, "desk/broken_links.html", admin.site.each_context(request) | context)
