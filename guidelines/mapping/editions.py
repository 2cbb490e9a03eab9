"""What every released edition of a guideline says, as a mapping worksheet needs it. Two queries."""

from dataclasses import dataclass

from guidelines.models import Edition, Wording
from guidelines.models.change import Kind
from portal.markdown import audience

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
    "professions",
    "kind",
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
    professions: str
    kind: str

    @property
    def name(self):
        return f"{self.number} {self.title or self.key}"

    @property
    def wording(self):
        """What the worksheet's cell holds: title and words."""
        return f"{self.title}: {self.text}" if self.title else self.text

    @property
    def profession_names(self):
        """The professions that it is for, [] for everybody."""
        return audience.names(self.professions)

    @property
    def for_whom(self):
        return audience.in_words(self.profession_names)

    @property
    def chapter_name(self):
        return f"{self.chapter_position} {self.chapter_title}"


class Editions:
    """`by_number` holds the released editions, oldest first; `entries` their statements by key, in reading order."""

    def __init__(self, guideline):
        self.guideline = guideline
        released = (
            Edition.objects.released().filter(guideline=guideline).select_related("withdrawal").order_by("number")
        )
        self.by_number = {edition.number: edition for edition in released.defer("summary", "summary_html")}
        self.entries = {number: {} for number in self.by_number}
        wordings = Wording.objects.filter(edition__in=self.by_number.values()).order_by("edition__number", "position")
        for facts in wordings.with_kind().values_list(*FIELDS):
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

    def professions(self, number):
        """Every profession that a statement of that edition names."""
        return sorted({name for entry in self.entries[number].values() for name in entry.profession_names})

    def kinds(self, number):
        """What that edition did with statements, as far as they are still there; nothing for the first edition."""
        if number == min(self.by_number):
            return []
        found = {entry.kind for entry in self.entries[number].values()}
        return [kind for kind in Kind if kind in found]

    def chapters(self, number):
        """The chapters of that edition which have statements: {slug: their entries}."""
        chapters = {}
        for entry in self.entries[number].values():
            chapters.setdefault(entry.chapter, []).append(entry)
        return chapters
