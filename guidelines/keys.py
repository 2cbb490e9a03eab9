"""Keys of statements: which a draft holds already, and one that nobody ever used."""

import re
from itertools import count

from django.utils.text import slugify

from guidelines.models import Statement

LONGEST = 60
OPENING = re.compile(r"^[ \t>]*:{3,}[ \t]*\{(?=[^}\n]*\.statement)([^\n]*)\}[ \t:]*$", re.MULTILINE)
KEY = re.compile(r"#([a-z][a-z0-9-]*)")
TITLE = re.compile(r'title="([^"\n]*)"')


def written_in(text):
    """[(key, title)] of the statements that open in this Markdown, found without reading all of it."""
    found = [(KEY.search(opening[1]), TITLE.search(opening[1])) for opening in OPENING.finditer(text)]
    return [(key[1], title[1] if title else "") for key, title in found if key]


def fresh(guideline, title, *, texts):
    """A key made from the title that is in none of these texts and was never a key of this guideline."""
    words = re.sub(r"^[^a-z]+", "", slugify(title).replace("_", "-")) or "statement"
    stem = words[: LONGEST - 4].rstrip("-")
    taken = set(Statement.objects.filter(guideline=guideline, key__startswith=stem).values_list("key", flat=True))
    taken |= {key for text in texts for key, _ in written_in(text)}
    return next(key for key in (stem if n == 1 else f"{stem}-{n}" for n in count(1)) if key not in taken)
