"""What every released edition of a guideline says, as a mapping worksheet needs it. Two queries."""

from dataclasses import dataclass

from guidelines.models import Edition, Wording

FIELDS = [
    "edition__number",
    "statement__key",
    "number",
    "title",
    "text",
    "chapter__slug",
    "chapter__title",
    "chapter__key",
    "chapter__position",
]


@dataclass(frozen=True)
class Entry:
    """A statement as one edition has it."""

    edition: int
    key: str
    number: str
    title: str
    text: str
    chapter: str
    chapter_title: str
    chapter_key: str
    chapter_position: int

    @property
    def name(self):
        return f"{self.number} {self.title or self.key}"

    @property
    def wording(self):
        """What the worksheet's cell holds: title and words."""
        return f"{self.title}: {self.text}" if self.title else self.text

    @property
    def chapter_name(self):
        return f"{self.chapter_position} {self.chapter_title}"


class Editions:
    """`by_number` holds the released editions, oldest first; `entries` their statements by key, in reading order."""

    def __init__(self, guideline):
        self.guideline = guideline
        released = Edition.objects.released().filter(guideline=guideline).order_by("number")
        self.by_number = {edition.number: edition for edition in released.defer("summary", "summary_html")}
        self.entries = {number: {} for number in self.by_number}
        wordings = Wording.objects.filter(edition__in=self.by_number.values()).order_by("edition__number", "position")
        for facts in wordings.values_list(*FIELDS):
            entry = Entry(*facts)
            self.entries[entry.edition][entry.key] = entry

    @property
    def current(self):
        """The number of the edition that stands today."""
        return max(self.by_number)

    def last(self, key):
        """The newest wording of the statement with that key, or None."""
        return next((self.entries[n][key] for n in reversed(self.entries) if key in self.entries[n]), None)

    def between(self, old, new):
        """The editions after `old` up to `new`, oldest first."""
        return [edition for number, edition in self.by_number.items() if old < number <= new]

    def chapters(self, number):
        """The chapters of that edition which have statements: {slug: their entries}."""
        chapters = {}
        for entry in self.entries[number].values():
            chapters.setdefault(entry.chapter, []).append(entry)
        return chapters
