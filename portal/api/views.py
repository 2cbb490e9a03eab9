"""The API's page for people, and its description for machines."""

from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.api.answering import answered, only_read
from portal.api.service import WHAT, api


@only_read
def openapi(request):
    return answered(request, JsonResponse(api.get_openapi_schema()))


@require_safe
def index(request):
    """Every operation with what it takes, on a page of our own: nothing is loaded from elsewhere."""
    groups = {}
    for path, methods in api.get_openapi_schema()["paths"].items():
        for operation in methods.values():
            groups.setdefault(operation["tags"][0], []).append(_told(path, operation))
    context = {"groups": groups.items(), "what": WHAT.replace("`", "").split("\n\n")}
    return render(request, "api/index.html", context)


def _told(path, operation):
    takes = operation.get("parameters", [])
    return {
        "path": path,
        "is_plain": "{" not in path,
        "summary": operation["summary"],
        "description": operation.get("description", ""),
        "parameters": [
            {"name": each["name"], "is_required": each.get("required", False), "about": each.get("description", "")}
            for each in takes
        ],
    }
