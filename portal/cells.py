"""Text on its way into a table that a spreadsheet opens: nothing may be taken for a formula."""

import re

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

# Excel, LibreOffice and Sheets may run what starts so; apostrophes in front count, so that undoing is exact.
DANGEROUS = re.compile(r"'*(?:\s*[=+\-@＝＋－＠]|[\t\r\n])")
# Where a spreadsheet that splits at semicolons or tabs begins a cell: it takes our quotation marks for letters, so that
# line breaks part cells too. A list with dashes is left alone unless a program or a function is called in it, or it
# ends with a digit: our comma and the next cell would then go on with the number.
AFTER_SPLIT = r"(?<=[;\t\r\n])"
WOULD_RUN = r"(?=(?:[\"']|[^\S\t\r\n])*(?:[=@＝＠]|[+\-＋－][^;\t\r\n]*(?:[|(!]|\d\Z)))"
UNSAFE_INSIDE = re.compile(AFTER_SPLIT + WOULD_RUN)
SAFE_INSIDE = re.compile(f"{AFTER_SPLIT}'{WOULD_RUN}")
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def cleaned(text):
    """Line breaks as \\n, without characters that no workbook can hold."""
    return FORBIDDEN.sub("", text.replace("_x000D_\n", "\n").replace("\r\n", "\n").replace("\r", "\n"))


def for_workbook(text):
    """With an apostrophe in front where a program might see a formula: for a cell that stays whole."""
    return f"'{text}" if DANGEROUS.match(text) else text


def inside_csv(text):
    """With an apostrophe wherever else in the cell a program might see one, if it splits the file otherwise."""
    return UNSAFE_INSIDE.sub("'", text)


def for_csv(text):
    """Safe however a program splits the file into cells."""
    return for_workbook(inside_csv(text))


def from_csv(text):
    """What for_csv was given."""
    text = text[1:] if text.startswith("'") and DANGEROUS.match(text) else text
    return SAFE_INSIDE.sub("", text)
