"""The screen that says why each statement differs from the edition before."""

from urllib.parse import urlsplit

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from guidelines import actions, preflight
from guidelines.draft import Draft
from guidelines.models.change import EXPLAINABLE, SAID
from portal import markdown, written

from .access import page, with_edition
from .change_form import ExplanationForm, NotKept

PER_PAGE = 20


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@with_edition("change_chapter")
def view(request, edition):
    """A page of explanations; everything typed on it is saved at once, and whatever is refused stays typed."""
    is_typed = request.method == "POST" and any(name.endswith("-reason") for name in request.POST)
    if not edition.is_draft and not is_typed:
        messages.error(request, str(actions.NotADraft(edition)))
        return redirect("admin:guidelines_edition_change", edition.pk)
    draft = Draft(edition, parse=markdown.read)
    keys = [key for key, kind in draft.kinds.items() if kind in EXPLAINABLE and draft.previous]
    unexplained = {finding.key for finding in preflight.findings(draft) if finding.key and not finding.chapter}
    listed = _page(request, [key for key in keys if key in unexplained] if "missing" in request.GET else keys)
    shown = listed.object_list if request.method != "POST" else _posted(request, keys)
    filled = [ExplanationForm(request.POST or None, draft=draft, key=key) for key in shown]
    gone = _no_longer(request, keys)
    if request.method == "POST" and _all_kept(request, edition, filled) and not gone:
        return redirect(_here(request, edition))
    context = {"forms": filled, "draft": draft, "listed": listed, "gone": gone, "unexplained": unexplained}
    context |= {"total": len(keys), "missing": "missing" in request.GET}
    context["links_here"] = _links_here(edition, [form for form in filled if not form.now])
    return render(
        request, "desk/changes.html", page(request, f"What changes in edition {edition.number}", edition, **context)
    )


def _page(request, keys):
    """The page that ?page= asks for, or the one with the statement that ?at= names; the nearest there is."""
    at = request.GET.get("at")
    number = keys.index(at) // PER_PAGE + 1 if at in keys else request.GET.get("page", "1")
    return Paginator(keys, PER_PAGE).get_page(number)


def _posted(request, keys):
    about = {name.rpartition("-")[0] for name in request.POST}
    return [key for key in keys if key in about]


def _no_longer(request, keys):
    """What was typed about statements that do not differ any more: it is shown, so that nothing is lost."""
    about = dict.fromkeys(name.removesuffix("-reason") for name in request.POST if name.endswith("-reason"))
    typed = {key: [request.POST.get(f"{key}-{field}", "").strip() for field in SAID] for key in about}
    return [
        NotKept(key, "\n\n".join(filter(None, said))) for key, said in typed.items() if key not in keys and any(said)
    ]


def _all_kept(request, edition, filled):
    """Saves every form that holds; tells whether all did."""
    checked = [form.is_valid() for form in filled]  # every form, so that all errors show at once
    if not all(checked):
        messages.error(request, "Nothing is saved yet: see the statements marked below.")
        return False
    kept, refused = 0, 0
    for form in filled:
        try:
            kept += form.keep(edition, by=request.user)
        except actions.StaleExplanation as refusal:
            form.show_theirs(refusal.change)
            form.add_error(None, str(refusal))
            refused += 1
        except actions.Refused as refusal:
            messages.error(request, f"{refusal} What you typed stands below, to be copied.")
            return False
    if refused:
        messages.error(request, f"{refused} of {len(filled)} could not be saved: see below. {kept} saved.")
        return False
    messages.success(request, "The explanations are saved." if kept or not filled else "Nothing had changed.")
    return True


def _here(request, edition):
    query = request.META.get("QUERY_STRING", "")
    return reverse("admin:guidelines_edition_changes", args=[edition.pk]) + (f"?{query}" if query else "")


def _links_here(edition, removed):
    """{key: texts that link to the statement} of those that this draft removes; no query when there is none."""
    found = {form.key: [] for form in removed}
    start = f"/guidelines/{edition.guideline.slug}/"
    for each in written.everything() if found else ():
        for key in {_key_in(address, start) for address, _ in each.points_to()} & set(found):
            found[key].append(each)
    return found


def _key_in(address, start):
    """The key of the statement that an address of this guideline is about, or ""."""
    if not address.startswith(start):
        return ""
    try:
        parts = urlsplit(address.removeprefix(start))
    except ValueError:
        return ""
    return parts.path.split("/")[1] if parts.path.startswith("statements/") else parts.fragment
