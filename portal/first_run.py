"""The first administrator sets name and password at a one-time link; there is never a default password."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core import signing
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from portal import audit
from portal.forms import FirstAdministratorForm
from portal.signing_in import devices

SALT = "portal.first_run"
DAY = 24 * 60 * 60


def is_waiting():
    """Whether there is no administrator yet."""
    return not get_user_model().objects.filter(is_superuser=True).exists()


def link():
    """An address at which the first administrator signs up, good for one day and until there is one."""
    return settings.SITE_URL + reverse("welcome", args=[signing.dumps("first", salt=SALT)])


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request, token):
    """The form behind that link; 404 once it has been used or is a day old."""
    with transaction.atomic():
        _one_at_a_time()
        if not is_waiting() or not _is_good(token):
            raise Http404
        form = FirstAdministratorForm(request.POST or None)
        if not form.is_valid():
            return render(request, "desk/welcome.html", {"form": form})
        form.instance.is_staff = form.instance.is_superuser = True
        person = form.save()
        audit.record(by=person, did="became the first administrator", of=person)
        devices.begin(request, person, second_step=False)
    return redirect("admin:index")


def _is_good(token):
    try:
        return signing.loads(token, salt=SALT, max_age=DAY) == "first"
    except signing.BadSignature:
        return False


def _one_at_a_time():
    """Holds a row that always exists, so that two people with the link do not both become the first."""
    user = get_user_model()._meta
    ContentType.objects.select_for_update(no_key=True).get(app_label=user.app_label, model=user.model_name)
