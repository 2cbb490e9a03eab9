"""The mapping worksheet: nothing of it is stored, each page answers with what was sent.

These views take no CSRF token, for readers get no cookie: they change nothing and keep nothing, so a request that
another site forged would do no more than show its sender's own words.
"""

from functools import wraps

from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from guidelines import mapping
from guidelines.mapping import reading_json, report, turns
from guidelines.mapping.uploads import InMemory
from guidelines.models import Guideline
from guidelines.models.change import STANDING_KINDS
from portal import posted
from portal.slowing import slowed

PER_MINUTE = 40  # from one address, each up to a third of a second's work: a department may share one


def _editions(slug):
    return mapping.Editions(get_object_or_404(Guideline.objects.public(), slug=slug))


def _edition_number(given, editions):
    """The number asked for, None when none was. Raises BadRequest for an edition that is not there."""
    if not given:
        return None
    if posted.number(given) not in editions.by_number:
        raise BadRequest("an edition that is not offered")
    return posted.number(given)


@require_safe
def worksheet(request, guideline):
    """The page on which a mapping starts; ?edition= for an earlier edition, ?add= opens that statement."""
    editions = _editions(guideline)
    number = _edition_number(request.GET.get("edition"), editions) or editions.current
    key = request.GET.get("add", "")
    added = {"asked": editions.last(key), "added": editions.entries[number].get(key)}
    return render(request, "guidelines/mapping/map.html", _start(editions, number) | added)


@require_safe
def pinned(request, guideline, number):
    """Where “Add to my map” under a statement of a pinned chapter leads."""
    query = request.GET.copy()
    query["edition"] = number
    return redirect(f"{reverse('guidelines:mapping', args=[guideline])}?{query.urlencode()}")


def _start(editions, number):
    chapters = editions.chapters(number)
    return {
        "guideline": editions.guideline,
        "editions": editions,
        "edition": editions.by_number[number],
        "chapters": [(entries[0].chapter_name, slug, entries) for slug, entries in chapters.items()],
        "typed": report.INPUTS,
        "professions": editions.professions(number),
        "kinds": editions.kinds(number),
    }


def takes_a_worksheet(view):
    """Gives the view the Reading of an uploaded or carried worksheet; a page says why when it cannot be read."""

    @csrf_exempt
    @cache_control(no_store=True, private=True)
    @slowed("worksheets", per_minute=PER_MINUTE)  # before anything of it is read
    @wraps(view)
    def wrapped(request, guideline, **kwargs):
        if request.method != "POST":
            return redirect("guidelines:mapping", guideline)
        request.upload_handlers = [InMemory(request)]
        editions = _editions(guideline)
        try:
            file, carried = request.FILES.get("file"), request.POST.get("carried", "")
            data = file.read() if file else reading_json.unpacked(carried) if carried else b""
            asked = _edition_number(request.POST.get("edition"), editions)
            with turns.turn(data):
                return view(request, mapping.read(data, editions, asked), **kwargs)
        except mapping.Unreadable as error:
            return _refused(request, editions, error, kwargs.get("format"))
        except turns.Busy as error:
            response = _refused(request, editions, error, kwargs.get("format"), status=503)
            response["Retry-After"] = turns.RETRY_AFTER
            return response

    return wrapped


def _refused(request, editions, error, format, status=400):
    if format == "json":
        return JsonResponse({"error": str(error)}, status=status)
    context = _start(editions, editions.current) | {"error": str(error), "is_busy": status == 503}
    return render(request, "guidelines/mapping/refused.html", context, status=status)


@takes_a_worksheet
def coverage(request, reading):
    return render(request, "guidelines/mapping/coverage.html", report.context(reading, reading.worksheet))


@takes_a_worksheet
def snapshot(request, reading):
    context = report.context(reading, reading.worksheet) | {"today": timezone.localdate()}
    return render(request, "guidelines/mapping/snapshot.html", context)


@takes_a_worksheet
def upgrade(request, reading):
    """What the current edition does to the worksheet, and the upgraded worksheet to carry on with."""
    if not reading.can_be_upgraded:
        context = report.context(reading, reading.worksheet) | {"upgrade_asked": True}
        return render(request, "guidelines/mapping/coverage.html", context)
    upgraded = mapping.Upgrade(reading.worksheet, reading.editions, reading.editions.current)
    context = report.context(reading, upgraded.worksheet) | {"upgrade": upgraded, "before": reading.edition}
    return render(request, "guidelines/mapping/upgrade.html", context)


@takes_a_worksheet
def save(request, reading, format):
    remarks = [*reading.remarks, *(f"{place}: {words}" for place, words in reading.row_remarks[: report.SHOWN_REMARKS])]
    return _file(reading.worksheet, reading.editions, format, remarks)


def download(request, guideline, format):
    """GET: a blank worksheet for the chapters asked for. POST: what was sent, as a file."""
    if format not in mapping.FORMATS:
        raise Http404
    if request.method not in ("GET", "HEAD"):
        return save(request, guideline, format=format)
    editions = _editions(guideline)
    number = _edition_number(request.GET.get("edition"), editions) or editions.current
    chapters = request.GET.getlist("chapter")
    choice = mapping.Choice(tuple(request.GET.getlist("profession")), tuple(request.GET.getlist("kind")), number)
    if not set(chapters) <= set(editions.chapters(number)) or not _is_offered(choice, editions, number):
        raise BadRequest("a choice that is not offered")
    worksheet = mapping.blank(editions, number, chapters, choice)
    if not worksheet.rows:
        error = mapping.Unreadable("No statement fits what you ticked. Tick more, or nothing at all, and try again.")
        return _refused(request, editions, error, format)
    return _file(worksheet, editions, format)


def _is_offered(choice, editions, number):
    return set(choice.professions) <= set(editions.professions(number)) and set(choice.kinds) <= set(STANDING_KINDS)


download.csrf_exempt = True  # see above


def _file(worksheet, editions, format, remarks=()):
    data, content_type = mapping.write(format, worksheet, editions, remarks)
    name = f"mapping-{editions.guideline.slug}-edition-{worksheet.edition}.{format}"
    return HttpResponse(
        data, content_type=content_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
