"""Where a backup may be restored: into a portal that holds nothing, of this version or migrated further already."""

import pytest

from tests.portal.backups import change, manage, rows_of

NEWER = [
    ["engagement", "0005_expressions_of_interest_and_feedback"],
    ["portal", "0009_work_that_failed"],
    ["sessions", "0001_initial"],
]
NEWS = "from tests.make import make_news_item; make_news_item()"


@pytest.fixture
def empty(database, tmp_path):
    """Runs manage.py in a portal that was migrated and holds nothing."""

    def run(*words):
        return manage(tmp_path / "new", *words, database=database)

    code, said = run("migrate", "-v0")
    assert code == 0, said
    return run


def test_an_older_backup_goes_into_an_empty_portal_that_was_migrated_further(made, empty, tmp_path):
    older = tmp_path / "older.zip"
    change(made[1], older, lambda facts: [facts["migrations"].remove(each) for each in NEWER])

    code, said = empty("restore", str(older))
    assert code == 0, said

    assert empty("migrate", "--check")[0] == 0
    assert empty("backup", str(tmp_path / "again.zip"))[0] == 0
    kept = {name: digest for name, digest in rows_of(made[1]).items() if name.startswith(("rows/guide", "rows/resou"))}
    assert kept.items() <= rows_of(tmp_path / "again.zip").items()


def test_a_backup_of_this_version_goes_into_an_empty_portal_that_was_migrated(made, empty):
    code, said = empty("restore", str(made[1]))

    assert code == 0, said


def test_a_portal_that_holds_anything_is_never_written_over(made, empty):
    code, said = empty("shell", "-v0", "-c", NEWS)
    assert code == 0, said

    code, said = empty("restore", str(made[1]))

    assert (code, "not empty" in said, "Traceback" in said) == (1, True, False), said
