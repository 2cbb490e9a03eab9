from pathlib import Path

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.core.management.base import BaseCommand, CommandError

from guidelines import actions

IMPORTER = "import"


class Command(BaseCommand):
    help = "Takes over an edition, with those before it, from the Markdown download of another portal."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="The zip that the other portal offers as “Markdown”.")
        parser.add_argument("--by", help="The user name of the person who imports. Default: an account nobody can use.")

    def handle(self, *args, file, by, **options):
        try:
            edition = actions.import_edition(content=file.read_bytes(), by=_person(by))
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        except actions.Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"Imported {edition}; its hash is {edition.content_hash}.")


def _person(name):
    people = get_user_model().objects
    if name is None:
        nobody = {"is_active": False, "first_name": "Imported", "password": make_password(None)}
        return people.get_or_create(username=IMPORTER, defaults=nobody)[0]
    if person := people.filter(username=name).first():
        return person
    raise CommandError(f"There is nobody called “{name}” here.")
