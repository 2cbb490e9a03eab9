"""Cells of a CSV file that a spreadsheet would run, also one that splits the file elsewhere than its writer did."""

import re

SIGNS = "=+@＝＋－＠\\-"
NAMES = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
ALWAYS_RUN = ("=", "＝")
STARTS = re.compile(rf'[\s"]*([{SIGNS}].*)', re.DOTALL)
# Programs are called as name|'topic'!item, functions as name(…) behind a sign, other files as 'file'#part or part!cell.
REACHES = r"\||![\w$#]|'\s*#|[]']!"
CALLED = r"[-+*/^&=<>(:@＝＋－＠]\s*[^\W\d][\w.]*"
RUNS = re.compile(REACHES + "|" + CALLED + r"\s*[(（]")
# Where nobody meant a cell to begin, “- group work (small)” is a line of a list.
RUNS_SPLIT = re.compile(REACHES + "|" + CALLED + r"[(（]")


def is_one(cell):
    """Whether a spreadsheet would run it. It would not run numbers, telephone numbers and plain words behind a sign."""
    found = STARTS.match(cell)
    return bool(found) and _runs(found[1], RUNS)


def found_split(text, delimiter):
    """(row, "semicolons") of the first one for a program that does not split at `delimiter`, or None.

    Such a program takes quotation marks for letters, so that line breaks end its cells.
    """
    for other in (each for each in NAMES if each != delimiter):
        cells = re.compile(rf'(?:^|[\n\r{other}])(?:(?![\n\r{other}])[\s"])*([{SIGNS}][^\n\r{other}]*)')
        for found in cells.finditer(text):
            if _runs(found[1], RUNS_SPLIT):
                return text.count("\n", 0, found.start(1)) + 1, NAMES[other]
    return None


def _runs(words, pattern):
    return words.startswith(ALWAYS_RUN) or bool(pattern.search(words))
