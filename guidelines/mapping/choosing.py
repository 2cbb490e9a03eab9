"""Which statements a worksheet is about, beside its chapters: for whom they are, and what an edition did with them."""

import re
from dataclasses import dataclass

from guidelines.models.change import STANDING_KINDS
from portal.markdown import audience

OF_EDITION = re.compile(r"(?P<kinds>.*) in edition (?P<edition>\d{1,5})", re.S)


@dataclass(frozen=True)
class Choice:
    """`kinds` are what `edition` did with the statements; all that is empty leaves nothing out."""

    professions: tuple = ()
    kinds: tuple = ()
    edition: int | None = None

    @classmethod
    def of(cls, professions, kinds):
        """The choice that two cells of a file say: “nursing, midwifery” and “new, amended in edition 2”."""
        names = tuple(dict.fromkeys(filter(None, (" ".join(each.split()).lower() for each in professions.split(",")))))
        found = OF_EDITION.fullmatch(kinds.strip().lower())
        wanted = tuple(kind for kind in STANDING_KINDS if found and kind in re.findall(r"\w+", found["kinds"]))
        return cls(names, wanted, int(found["edition"]) if wanted else None)

    @property
    def cells(self):
        """The two cells that of() reads back."""
        return [", ".join(self.professions), f"{', '.join(self.kinds)} in edition {self.edition}" if self.kinds else ""]

    @property
    def in_words(self):
        """“For nursing; new or amended in edition 2”, or "" when nothing is left out."""
        kinds = f"{' or '.join(self.kinds)} in edition {self.edition}" if self.kinds else ""
        words = "; ".join(filter(None, [audience.in_words(self.professions), kinds]))
        return words[:1].upper() + words[1:]

    def fits(self, entry, editions):
        """Whether that statement is chosen. One that came after the edition whose changes were chosen always is."""
        named = set(entry.profession_names)
        if self.professions and named and not named & set(self.professions):
            return False
        then = editions.entries.get(self.edition)
        if not self.kinds or then is None or entry.key not in then:
            return True
        return then[entry.key].kind in self.kinds


EVERYTHING = Choice()
