"""What the page cache is made of: pages in their encodings, and memory with a limit."""

import pytest

from portal.page_cache.memory import Memory
from portal.page_cache.page import Page, encoding


@pytest.mark.parametrize(
    ("accepted", "best"),
    [
        ("gzip, deflate, br", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("*", "br"),
        ("identity", ""),
        ("", ""),
        ("br;q=rubbish", ""),
        ("*;q=0", ""),
    ],
)
def test_the_encoding_is_one_that_was_asked_for(accepted, best):
    assert encoding(accepted) == best


def test_memory_stays_within_its_limit_and_the_least_asked_goes_first():
    pages = [Page("era", [], bytes([n]) * 400) for n in range(4)]
    memory = Memory(limit=pages[0].size * 3)
    for n in range(3):
        memory.put(n, pages[n])
    memory.get(0)

    memory.put(3, pages[3])

    assert [memory.get(n) is not None for n in range(4)] == [True, False, True, True]
    assert memory.used <= memory.limit
