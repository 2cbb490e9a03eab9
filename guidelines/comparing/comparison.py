"""The facts of a comparison, in six or seven queries however much changed; wordings are fetched when they are shown."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

from django.db.models import prefetch_related_objects

from guidelines import reading
from guidelines.models import Change, Chapter, Wording
from guidelines.models.change import Kind
from portal.markdown import audience

from .kinds import Net, net


@dataclass(frozen=True)
class Place:
    """Where a statement stands in an edition, and what it is called there."""

    key: str
    edition: int
    number: str
    title: str
    chapter: Chapter
    position: int
    professions: str = ""

    @property
    def for_whom(self):
        return audience.in_words(audience.names(self.professions))

    @property
    def name(self):
        return self.title or self.key


@dataclass
class Step:
    """What one edition did with a statement, and what its editors said of it."""

    change: Change
    successors: list
    evidence: str = ""


@dataclass
class Compared:
    """One statement that changed: where it stood before and stands after (None: not there), and every step between."""

    key: str
    kind: Net
    old: Place | None
    new: Place | None
    steps: list
    last: Place
    predecessors: list = field(default_factory=list)
    marked: object = None

    @property
    def has_moved(self):
        return bool(self.old and self.new and self.old.chapter.key != self.new.chapter.key)

    @property
    def has_other_audience(self):
        return bool(self.old and self.new and self.old.professions != self.new.professions)

    @property
    def title_changed(self):
        return bool(self.old and self.new and self.old.title != self.new.title)


@dataclass
class ComparedChapter:
    """A chapter as either edition has it, with its statements that changed and how many there are of each kind."""

    old: Chapter | None
    new: Chapter | None
    statements: list
    counts: Counter
    prose: list = field(default_factory=list)

    @property
    def newest(self):
        return self.new or self.old


class Comparison:
    """From edition `before` to edition `after` of one guideline, the lower number first."""

    def __init__(self, before, after, editions):
        self.before, self.after, self.editions = before, after, editions
        self.guideline = after.guideline
        self._places = self._load_places()
        self.statements = self._compose(self._load_changes())

    def _load_places(self):
        """Every statement of the two editions: {edition number: {statement id: Place}}."""
        both = {self.before.pk: self.before.number, self.after.pk: self.after.number}
        fields = ["pk", "edition_id", "key", "slug", "title", "position", "changed_in__number"]
        chapters = Chapter.objects.filter(edition__in=both).select_related("changed_in")
        self._chapters = {chapter.pk: chapter for chapter in chapters.only(*fields)}
        places = {number: {} for number in both.values()}
        shown = ["statement_id", "statement__key", "edition_id", "number", "title", "chapter_id", "position"]
        shown.append("professions")
        rows = Wording.objects.filter(edition__in=both).values_list(*shown)
        for pk, key, edition, number, title, chapter, position, professions in rows:
            place = Place(key, both[edition], number, title, self._chapters[chapter], position, professions)
            places[place.edition][pk] = place
        return places

    def _load_changes(self):
        changes = (
            Change.objects.filter(
                edition__in=[each for each in self.editions if self.before.number < each.number <= self.after.number]
            )
            .exclude(kind=Kind.UNCHANGED)
            .order_by("edition__number")
        )
        found = defaultdict(list)
        successors = defaultdict(list)
        links = Change.successors.through.objects.filter(change__in=changes.order_by()).order_by("statement__key")
        for change, statement in links.values_list("change_id", "statement_id"):
            successors[change].append(statement)
        editions = {edition.pk: edition for edition in self.editions}
        for change in changes:
            change.edition = editions[change.edition_id]
            found[change.statement_id].append(Step(change, successors[change.pk]))
        return found

    def _compose(self, changes):
        old, new = self._places[self.before.number], self._places[self.after.number]
        named = set(changes) | {pk for step in chain(*changes.values()) for pk in step.successors}
        elsewhere = self._load_elsewhere(named - set(new))
        other_words = self._load_other_words(pk for pk, steps in changes.items() if len(steps) > 1)
        compared = {}
        for pk, steps in changes.items():
            was, is_ = old.get(pk), new.get(pk)
            kind = net(
                [step.change.kind for step in steps],
                was_there=bool(was),
                is_there=bool(is_),
                has_other_words=lambda pk=pk: pk in other_words,
                has_other_chapter=bool(was and is_) and was.chapter.key != is_.chapter.key,
            )
            last = is_ or was or elsewhere[pk]
            compared[pk] = Compared(last.key, kind, was, is_, steps, last)
        for pk, statement in compared.items():
            for step in statement.steps:
                for successor in step.successors:
                    if successor in compared:
                        compared[successor].predecessors.append(old.get(pk) or statement.last)
                step.successors = [new.get(each) or elsewhere[each] for each in step.successors]
        self.statement_ids = list(compared)
        return list(compared.values())

    def _load_elsewhere(self, statements):
        """The last place, up to the later edition, of statements that it no longer has."""
        if not statements:
            return {}
        wordings = Wording.objects.filter(statement__in=statements, edition__number__lte=self.after.number)
        wordings = wordings.select_related("chapter", "edition", "statement").order_by("edition__number")
        fields = ["number", "title", "position", "statement__key", "edition__number"]
        return {
            wording.statement_id: Place(
                wording.statement.key,
                wording.edition.number,
                wording.number,
                wording.title,
                self._chapters.get(wording.chapter_id, wording.chapter),
                wording.position,
            )
            for wording in wordings.only(*fields, "chapter__key", "chapter__title", "chapter__slug")
        }

    def _load_other_words(self, statements):
        """Those of these statements whose title, words or readers differ between the two editions."""
        if not (statements := list(statements)):
            return set()
        said = defaultdict(set)
        rows = Wording.objects.filter(statement__in=statements, edition__in=[self.before, self.after])
        for pk, title, source, *others in rows.values_list("statement_id", "title", "source", "professions"):
            said[pk].add((title, " ".join(source.split()), *others))
        return {pk for pk, words in said.items() if len(words) > 1}

    @cached_property
    def chapters(self):
        """In the order of the later edition, then what only the earlier one had, each with its statements in order."""
        old, new = ({c.key: c for c in self._of(edition)} for edition in (self.before, self.after))
        statements = defaultdict(list)
        for statement in self.statements:
            statements[statement.last.chapter.key].append(statement)
        total = Counter(place.chapter.key for place in self._places[self.after.number].values())
        chapters = []
        for key in [*new, *(key for key in old if key not in new)]:
            changed = sorted(statements.pop(key, ()), key=lambda one: (one.new is None, one.last.position))
            counts = Counter(one.kind for one in changed)
            counts[Net.UNCHANGED] = total[key] - sum(one.new is not None for one in changed)
            chapters.append(ComparedChapter(old.get(key), new.get(key), changed, counts))
        for passing in statements.values():
            chapters.append(ComparedChapter(None, None, passing, Counter(one.kind for one in passing)))
        return chapters

    def _of(self, edition):
        return sorted((c for c in self._chapters.values() if c.edition_id == edition.pk), key=lambda c: c.position)

    @cached_property
    def counts(self):
        """How many statements there are of each kind, none left out."""
        return sum((chapter.counts for chapter in self.chapters), Counter())

    @property
    def kinds(self):
        """[(kind, how many)], the rare ones only when there are any."""
        rare = (Net.BACK, Net.PASSING)
        return [(kind, self.counts[kind]) for kind in Net if self.counts[kind] or kind not in rare]


def add_corrections(statements):
    """Fetches what corrects the notes of these statements; for those that are shown only. One query."""
    prefetch_related_objects([step.change for statement in statements for step in statement.steps], "corrections")


def compare(guideline, a, b):
    """From the earlier of these two editions to the later; None unless both are public and the guideline is."""
    editions = list(reading.in_line().filter(guideline__slug=guideline).order_by("-number"))
    by_number = {edition.number: edition for edition in editions if not edition.is_hidden}
    if a not in by_number or b not in by_number:
        return None
    return Comparison(by_number[min(a, b)], by_number[max(a, b)], editions)
