"""A document's downloads of the last thirty days, as bars and as a table."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

DAYS = 30
WIDTH, HEIGHT = 20, 120  # of one bar with its gap, and of the highest bar, in the drawing's own units


@dataclass(frozen=True)
class Bar:
    day: date
    number: int
    x: int
    height: int

    @property
    def y(self):
        return HEIGHT - self.height


@dataclass(frozen=True)
class Chart:
    bars: list
    total: int
    most: int
    ever: int

    width, height = DAYS * WIDTH, HEIGHT


def of(document):
    """The chart; one query."""
    today = timezone.localdate()
    days = [today - timedelta(days=back) for back in reversed(range(DAYS))]
    counts = dict(document.downloads.values_list("day", "number"))
    numbers = [counts.get(day, 0) for day in days]
    most = max(numbers)
    bars = [
        Bar(day, number, place * WIDTH, round(HEIGHT * number / most) if most else 0)
        for place, (day, number) in enumerate(zip(days, numbers, strict=True))
    ]
    return Chart(bars=bars, total=sum(numbers), most=most, ever=sum(counts.values()))
