"""The editors' desk: Django's admin under our name, its parts in the order of an editor's day."""

from django.conf import settings
from django.contrib import admin

PARTS = ["guidelines", "resources", "engagement", "portal", "auth"]
MODELS = {"User": "People"}


class Desk(admin.AdminSite):
    site_header = f"{settings.PUBLISHER}: editors’ desk"
    site_title = "Editors’ desk"
    index_title = "What needs you"
    site_url = "/"

    def get_app_list(self, request, app_label=None):
        parts = super().get_app_list(request, app_label)
        for part in parts:
            for model in part["models"]:
                model["name"] = MODELS.get(model["object_name"], model["name"])
        return sorted(parts, key=lambda part: PARTS.index(part["app_label"]))
