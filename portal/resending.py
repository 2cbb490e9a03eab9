"""What somebody sent and nobody could store: given back on the page that says so, to be sent again or copied."""

import errno

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.db import DatabaseError
from django.http.multipartparser import MultiPartParserError

NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS}
POSTGRESQL_REFUSES = {"25006", "53100"}  # read_only_sql_transaction, disk_full
SQLITE_REFUSES = ("readonly database", "database or disk is full", "disk I/O error")
CHARACTERS = 2_000_000
NEVER = ("password", "code", "otp")


def is_refused(exception):
    """Whether what should store it has no room or only reads: a disk, a database, or what wraps an error of theirs."""
    while exception is not None:
        if isinstance(exception, OSError) and exception.errno in NO_ROOM:
            return True
        if isinstance(exception, DatabaseError):
            code = getattr(exception.__cause__, "pgcode", None)
            if code in POSTGRESQL_REFUSES or any(words in str(exception) for words in SQLITE_REFUSES):
                return True
        exception = exception.__cause__ or exception.__context__
    return False


def typed(request):
    """Pairs of name and value of a form that was sent; none for passwords, codes, files and what is too much."""
    if request.method != "POST":
        return []
    try:
        pairs = [(name, value) for name, values in request.POST.lists() for value in values]
    except (OSError, SuspiciousOperation, BadRequest, MultiPartParserError, ValueError):
        return []
    pairs = [(name, value) for name, value in pairs if not any(word in name.lower() for word in NEVER)]
    return pairs if sum(len(value) for _, value in pairs) <= CHARACTERS else []


def had_file(request):
    return request.method == "POST" and request.META.get("CONTENT_TYPE", "").startswith("multipart/")
