from django.apps import AppConfig, apps
from django.conf import settings
from django.contrib.admin import apps as admin_apps
from django.db.models.signals import post_migrate


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "Addresses, letters, audit trail"
    default = True

    def ready(self):
        from portal import groups
        from portal.page_cache import triggers

        for app in groups.apps_with_permissions():
            post_migrate.connect(groups.keep, sender=apps.get_app_config(app), dispatch_uid=f"groups of {app}")
        for app in settings.OUR_APPS:
            post_migrate.connect(triggers.install, sender=apps.get_app_config(app), dispatch_uid=f"stamps of {app}")


class DeskConfig(admin_apps.AdminConfig):
    default = False
    default_site = "portal.desk.Desk"

    def ready(self):
        super().ready()
        apps.get_app_config("auth").verbose_name = "People"  # at the desk, as in its breadcrumbs
