"""What a reviewer looked at, and what has changed in the draft since then."""

from dataclasses import dataclass
from datetime import datetime

from django.core import signing
from django.utils import timezone
from django.utils.safestring import mark_safe

from guidelines.difference import changed_blocks
from guidelines.draft import Draft
from guidelines.models import Revision
from portal import markdown

SALT = "seen by a reviewer"


def seen(draft, at):
    """A signed note of which text was shown, and when, for a form to bring back."""
    return signing.dumps([draft.fingerprint, at.isoformat()], salt=SALT)


def read_seen(value):
    """(fingerprint, moment) of such a note; ("", now) when it is not ours, so that it counts as out of date."""
    try:
        fingerprint, at = signing.loads(value, salt=SALT)
    except signing.BadSignature:
        return "", timezone.now()
    return fingerprint, datetime.fromisoformat(at)


@dataclass
class ChangedChapter:
    """A chapter's paragraphs that differ, as safe HTML with marks, None where some are the same."""

    title: str
    slug: str
    blocks: list
    is_new: bool = False
    is_gone: bool = False


def changed_since(draft: Draft, moment):
    """[ChangedChapter] of what was saved after that moment. Three queries."""
    revisions = draft.edition.revisions.order_by("chapter_key", "number")
    touched, before = set(), {}
    for pk, key, made_at in revisions.values_list("pk", "chapter_key", "made_at"):
        if made_at > moment:
            touched.add(key)
        else:
            before[key] = pk
    chapters = {chapter.key: chapter for chapter in draft.chapters}
    old = Revision.objects.in_bulk([before[key] for key in touched if key in before])
    found = []
    for key in sorted(touched, key=lambda key: chapters[key].position if key in chapters else 10_000):
        was, is_ = old.get(before.get(key)), chapters.get(key)
        if (changed := _changed(was, is_)) is not None:
            found.append(changed)
    return found


def _changed(was, is_):
    if is_ is None:
        return was and ChangedChapter(was.title, "", [], is_gone=True)
    if was is None:
        return ChangedChapter(is_.title, is_.slug, [], is_new=True)
    old, new = (markdown.parse(f"{one.title}\n\n{one.body}").html() for one in (was, is_))
    blocks = [block and mark_safe(block) for block in changed_blocks(old, new)]  # noqa: S308 - sanitised by markdown
    return ChangedChapter(is_.title, is_.slug, blocks) if any(blocks) else None
