"""What stands behind the Markdown field: live preview and pictures, for signed-in editors only.

These take the place of django-markdownx's own two views, which are open to the world.
"""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from portal import images, links, markdown, stored


def editors_only(view):
    """Refuses everybody who may not change anything at the editors' desk; the answer is kept nowhere."""

    @never_cache
    @wraps(view)
    def guarded(request, *args, **kwargs):
        user = request.user
        if not (user.is_active and user.is_staff and any("change_" in name for name in user.get_all_permissions())):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@require_POST
@editors_only
def preview(request):
    """The HTML of the posted `content`."""
    return preview_of(stored.html, request.POST.get("content", ""))


def preview_of(render, text):
    """A response with the rendered text, or with the sentence that says why it cannot be shown."""
    try:
        return HttpResponse(render(text))
    except markdown.TooLong as error:
        return HttpResponse(str(error), status=422, content_type="text/plain; charset=utf-8")


@require_POST
@editors_only
def upload(request):
    """Stores the posted `image`; answers {"address": …}, or 422 with {"error": …}."""
    if "image" not in request.FILES:
        return JsonResponse({"error": "Choose a picture first."}, status=422)
    try:
        return JsonResponse({"address": images.store(request.FILES["image"])})
    except images.NotAPicture as error:
        return JsonResponse({"error": str(error)}, status=422)


@require_safe
@editors_only
def link_targets(request):
    """{"found": […]}: what can be linked to by name anywhere on the site, for the words in ?q=."""
    words = request.GET.get("q", "").replace("\x00", "").split()
    return JsonResponse({"found": links.search(words, most=20)})
