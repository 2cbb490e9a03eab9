import json

from django.core.management.base import BaseCommand

from portal import personal

WHO = "the operator (manage.py forget)"


class Command(BaseCommand):
    help = (
        "Says which records of people have been kept long enough, or what is kept of one person; with --yes they go. "
        "What is kept for how long stands in the settings, and on the privacy page."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--person", metavar="EMAIL", help="everything kept of the person with that address, as JSON"
        )
        parser.add_argument("--yes", action="store_true", help="remove it; without this, nothing is changed")

    def handle(self, *args, person, yes, **options):
        if person is None:
            self.due(yes)
        elif yes:
            self.erase(person)
        else:
            self.show(person)

    def due(self, yes):
        done = personal.forget_due() if yes else personal.due()
        for kind, number in done:
            self.stdout.write(f"{kind.NAME}: {number} {'removed' if yes else 'due'}. Kept: {kind.KEPT}")
        if not yes and any(number for _, number in done):
            self.stdout.write("Nothing was changed. With --yes they go.")

    def show(self, person):
        found = personal.show(email=person.strip(), by=WHO)
        self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
        self.stderr.write(f"{personal.NOT_HERE} With --yes, all of the above goes.")

    def erase(self, person):
        for kind, number in personal.erase(email=person.strip(), by=WHO):
            self.stdout.write(f"{kind.NAME}: {number} removed.")
        self.stdout.write(personal.NOT_HERE)
