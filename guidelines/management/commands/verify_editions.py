"""Finds any change made to a released edition behind the code's back."""

from django.core.management.base import BaseCommand, CommandError

from guidelines import fingerprint
from guidelines.models import Edition


class Command(BaseCommand):
    help = "Checks the hash of every released edition and the chain between them."

    def handle(self, *args, **options):
        editions = Edition.objects.sealed().select_related("guideline").order_by("guideline", "number")
        problems = [problem for edition in editions for problem in _problems(edition)]
        if problems:
            raise CommandError("\n".join(problems))
        self.stdout.write(f"{len(editions)} released editions are as they were released.")


def _problems(edition):
    if fingerprint.content_hash(edition) != edition.content_hash:
        yield f"{edition}: its text, statements or change records differ from what was released."
    if fingerprint.rendering_hash(edition) != edition.rendering_hash:
        yield f"{edition}: the stored pages differ from what was released."
    if edition.previous_hash and edition.previous is None:
        yield f"{edition}: the edition that it was released after is not here as it was."
