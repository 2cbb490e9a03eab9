"""One archive that holds the whole portal: every row, every file, each with its checksum.

A ZIP file that any tool opens: `backup.json` (what is in it), `rows/<app>.<model>.jsonl` (a line for each row) and
`files/<name>`. It is independent of the database it was made from: what comes from SQLite goes into PostgreSQL, and
what an older version made is brought up to date.
"""

from .archive import Damaged, verify
from .making import NotUpToDate, make
from .restoring import NotEmpty, TooNew, restore

__all__ = ["Damaged", "NotEmpty", "NotUpToDate", "TooNew", "make", "restore", "verify"]
