"""The limits of an upload, and what kind of file it is. Nothing is unpacked before its size is known."""

import io
import zipfile

MAX_BYTES = 5 * 1024 * 1024
MAX_UNPACKED = 64 * 1024 * 1024
MAX_PARTS = 1000
MAX_ROWS = 20_000
MAX_COLUMNS = 300
MAX_CELL = 32_767  # characters, what Excel holds in one cell


class Unreadable(Exception):
    """The file cannot be used; the message tells the educator what to do next."""


class TooManyRows(Unreadable):
    def __init__(self, where):
        super().__init__(
            f"{where} has more than {MAX_ROWS:,} filled rows. Delete the ones that you do not need, or split the file,"
            " and try again."
        )


class TooWide(Unreadable):
    def __init__(self, where):
        super().__init__(f"{where} has more than {MAX_COLUMNS} columns. Delete the ones that you do not need.")


def kind(data):
    """“xlsx”, “json” or “csv”. Raises Unreadable for what is none of them."""
    if len(data) > MAX_BYTES:
        raise Unreadable("The file is larger than 5 MB. Delete pictures and sheets that are not needed, and try again.")
    if not data.strip():
        raise Unreadable("The file is empty. Choose the worksheet that you saved from this page.")
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(
            "This is an old Excel file (.xls), or one locked with a password. Open it, take the password off,"
            " save it as “Excel Workbook (.xlsx)” and try again."
        )
    if data.startswith(b"PK"):
        return "xlsx"
    if data.startswith(b"%PDF"):
        raise Unreadable("This is a PDF. Choose the Excel or CSV file that you saved from this page.")
    return "json" if data.lstrip()[:1] == b"{" else "csv"


def refuse_dangerous_parts(data):
    """Raises Unreadable for a damaged archive, one that unpacks to too much, or one that is no workbook."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, OSError) as error:
        raise Unreadable(
            "The file is damaged and cannot be opened. Open it in Excel or LibreOffice, let the program repair it,"
            " save it again and try once more."
        ) from error
    names = {part.filename for part in parts}
    # zipfile never reads more of a part than the size it declares here, so this bounds memory.
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise Unreadable(
            "The file unpacks to far more than a worksheet needs. Copy your Mapping sheet into a new workbook, and try"
            " again."
        )
    if "xl/workbook.xml" not in names and "[Content_Types].xml" not in names:
        hint = "an OpenDocument file" if "mimetype" in names else "not an Excel workbook"
        raise Unreadable(f"This is {hint}. Save it as “Excel Workbook (.xlsx)” or as CSV and try again.")
    return names
