from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from portal import backup


class Command(BaseCommand):
    help = "Restores an archive of `backup` into an empty portal; --verify only checks the archive."

    def add_arguments(self, parser):
        parser.add_argument("file")
        parser.add_argument("--verify", action="store_true", help="check every checksum; change nothing")

    def handle(self, *args, file, verify, **options):
        try:
            contents = backup.verify(file) if verify else backup.restore(file)
        except FileNotFoundError:
            raise CommandError(f"There is no file {file}.") from None
        except (backup.Damaged, backup.NotEmpty, backup.TooNew, OSError) as refusal:
            raise CommandError(str(refusal)) from refusal
        rows = sum(contents["rows"].values())
        if verify:
            self.stdout.write(f"{file} is whole: {rows} rows of {contents['made_at']}.")
            return
        call_command("verify_editions", stdout=self.stdout)
        self.stdout.write(f"Restored {rows} rows of {contents['made_at']}.")
