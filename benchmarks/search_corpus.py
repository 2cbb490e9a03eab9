"""A large portal for search benchmarks: guidelines of 50 chapters of 10 statements, in the words of real ones."""

import random
import re
import uuid
from datetime import UTC, datetime
from pathlib import Path

from django.contrib.auth import get_user_model

from guidelines.models import Chapter, Edition, Guideline, Statement, Wording

STATEMENTS_EACH, CHAPTERS_EACH, RARE_WORDS = 10, 50, 20_000
STARTER = Path(__file__).parent.parent / "starter" / "edition-2"
RELEASED = datetime(2019, 3, 4, 9, tzinfo=UTC)


class Words:
    """Sentences of the starter content's words, by frequency, and of made-up rare ones."""

    def __init__(self, seed=1):
        self.chance = random.Random(seed)
        text = " ".join(file.read_text(encoding="utf-8") for file in sorted(STARTER.glob("*.md")))
        self.real = [word.strip('.,:;!?*()[]"“”').lower() for word in text.split() if word[0].isalpha()]
        parts = re.findall("..", "bacedifogukaleminopurasetivowuxaze")
        self.rare = sorted({"".join(self.chance.choices(parts, k=4)) for _ in range(RARE_WORDS)})

    def sentence(self, length):
        words = [
            self.chance.choice(self.rare) if self.chance.random() < 0.1 else self.chance.choice(self.real)
            for _ in range(length)
        ]
        return " ".join(words).capitalize() + "."

    def queries(self, number):
        """What readers might type: one to five words, common and rare, a tenth of them mistyped."""
        telling = [word for word in self.real if len(word) > 3]
        for place in range(number):
            words = self.chance.choices(telling, k=place % 5 + 1)
            if place % 7 == 0:
                words[0] = self.chance.choice(self.rare)
            if place % 10 == 0 and len(words[0]) > 5:
                words[0] = words[0][:2] + words[0][3:]
            yield " ".join(words)


def build(statements):
    """Fills the database with that many statements, released."""
    words, editor = Words(), get_user_model().objects.create_user("bench")
    each = CHAPTERS_EACH * STATEMENTS_EACH
    for number in range(statements // each):
        guideline = Guideline.objects.create(
            slug=f"guideline-{number}", name=words.sentence(4), title=words.sentence(8), short_title=words.sentence(3)
        )
        hashes = {"content_hash": uuid.uuid4().hex, "rendering_hash": uuid.uuid4().hex}
        edition = Edition(guideline=guideline, number=1, released_at=RELEASED, released_by=editor, **hashes)
        Edition.objects.bulk_create([edition])
        keys = [f"key-{place}" for place in range(each)]
        units = Statement.objects.bulk_create(Statement(guideline=guideline, key=key) for key in keys)
        chapters = Chapter.objects.bulk_create(
            Chapter(edition=edition, position=at, title=words.sentence(4), slug=f"c-{at}", html=_html(words, at))
            for at in range(1, CHAPTERS_EACH + 1)
        )
        Wording.objects.bulk_create(
            Wording(
                statement=units[place],
                edition=edition,
                chapter=chapters[place // STATEMENTS_EACH],
                position=place + 1,
                number=f"{place // STATEMENTS_EACH + 1}.{place % STATEMENTS_EACH + 1}",
                title=words.sentence(4),
                text=words.sentence(30),
            )
            for place in range(each)
        )


def _html(words, chapter):
    """Ten sections, each with a statement and 60 words about it."""
    return "".join(
        f'<h2 id="s-{at}">{words.sentence(4)}</h2><p>{words.sentence(60)}</p>'
        f'<section class="statement" id="key-{(chapter - 1) * STATEMENTS_EACH + at}"></section>'
        for at in range(STATEMENTS_EACH)
    )
