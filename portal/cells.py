"""Text on its way into a table that a spreadsheet opens: nothing may be taken for a formula."""

import re

# Excel, LibreOffice and Sheets may run what starts so; apostrophes in front count, so that undoing is exact.
DANGEROUS = re.compile(r"'*(?:\s*[=+\-@＝＋－＠]|[\t\r\n])")
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def cleaned(text):
    """Line breaks as \\n, without characters that no workbook can hold."""
    return FORBIDDEN.sub("", text.replace("_x000D_\n", "\n").replace("\r\n", "\n").replace("\r", "\n"))


def for_csv(text):
    """With an apostrophe in front where a program might see a formula."""
    return f"'{text}" if DANGEROUS.match(text) else text
