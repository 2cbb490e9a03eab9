"""The outbox: letters are stored with what they tell of, sent after the commit, tried again when the post is down."""

from .sending import send_due, try_again
from .writing import enclose, queue

__all__ = ["enclose", "queue", "send_due", "try_again"]
