from django.core.management.base import BaseCommand, CommandError

from portal import backup


class Command(BaseCommand):
    help = "Writes the whole portal, rows and files, into one archive, while it runs."

    def add_arguments(self, parser):
        parser.add_argument("file", help="the archive to write, such as portal-2026-11-22.zip; it must not exist yet")

    def handle(self, *args, file, **options):
        try:
            contents = backup.make(file)
        except FileExistsError:
            raise CommandError(f"{file} is there already. Choose another name.") from None
        except (backup.NotUpToDate, OSError) as error:
            raise CommandError(f"The backup was not made, and no part of it is left: {error}") from error
        files = sum(name.startswith("files/") for name in contents["entries"])
        self.stdout.write(f"{file}: {sum(contents['rows'].values())} rows and {files} files.")
        if contents["removed_files"]:
            self.stdout.write(f"Removed while the backup ran, and not in it: {', '.join(contents['removed_files'])}")
        if contents["missing_files"]:
            raise CommandError(
                "The backup is whole, but these files that rows name were not in the storage: "
                + ", ".join(contents["missing_files"])
            )
