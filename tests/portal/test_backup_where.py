"""Where a backup may be restored: into a portal that holds nothing, of this version or migrated further already."""

from functools import partial

import pytest

from tests.operating import managed, migrated, own_database
from tests.portal.backups import change, rows_of

pytestmark = pytest.mark.django_db
NEWER = [
    ["engagement", "0005_expressions_of_interest_and_feedback"],
    ["portal", "0009_work_that_failed"],
    ["sessions", "0001_initial"],
]


@pytest.fixture
def empty(db, tmp_path):
    """Runs manage.py in a portal that was migrated and holds nothing."""
    with own_database(tmp_path / "new", like=migrated()) as database:
        yield partial(managed, tmp_path / "new", database=database)


def test_an_older_backup_goes_into_an_empty_portal_that_was_migrated_further(made, empty, tmp_path):
    older = tmp_path / "older.zip"
    change(made[1], older, lambda facts: [facts["migrations"].remove(each) for each in NEWER])

    empty("restore", str(older))

    empty("migrate", "--check")
    empty("backup", str(tmp_path / "again.zip"))
    kept = {name: digest for name, digest in rows_of(made[1]).items() if name.startswith(("rows/guide", "rows/resou"))}
    assert kept.items() <= rows_of(tmp_path / "again.zip").items()


def test_a_backup_of_this_version_goes_into_an_empty_portal_that_was_migrated(made, empty):
    empty("restore", str(made[1]))
