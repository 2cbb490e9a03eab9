"""Subscribing, confirming, changing one’s mind, stopping: without an account, a cookie or a script."""

from functools import wraps

from django.conf import settings
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from engagement.models import Rhythm, Subscriber
from portal import errors, secret_links, slowing
from portal.public_forms import is_from_a_robot
from portal.slowing import slowed

from . import actions, consent, links
from .forms import ChoiceForm, SubscribeForm, initial_from, initial_of

PER_MINUTE = 20  # forms from one address
GUESSES = 20  # wrong secrets a minute from one address
STEPS = require_http_methods(["GET", "HEAD", "POST"])


@csrf_exempt
@STEPS
@slowed("subscribe", per_minute=PER_MINUTE)
def subscribe(request):
    """The form. Whether an address is known here, the answer does not tell."""
    if request.method != "POST":
        start = {"rhythm": Rhythm.AT_ONCE.value, "small_too": ""}
        form = SubscribeForm(near=request.GET.get("guideline", ""), initial=start)
        form.initial |= initial_of(request.GET, form)
        return render(request, "updates/subscribe.html", {"form": form, "consent": consent.sentences()})
    form = SubscribeForm(request.POST)
    if not form.is_valid():
        context = {"form": form, "problems": form.problems, "consent": consent.sentences()}
        return render(request, "updates/subscribe.html", context, status=422)
    if not is_from_a_robot(request):
        email = form.cleaned_data["email"]
        actions.ask(once=form.once, email=email, choice=form.choice, statements=form.chosen)
    return redirect("engagement:subscription_sent", permanent=False)


@require_safe
def sent(request):
    return render(request, "updates/sent.html", {"days": settings.UPDATES_CONFIRM_DAYS})


def by_secret(view):
    """For addresses that are keys: nothing of them is kept, and guessing is slowed, but never who has the right one."""

    @csrf_exempt
    @STEPS
    @wraps(view)
    def entered(request, **kwargs):
        response = view(request, **kwargs) or _no_such_link(request)
        for name, value in secret_links.HEADERS.items():
            response[name] = value
        return response

    return entered


def _no_such_link(request):
    if slowing.count(request, "updates-links") > GUESSES:
        return errors.too_often(request)
    context = {"page_url": "", "days": settings.UPDATES_CONFIRM_DAYS}
    return render(request, "updates/no_link.html", context, status=404)


def _with_subscriber(view):
    """Hands the view the subscriber of the secret in the address."""

    @wraps(view)
    def entered(request, pk, secret):
        subscriber = links.subscriber_of(pk, secret)
        return view(request, subscriber) if subscriber else None

    return by_secret(entered)


@by_secret
def confirm(request, secret):
    """A page with a button, since programs that look through e-mails open every link in them."""
    context = {"page_url": "", "consent": consent.sentences()}
    try:
        if request.method == "POST":
            subscriber = actions.confirm(secret=secret)
        else:
            asked = actions.request_of(secret)
            return render(request, "updates/confirm.html", context | {"asked": asked})
    except actions.NoSuchRequest:
        known = Subscriber.objects.active().select_related("guideline")
        subscriber = known.filter(confirmed_with=secret_links.digest(secret)).first()
    if subscriber is None:
        return None
    return render(request, "updates/confirmed.html", context | {"subscriber": subscriber, "links": _links(subscriber)})


@_with_subscriber
def subscription(request, subscriber):
    """What somebody gets, to be changed; and starting again for who stopped."""
    context, status = {"page_url": "", "subscriber": subscriber, "links": _links(subscriber)}, 200
    deed = request.POST.get("deed", "")
    if deed == "again":
        actions.start_again(subscriber=subscriber)
        return HttpResponseRedirect(f"{request.path}?again", status=303)
    near = subscriber.guideline.slug if subscriber.guideline else ""
    form = ChoiceForm(request.POST if deed == "change" else None, near=near, initial=initial_from(subscriber))
    if form.is_bound:
        if form.is_valid():
            actions.change(subscriber=subscriber, choice=form.choice, statements=form.chosen)
            return HttpResponseRedirect(f"{request.path}?changed", status=303)
        context["problems"], status = form.problems, 422
    said = next((name for name in ("changed", "again") if name in request.GET), "")
    return render(request, "updates/subscription.html", context | {"form": form, "said": said}, status=status)


@_with_subscriber
def unsubscribe(request, subscriber):
    """One click, in a mail program or here: POST stops at once, GET shows the button (RFC 8058)."""
    if request.method == "POST":
        if request.POST.get("deed") == "erase":
            actions.erase(subscriber=subscriber)
            return render(request, "updates/erased.html", {"page_url": ""})
        actions.stop(subscriber=subscriber)
    context = {
        "page_url": "",
        "subscriber": subscriber,
        "links": _links(subscriber),
        "days": settings.UPDATES_GONE_DAYS,
    }
    return render(request, "updates/unsubscribe.html", context)


def _links(subscriber):
    """Addresses on this site, whichever name it was asked by."""
    site = len(settings.SITE_URL)
    return {"choices": links.choices(subscriber)[site:], "stop": links.stop(subscriber)[site:]}
