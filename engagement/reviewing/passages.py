"""A chapter cut into what can be commented on, and where earlier comments stand in it today."""

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, field
from html import unescape

from engagement.models import ReviewComment
from portal import markdown

TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?:[^">]|"[^"]*")*)>')
ALONE = {"br", "hr", "img"}
HEADING = re.compile(r"h[2-6]\Z")
STATEMENT = re.compile(r'<section class="statement" id="([^"]+)"')
STATEMENT_LINKS = re.compile(r'<ul class="statement__links">.*?</ul>\n?', re.DOTALL)  # they lead to released pages
STATEMENT_HEAD = re.compile(r'<p class="statement__head">.*?</p>', re.DOTALL)
QUOTE = 300
ALIKE = 0.5  # how much of the quoted words a passage must still have to be taken for the same one, edited


@dataclass
class Passage:
    """A statement, a paragraph, a list, a table: safe HTML, its words, and the comments that stand under it."""

    html: str
    text: str
    about: str  # "statement:its-key", "passage:digest", or "" for what takes no comment, such as a heading
    place: int
    comments: list = field(default_factory=list)

    @property
    def statement_key(self):
        return self.about.removeprefix("statement:") if self.about.startswith("statement:") else ""

    @property
    def id(self):
        return self.statement_key or f"passage-{self.place}"

    @property
    def digest(self):
        return digest(self.text)

    @property
    def quote(self):
        return shortened(self.text)

    @property
    def name(self):
        """What a comment on it is said to be about."""
        return f"statement {self.statement_key}" if self.statement_key else f"“{shortened(self.text, 60)}”"


def cut(html):
    """[Passage] that together are this HTML of a chapter, which portal.markdown sanitised."""
    html = STATEMENT_LINKS.sub("", html)
    pieces, depth, start = [], 0, 0
    for tag in TAG.finditer(html):
        if tag[2] not in ALONE:
            depth += -1 if tag[1] else 1
        if depth == 0 and (tag[1] or tag[2] in ALONE):
            pieces.append((tag[2], html[start : tag.end()]))
            start = tag.end()
    if html[start:].strip():
        pieces.append(("", html[start:]))
    return [_passage(name, piece, place) for place, (name, piece) in enumerate(pieces, start=1)]


def _passage(name, html, place):
    key = STATEMENT.match(html.strip())
    said = STATEMENT_HEAD.sub("", html) if key else html  # its number may change without a word of it changing
    text = folded(unescape(TAG.sub(" ", said)))
    if key:
        about = f"statement:{key[1]}"
    elif HEADING.match(name) or not text:
        about = ""
    else:
        about = f"passage:{digest(text)[:16]}"
    return Passage(html, text, about, place)


def place(comments, passages):
    """Puts each comment under the passage that it is about; returns those whose passage is no longer there.

    A comment gets `is_moved_on`: whether the words have changed since it was made.
    """
    by_about = {}
    for passage in passages:
        by_about.setdefault(passage.about, passage)
    homeless = []
    for comment in comments:
        passage = _home(comment, by_about, passages)
        comment.is_moved_on = passage is None or passage.digest != comment.digest
        (homeless if passage is None else passage.comments).append(comment)
    return homeless


def judge(comments, body):
    """Gives comments on this chapter (its Markdown) their `is_moved_on`, wherever they stand in it."""
    document = markdown.parse(body)
    whole = digest(document.text)
    inside = []
    for comment in comments:
        if comment.about == ReviewComment.About.CHAPTER:
            comment.is_moved_on = comment.digest != whole
        else:
            inside.append(comment)
    if inside:
        place(inside, cut(document.html()))


def _home(comment, by_about, passages):
    if comment.about == ReviewComment.About.STATEMENT:
        return by_about.get(f"statement:{comment.statement_key}")
    if same := by_about.get(f"passage:{comment.digest[:16]}"):
        return same
    paragraphs = [passage for passage in passages if passage.about.startswith("passage:")]
    alike = max(paragraphs, key=lambda passage: _likeness(comment.quote, passage.quote), default=None)
    return alike if alike and _likeness(comment.quote, alike.quote) >= ALIKE else None


def _likeness(old, new):
    """From 0, no word in common, to 1, the same words."""
    old, new = Counter(old.split()), Counter(new.split())
    return 2 * sum((old & new).values()) / (sum(old.values()) + sum(new.values()) or 1)


def folded(text):
    return " ".join(text.split())


def shortened(text, most=QUOTE):
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def digest(text):
    return hashlib.sha256(folded(text).encode()).hexdigest()
