from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from portal import first_run
from portal.search import index


class Command(BaseCommand):
    help = "Brings the database up to date, fills it when it is empty, and says where the portal is."

    def handle(self, *args, **options):
        call_command("migrate", verbosity=0)
        call_command("load_starter_content")
        index.current().searcher()  # so that the first reader does not wait for it
        call_command("sweep_files")
        self.stdout.write(f"\nThe portal is at {settings.SITE_URL}/")
        if "filebased" in settings.EMAIL_BACKEND:
            self.stdout.write(f"E-mails are not sent but written to {settings.MAIL_DIR}")
        if first_run.is_waiting():
            self.stdout.write(f"Nobody can sign in yet. Become the administrator here:\n{first_run.link()}")
        self.stdout.flush()
