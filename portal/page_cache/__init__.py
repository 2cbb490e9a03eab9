"""Readers' pages, kept whole in the memory of each process and served without asking anything.

A page is kept under the *content stamp* with which it was rendered. Triggers of the database draw a new stamp in the
transaction of every change, each process looks at it at most once a second (`watch.py`), and a page also ends at the
next scheduled moment. While the database is away, what was read before is still served.
"""

from .application import PageCache

__all__ = ["PageCache"]
