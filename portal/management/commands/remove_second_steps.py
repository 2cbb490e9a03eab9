from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from portal.counted import counted
from portal.signing_in import steps

WHO = "the operator (manage.py remove_second_steps)"


class Command(BaseCommand):
    help = "Removes the second steps and recovery codes of somebody who has lost them, and signs them out everywhere."

    def add_arguments(self, parser):
        parser.add_argument("name", help="the user name with which that person signs in")

    def handle(self, *args, name, **options):
        person = get_user_model().objects.filter(username=name).first()
        if person is None:
            raise CommandError(f"Nobody signs in as “{name}”. The list of people at the desk shows the user names.")
        number = steps.remove_all(person=person, by=WHO)
        self.stdout.write(f"{counted(number, 'second step')} removed. {name} signs in with the password alone.")
