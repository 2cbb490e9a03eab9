"""The ground's own rows: redirects, the audit trail, letters on their way."""

from .audit_entry import AuditEntry
from .content_stamp import ContentStamp
from .enclosure import Enclosure
from .letter import Letter
from .outside_link import OutsideLink
from .redirect import Redirect, goes_nowhere_else, is_local_path, is_local_target
from .setback import Setback
from .signing_in import FailedTry, RecoveryCode, SecondStep, SignedIn, WayIn

__all__ = [
    "AuditEntry",
    "ContentStamp",
    "Enclosure",
    "FailedTry",
    "Letter",
    "OutsideLink",
    "RecoveryCode",
    "Redirect",
    "SecondStep",
    "Setback",
    "SignedIn",
    "WayIn",
    "goes_nowhere_else",
    "is_local_path",
    "is_local_target",
]
