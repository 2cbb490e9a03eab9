"""Nobody works at the desk without a second step where settings.REQUIRE_SECOND_FACTOR asks for one."""

from django.conf import settings
from django.shortcuts import redirect
from django.urls import reverse

DESK = ("/admin/", "/markdownx/")
OPEN = ("/admin/account/", "/admin/login/", "/admin/logout/", "/admin/jsi18n/")


def require_second_step(get_response):
    """Leads to “Your sign-in” until there is one; readers' pages are not looked at, so they get no cookie."""

    def middleware(request):
        asks = settings.REQUIRE_SECOND_FACTOR and request.path.startswith(DESK) and not request.path.startswith(OPEN)
        if asks and request.user.is_authenticated and not request.session.get("second_step"):
            return redirect(f"{reverse('account')}?second_step_missing")
        return get_response(request)

    return middleware
