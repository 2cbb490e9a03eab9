"""The desk's page that says what links to an address of this site."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal import written


@never_cache
@require_safe
def what_links_here(request):
    """For ?to=/an/address/: every text that points there."""
    if not any("change_" in name for name in request.user.get_all_permissions()):
        raise PermissionDenied
    to = request.GET.get("to", "").replace("\x00", "").strip()[:500]
    is_ours = to.startswith("/") and not to.startswith(("//", "/\\"))
    found = written.linking_to(written.is_at(to)) if is_ours else []
    context = {"title": "What links here", "to": to, "is_ours": is_ours, "found": found}
    return render(request, "desk/links_here.html", admin.site.each_context(request) | context)
