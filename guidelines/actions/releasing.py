"""The release: one action, one transaction, for ever."""

from django.db import transaction
from django.utils import timezone

from guidelines import fingerprint, preflight, progress
from guidelines.draft import Draft
from guidelines.models import Change, Release, Statement, Wording
from guidelines.models.change import Kind
from portal import audit, markdown, stored

from .caring import keep_reviews_from_elsewhere, last_reviews
from .locking import locked_draft, locked_guideline
from .refusals import NotApproved, NotReady, StaleDraft, TooEarly
from .telling import tell_others


@transaction.atomic
def release(*, edition, by, at=None, seen=None, reason="", elsewhere=False):
    """Makes this draft public at that moment (now by default), for ever.

    `seen` is the fingerprint of the draft that the person looked at. Without an approval of exactly this text by
    somebody other than its last author there has to be a `reason`. `elsewhere` says that another portal released this
    text, so that its links to documents there are not judged, nor is an approval missed here.
    Raises NotADraft, StaleDraft, TooEarly, NotApproved, or NotReady with the findings that stop it.
    """
    locked_guideline(edition.guideline_id)
    edition = locked_draft(edition)
    draft = Draft(edition)
    if seen is not None and seen != draft.fingerprint:
        raise StaleDraft
    at = at or timezone.now()
    if draft.previous and at < draft.previous.released_at:
        raise TooEarly(draft.previous)
    if findings := preflight.findings(draft, elsewhere=elsewhere):
        raise NotReady(findings)
    approval = progress.approval_of(draft)
    if approval is None and not reason.strip():
        raise NotApproved

    about = {"fingerprint": draft.fingerprint, "approval": approval, "elsewhere": elsewhere}
    draft = _with_fixed_heading_ids(draft)
    _store_chapters(draft)
    statements = _store_statements(draft)
    _store_wordings(draft, statements)
    _store_changes(draft, statements)
    _store_review_dates(draft, elsewhere=elsewhere)
    edition = _seal(draft, by=by, at=at)
    _record(edition, by=by, reason="" if approval else reason.strip(), **about)
    tell_others()
    return edition


def _with_fixed_heading_ids(draft):
    """From now on a heading keeps its id even when its words change: links to it stay good."""
    changed = []
    for chapter in draft.chapters:
        body = markdown.pin_heading_ids(chapter.body, draft.documents[chapter.pk])
        if body != chapter.body:
            chapter.body, chapter.updated_at = body, timezone.now()
            changed.append(chapter)
    draft.edition.chapters.bulk_update(changed, ["body", "updated_at"], batch_size=50)
    return Draft(draft.edition) if changed else draft


def _store_chapters(draft):
    before = {chapter.key: chapter for chapter in draft.previous.chapters.all()} if draft.previous else {}
    for chapter in draft.chapters:
        document, old = draft.documents[chapter.pk], before.get(chapter.key)
        is_same = old and (old.title, old.body) == (chapter.title, chapter.body)
        chapter.changed_in_id = old.changed_in_id if is_same else draft.edition.pk
        chapter.html, chapter.contents = draft.html(chapter), document.contents
        chapter.text, chapter.words = document.text, document.words
    fields = ["html", "contents", "text", "words", "changed_in"]
    draft.edition.chapters.bulk_update(draft.chapters, fields, batch_size=50)


def _store_statements(draft):
    """Every statement of this guideline that the release speaks of, by key."""
    guideline = draft.edition.guideline
    Statement.objects.bulk_create(
        (Statement(guideline=guideline, key=key) for key in draft.kinds), ignore_conflicts=True
    )
    return {statement.key: statement for statement in Statement.objects.filter(guideline=guideline)}


def _store_wordings(draft, statements):
    Wording.objects.bulk_create(
        (
            Wording(
                statement=statements[key],
                edition=draft.edition,
                chapter=placed.chapter,
                position=placed.position,
                number=placed.number,
                title=placed.statement.title,
                professions=", ".join(placed.statement.professions),
                source=placed.statement.source,
                html=draft.documents[placed.chapter.pk].statement_html(key, resolve=draft.resolve),
                text=placed.statement.text,
            )
            for key, placed in draft.by_key.items()
        ),
        batch_size=200,
    )


def _store_changes(draft, statements):
    """One row for each statement, with what editors said of those that differ; what no longer applies goes."""
    said = draft.said
    draft.edition.changes.exclude(statement__key__in=said).delete()
    for key, change in said.items():
        change.kind = draft.kinds[key]
        if change.kind != Kind.REMOVED:
            change.has_no_successor = False
            if change.successors.all():
                change.successors.clear()
    Change.objects.bulk_update(said.values(), ["kind", "has_no_successor"], batch_size=200)
    Change.objects.bulk_create(
        (
            Change(edition=draft.edition, statement=statements[key], kind=kind)
            for key, kind in draft.kinds.items()
            if key not in said
        ),
        batch_size=200,
    )


def _store_review_dates(draft, *, elsewhere):
    """The edition says for ever when each of its chapters had last been reviewed."""
    if elsewhere:
        keep_reviews_from_elsewhere(draft.edition)
        return
    last = last_reviews(draft.edition)
    for chapter in draft.chapters:
        chapter.reviewed_on = last.get(chapter.key)
    draft.edition.chapters.bulk_update(draft.chapters, ["reviewed_on"], batch_size=50)


def _seal(draft, *, by, at):
    edition = draft.edition
    edition.summary_html = stored.html(edition.summary)
    edition.contents = [{"slug": chapter.slug, "title": chapter.title} for chapter in draft.chapters]
    edition.released_at, edition.released_by = at, by
    edition.previous_hash = draft.previous.content_hash if draft.previous else ""
    edition.content_hash = fingerprint.content_hash(edition)
    edition.rendering_hash = fingerprint.rendering_hash(edition)
    edition.save()
    return edition


def _record(edition, *, by, reason, approval, **about):
    Release.objects.create(edition=edition, made_by=by, reason=reason, approval=approval, **about)
    audit.record(
        by=by,
        did=("released" if edition.is_public else "scheduled") + ("" if approval else " without approval"),
        of=edition,
        reason=reason,
        approved_by=approval.who if approval else "",
        public_from=edition.released_at.isoformat(),
        content_hash=edition.content_hash,
    )
