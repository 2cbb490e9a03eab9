"""What one edition means for one subscriber: the changes that concern their choice, as an e-mail shows them."""

import re
from functools import cached_property

from django.conf import settings
from django.utils.safestring import mark_safe

from engagement.models import Scope
from engagement.reviewing import changes
from guidelines import evidence
from guidelines.difference import difference
from guidelines.models.change import SUBSTANCE, Kind
from guidelines.on_one_page import rooted

SPOKEN = re.compile(r'<span class="nhsuk-u-visually-hidden">[^<]*</span>')
SOURCE = re.compile(r'( src=")/')
ADDED = '<ins style="background-color:#cce5d8;color:#003318;text-decoration:underline">'
REMOVED = '<del style="background-color:#f7d4d1;color:#5c0a04;text-decoration:line-through">'
NAMES = {"added": "Added", "removed": "Removed"}


class Issue:
    """An edition, released or still a draft, as something to tell subscribers of."""

    def __init__(self, edition):
        self.edition, self.guideline = edition, edition.guideline
        self.previous = edition.previous

    @cached_property
    def changes(self):
        """[ToldChange] in the order of the edition, removed ones last."""
        found = [ToldChange(self, one) for one in changes.mark_all(changes.of(self.edition))]
        noted = [one for one in found if one.note]
        html = evidence.html_of({one.note.evidence for one in noted})
        for one in noted:
            one.evidence = for_mail(html[one.note.evidence])
        return found

    @property
    def is_first(self):
        return self.previous is None

    @property
    def address(self):
        return settings.SITE_URL + self.edition.get_absolute_url()

    @property
    def compared_at(self):
        root = settings.SITE_URL + self.guideline.get_absolute_url()
        return f"{root}compare/{self.previous.number}/{self.edition.number}/" if self.previous else ""

    def concerning(self, choice):
        """The changes that this choice asks for; None when there is nothing to tell."""
        chosen = self._chosen(choice)
        found = [
            one
            for one in self.changes
            if (choice.small_too or one.kind in SUBSTANCE) and self._is_about(one, choice, chosen)
        ]
        is_wide = choice.scope == Scope.EVERYTHING or (choice.scope == Scope.GUIDELINE and self._is_of(choice))
        return found if found or (is_wide and (self.is_first or choice.small_too)) else None

    def _is_of(self, choice):
        return choice.guideline_id == self.edition.guideline_id

    def _chosen(self, choice):
        """Keys of the chosen statements of this guideline, and of those that take their place in this edition."""
        if choice.scope != Scope.STATEMENTS:
            return set()
        keys = {one.key for one in choice.statements.all() if one.guideline_id == self.edition.guideline_id}
        return keys | {successor.key for one in self.changes if one.key in keys for successor in one.successors}

    def _is_about(self, one, choice, chosen):
        if choice.scope == Scope.STATEMENTS:
            return one.key in chosen
        if choice.scope == Scope.CHAPTER:
            return self._is_of(choice) and choice.chapter_key in one.chapter_keys
        return choice.scope == Scope.EVERYTHING or self._is_of(choice)

    def successors_of(self, choice):
        """Statements that take the place of chosen ones which this edition removed."""
        keys = {one.key for one in choice.statements.all() if one.guideline_id == self.edition.guideline_id}
        return [successor for one in self.changes if one.key in keys for successor in one.successors]


class ToldChange:
    """A change (engagement.reviewing.changes.Changed) in the two forms of an e-mail, with whole addresses."""

    def __init__(self, issue, changed):
        self.changed, self.key, self.kind = changed, changed.key, changed.kind
        self.said, self.title = changed.said, f"{changed.last.number} {changed.last.name}"
        self.successors = list(changed.said.successors.all()) if changed.said else []
        self.chapter_keys = {one.chapter_key for one in (changed.old, changed.new) if one}
        self.replaced_by = ", ".join(changed.successors)
        self.address = f"{settings.SITE_URL}{issue.guideline.get_absolute_url()}statements/{self.key}/"
        self.compared_at = f"{issue.compared_at}#{self.key}"
        # What it says today; in a draft nothing is corrected yet.
        self.note = changed.said if issue.edition.is_draft else changed.said and changed.said.said
        self.evidence = ""

    @property
    def label(self):
        return self.kind.label

    @property
    def has_moved(self):
        return self.changed.has_moved

    @property
    def from_chapter(self):
        return self.changed.old.chapter if self.changed.old else ""

    @cached_property
    def html(self):
        """The words, what changed marked; safe, since portal.markdown sanitised both wordings."""
        words = for_mail(self.changed.marked.both)
        if self.kind == Kind.REMOVED:
            return mark_safe(f'<div style="text-decoration:line-through;color:#5c0a04">{words}</div>')  # noqa: S308
        return words

    @cached_property
    def text(self):
        old, new = self.changed.old, self.changed.new
        if old and new:
            return "".join(_marked(segment) for segment in difference(old.text, new.text))
        return self.changed.last.text


def for_mail(html):
    """Stored HTML as mail programs show it: whole addresses, and marks that need no style sheet."""
    html = SPOKEN.sub("", rooted(html, base=f"{settings.SITE_URL}/"))
    html = SOURCE.sub(rf"\g<1>{settings.SITE_URL}/", html)
    html = html.replace("<p>", '<p style="margin:0 0 8px">')
    return mark_safe(html.replace("<ins>", ADDED).replace("<del>", REMOVED))  # noqa: S308


def _marked(segment):
    """“[Added: a planned]”, with the white space around it outside."""
    words = segment.text.strip()
    if segment.kind == "same" or not words:
        return segment.text
    before, after = segment.text.split(words, 1)
    return f"{before}[{NAMES[segment.kind]}: {words}]{after}" if after else f"{before}[{NAMES[segment.kind]}: {words}] "
