"""The outbox: letters are stored with what they tell of, sent after the commit, tried again when the post is down."""

from .sending import send_due
from .writing import queue

__all__ = ["queue", "send_due"]
