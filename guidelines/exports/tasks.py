"""Building the downloads of an edition once it is released."""

import logging

from django_tasks import task

from guidelines.models import Edition

from . import storing
from .formats import FORMATS
from .refusals import CannotBuild

logger = logging.getLogger(__name__)


@task()
def build(edition_pk, format):
    """Builds one file unless it is there. A failure is logged; readers who ask for the file start it again."""
    edition = Edition.objects.select_related("guideline").get(pk=edition_pk)
    try:
        storing.ready(edition, format)
    except CannotBuild as refusal:
        logger.error("%s has no %s: %s", edition, FORMATS[format].label, refusal)
        raise


def build_all(edition_pk):
    """Asks for every format, each as a task of its own: one that fails stops no other."""
    for format in FORMATS:
        build.enqueue(edition_pk, format)
