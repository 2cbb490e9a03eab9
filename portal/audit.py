"""The audit trail: one line for each act that somebody may have to account for."""

from portal.models import AuditEntry
from portal.people import name_of


def record(*, by, did, of, reason="", **details):
    """Adds a line in the caller's transaction: it stays exactly when the act itself stays.

    `by` is a user, or the name of somebody without an account; `did` is a verb in the past such as "released";
    `of` the object it was done to, or the words for what has no row; `details` anything that JSON can hold.
    """
    has_account, has_row = not isinstance(by, str), not isinstance(of, str)
    return AuditEntry.objects.create(
        by=by if has_account else None,
        who=(name_of(by) if has_account else by)[:150],
        did=did,
        kind=of._meta.label_lower if has_row else of,
        key=str(of.pk or "") if has_row else "",
        thing=str(of)[:300],
        reason=reason,
        details=details,
    )
