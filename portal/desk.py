"""The editors' desk: Django's admin under our name."""

from django.conf import settings
from django.contrib import admin


class Desk(admin.AdminSite):
    site_header = f"{settings.PUBLISHER}: editors’ desk"
    site_title = "Editors’ desk"
    index_title = "What would you like to do?"
    site_url = "/"
