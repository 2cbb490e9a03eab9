"""Links to other sites, looked at in the background: politely, and never at a private address."""

from .checking import check
from .collecting import collect, used_in

__all__ = ["check", "collect", "used_in"]
