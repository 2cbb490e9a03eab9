from django.core.management.base import BaseCommand
from django.db import transaction

from engagement import starter
from guidelines.models import Guideline


class Command(BaseCommand):
    help = "Fills an empty portal with sample content; does nothing once there is a guideline."

    @transaction.atomic
    def handle(self, *args, **options):
        if Guideline.objects.exists():
            self.stdout.write("There is content already; nothing was loaded.")
            return
        self.stdout.write(f"Loaded starter content: {starter.load()}.")
