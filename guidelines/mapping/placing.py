"""Which statement each row of the mapping speaks of, and what of it the educator typed."""

import re
from collections import Counter

from guidelines.models import Edition, Statement

from .facts import SELF
from .opening import MAX_CELL, Unreadable
from .text import as_text, cleaned, folded, is_too_long
from .worksheet import CHAPTER, HEADINGS, KEY, NUMBER, OURS, WORDING, Row

REMOVED = re.compile(r"removed in edition \d+", re.IGNORECASE)
PLACE_NUMBER = re.compile(r"[\d.,]*")


class Placing:
    def __init__(self, sheet, line, names, editions):
        self.editions = editions
        self.remarks = []
        self.lines = []  # (place in the file, {heading: text})
        for at, values in sheet.rows.items():
            if at != line:
                texts = ((names[column], cleaned(as_text(value))) for column, value in enumerate(values))
                self.lines.append((f"Row {at}", {name: text for name, text in texts if text.strip()}))
        self.columns = [name for name in names.values() if name not in HEADINGS and name != SELF]
        self.texts = self._texts_of_all_editions()

    def _texts_of_all_editions(self):
        """What our own cells may say of each key, in any edition: {(key, heading): {folded texts}}."""
        texts = {}
        for entries in self.editions.entries.values():
            for key, entry in entries.items():
                texts.setdefault((key, CHAPTER), set()).add(folded(entry.chapter_name))
                texts.setdefault((key, WORDING), set()).add(folded(entry.wording))
        return texts

    def edition(self, facts, asked, remarks):
        """The number of the edition it was made against: as asked, else as its wordings show, else as it says."""
        editions = self.editions
        if asked:
            return asked
        fits = self._fits()
        best = max(fits, key=lambda number: (fits[number], number))
        if facts.edition in fits:
            if fits[best] > 2 * fits[facts.edition]:
                remarks.append(
                    f"The file says edition {facts.edition}, but its statements are worded as in edition {best}. It was"
                    f" read as made against edition {best}."
                )
                return best
            known = editions.by_number[facts.edition].content_hash
            if facts.content_hash and facts.content_hash != known:
                remarks.append(
                    f"The hash in the file is not that of edition {facts.edition}: the file was changed by hand, or the"
                    " edition is not the one it was made against."
                )
            return facts.edition
        number = best if fits[best] else editions.current
        said = f"says edition {facts.edition}, which is not published" if facts.edition else "does not say its edition"
        remarks.append(f"The file {said}. It was read as made against edition {number}.")
        return number

    def _fits(self):
        """How many rows are worded as each edition has them."""
        fits = Counter(dict.fromkeys(self.editions.by_number, 0))
        for _, texts in self.lines:
            key, wording = folded(texts.get(KEY, "")), folded(texts.get(WORDING, ""))
            for number, entries in self.editions.entries.items() if wording else ():
                if key in entries and folded(entries[key].wording) == wording:
                    fits[number] += 1
        return fits

    def rows(self, number):
        """(rows, headings of the educator's columns) as made against that edition."""
        self.number_of = {entry.number: key for key, entry in self.editions.entries[number].items()}
        self.wording_of = {folded(entry.wording): key for key, entry in self.editions.entries[number].items()}
        self.elsewhere = self._guidelines_of_strange_keys()
        seen = {}
        rows = [row for place, texts in self.lines if (row := self._row(place, texts, seen, number))]
        return rows, [name for name in self.columns if any(name in row.cells for row in rows)]

    def _row(self, place, texts, seen, number):
        texts = {heading: text for heading, text in texts.items() if heading != SELF}
        for heading, text in texts.items():
            if is_too_long(text):
                raise Unreadable(
                    f"{place}: “{heading}” holds more than {MAX_CELL:,} characters, all that a workbook’s cell takes."
                    " Shorten it, or part it over two rows, and try again."
                )
        key = self._key(place, texts)
        if not self.editions.last(key):
            return Row(texts.pop(KEY, ""), texts) if texts else None
        cells = {heading: text for heading, text in texts.items() if heading not in OURS}
        self._keep_own_words(key, texts, cells)
        if key not in self.editions.entries[number]:
            self._remark_on_absent(place, key, number)
        if cells and seen.setdefault((key, *sorted(cells.items())), place) != place:
            self.remarks.append(
                (place, f"It repeats {seen[(key, *sorted(cells.items()))].lower()} word for word. Both are kept.")
            )
        return Row(key, cells)

    def _key(self, place, texts):
        typed = texts.get(KEY, "").strip()
        key = typed.casefold()
        if self.editions.last(key):
            return key
        by_place = None if typed else self.number_of.get(texts.get(NUMBER, "").strip())
        guess = self.wording_of.get(folded(texts.get(WORDING, ""))) or by_place
        if guess:
            said = f"The key “{typed}” is not known" if typed else "It has no key"
            self.remarks.append((place, f"{said}; its number or wording says that it is “{guess}”."))
            if typed:
                self._keep(texts, KEY, typed)
            return guess
        if typed:
            name = self.elsewhere.get(key)
            where = f"It belongs to “{name}”" if name else "No edition of this guideline has it"
            self.remarks.append(
                (place, f"The key “{typed}” is not known here. {where}. The row is kept as it is, and not counted.")
            )
        elif texts:
            self.remarks.append((place, "It names no statement. It is kept as it is, and not counted."))
        return ""

    def _keep_own_words(self, key, texts, cells):
        """Our cells should hold an edition's text; what else stands there the educator wrote: it moves to its own."""
        for heading in (NUMBER, CHAPTER, WORDING):
            text = texts.get(heading, "")
            if heading == NUMBER:
                is_ours = PLACE_NUMBER.fullmatch(text.strip())
            else:
                is_ours = folded(text) in self.texts[key, heading] or REMOVED.fullmatch(text.strip())
            if text and not is_ours:
                self._keep(cells, heading, text)

    def _keep(self, cells, heading, text):
        name = f"{heading} (as you had it)"
        cells[name] = f"{cells[name]}\n{text}" if name in cells else text
        if name not in self.columns:
            self.columns.append(name)

    def _remark_on_absent(self, place, key, number):
        last = self.editions.last(key).edition
        if last < number:
            words = (
                f"“{key}” is not part of edition {number}: it was last in edition {last}. The row is kept at the end."
            )
        else:
            words = f"“{key}” is not part of edition {number}, but of edition {last}. The row is kept at the end."
        self.remarks.append((place, words))

    def _guidelines_of_strange_keys(self):
        """The names of other guidelines that know keys which this one does not. One query."""
        keys = {folded(texts.get(KEY, "")) for _, texts in self.lines}
        strange = [key for key in keys if key and not self.editions.last(key)][:500]
        known = Statement.objects.filter(key__in=strange, wordings__edition__in=Edition.objects.released()).distinct()
        return dict(known.values_list("key", "guideline__name")) if strange else {}
