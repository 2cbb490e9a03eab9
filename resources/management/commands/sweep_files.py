from django.core.management.base import BaseCommand

from resources import actions


class Command(BaseCommand):
    help = "Removes stored files that no document names, as a crash may leave them, once they are a day old."

    def handle(self, *args, **options):
        if removed := actions.sweep_files():
            self.stdout.write(f"Removed {removed} stray file(s).")
