"""What is said of known weaknesses. Their list is out of reach of the tests, so its answers are written here."""

import runpy

import pytest
from django.conf import settings

judged = runpy.run_path(str(settings.BASE_DIR / "bin" / "audit"))["judged"]

KNOWN = {"name": "django", "version": "5.2.19", "vulns": []}
UNKNOWN = {"name": "ours", "skip_reason": "Dependency not found"}
WEAK = {"name": "pillow", "version": "1.0", "vulns": [{"id": "PYSEC-2026-1", "fix_versions": ["1.1"]}]}


@pytest.mark.parametrize(
    ("dependencies", "said"),
    [
        ([KNOWN], "Audited 1 dependencies."),
        ([KNOWN, UNKNOWN], "Audited 1 of 2 dependencies; not known there: ours."),
        ([UNKNOWN], "Dependencies were not audited: the list of known weaknesses cannot be reached from here."),
    ],
)
def test_it_says_how_much_was_audited(dependencies, said):
    assert judged({"dependencies": dependencies}) == ([said], False)


def test_a_weakness_stops_the_tests_and_says_what_mends_it():
    lines, is_weak = judged({"dependencies": [KNOWN, WEAK]})

    assert is_weak
    assert lines[0] == "pillow 1.0: PYSEC-2026-1, mended in 1.1"
