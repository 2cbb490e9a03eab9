"""The dossier: everything that accounts for an edition, as plain data. Its shape is described in docs/operating.md."""

from django.conf import settings
from django.utils import timezone

from engagement.models import ReviewLink
from guidelines.draft import Draft
from guidelines.models import Withdrawal
from guidelines.models.change import SAID
from portal.models import AuditEntry
from portal.people import name_of

from . import changes

SHAPE = 1


def facts(edition, found=None):
    """The dossier of an edition, draft or not, fit for JSON. About 20 queries, however much it holds.

    `found` are its changes (engagement.reviewing.changes) where the caller has them already.
    """
    draft = Draft(edition) if edition.is_draft else None
    found = changes.of(edition, draft) if found is None else found
    release = getattr(edition, "release", None)
    withdrawal = Withdrawal.objects.filter(edition=edition).select_related("made_by").first()
    return {
        "dossier": SHAPE,
        "made_at": _time(timezone.now()),
        "guideline": {"slug": edition.guideline.slug, "name": edition.guideline.name, "title": edition.guideline.title},
        "edition": _edition(edition, draft, release, withdrawal),
        "release": release and _release(release),
        "withdrawal": withdrawal and _withdrawal(withdrawal),
        "chapters": list(edition.chapters.order_by("position").values("position", "title", "slug")),
        "changes": [_change(one, is_draft=edition.is_draft) for one in found],
        "review_asked": [_asked(one) for one in edition.reviews.select_related("asked_by")],
        "reviewers": [_reviewer(one) for one in _links(edition)],
        "verdicts": [_verdict(one) for one in edition.verdicts.select_related("made_by", "link_seen_by")],
        "comments": [_comment(one) for one in edition.review_comments.told()],
        "acts": [_act(one) for one in acts(edition)],
    }


def acts(edition):
    """What the audit trail says of this edition, in the order in which it was done."""
    return AuditEntry.objects.filter(kind=edition._meta.label_lower, key=str(edition.pk)).order_by("pk")


def _time(moment):
    return moment and moment.isoformat()


def _edition(edition, draft, release, withdrawal):
    standing = "draft" if draft else "released" if edition.is_public else "scheduled"
    return {
        "number": edition.number,
        "state": "withdrawn" if withdrawal else standing,
        "address": "" if draft else settings.SITE_URL + edition.get_absolute_url(),
        "summary": edition.summary,
        "changed_at": _time(edition.changed_at),
        "changed_by": name_of(edition.changed_by) if edition.changed_by else "",
        "released_at": _time(edition.released_at),
        "released_by": name_of(edition.released_by) if edition.released_by else "",
        "content_hash": edition.content_hash,
        "previous_hash": edition.previous_hash,
        "rendering_hash": edition.rendering_hash,
        "fingerprint": draft.fingerprint if draft else release.fingerprint if release else "",
    }


def _release(release):
    return {
        "made_at": _time(release.made_at),
        "made_by": name_of(release.made_by),
        "fingerprint": release.fingerprint,
        "without_approval": release.was_forced,
        "reason": release.reason,
        "released_elsewhere": release.elsewhere,
        "still_lacks_approval": release.lacks_approval,
        "approval": release.approval and _verdict(release.approval),
    }


def _withdrawal(withdrawal):
    return {
        "outcome": withdrawal.outcome,
        "reason": withdrawal.reason,
        "address": withdrawal.address,
        "made_at": _time(withdrawal.made_at),
        "made_by": name_of(withdrawal.made_by),
    }


def _change(one, *, is_draft):
    said = one.said
    return {
        "key": one.key,
        "kind": one.kind.value,
        "before": _standing(one.old),
        "after": _standing(one.new),
        "reason": said.reason if said else "",
        "evidence": said.evidence if said else "",
        "what_to_do": said.what_to_do if said else "",
        "successors": [successor.key for successor in said.successors.all()] if said else [],
        "has_no_successor": bool(said and said.has_no_successor),
        "corrections": [] if is_draft else [_correction(each) for each in said.corrections.all()],
    }


def _standing(side):
    if side is None:
        return None
    said = {"source": side.source, "text": side.text}
    return {"number": side.number, "title": side.name, "chapter": side.chapter} | said


def _correction(correction):
    return {
        "made_at": _time(correction.made_at),
        "made_by": name_of(correction.made_by),
        "why": correction.why,
        "before": {field: getattr(correction, f"{field}_before") for field in SAID},
        "after": {field: getattr(correction, field) for field in SAID},
    }


def _asked(review):
    return {
        "at": _time(review.asked_at),
        "by": review.who,
        "note": review.note,
        "fingerprint": review.fingerprint,
    }


def _links(edition):
    return ReviewLink.objects.filter(edition=edition).select_related("made_by")


def _reviewer(link):
    """Without the e-mail address: the dossier says who looked, not how to reach them."""
    return {
        "name": link.name,
        "organisation": link.organisation,
        "link": link.label,
        "made_at": _time(link.made_at),
        "made_by": link.maker,
        "works_until": _time(link.expires_at),
        "revoked_at": _time(link.revoked_at),
        "last_used_at": _time(link.last_used_at),
    }


def _verdict(verdict):
    return {
        "kind": verdict.kind,
        "by": verdict.who,
        "link": verdict.link,
        "link_handed_over_by": verdict.link_handed_over_by,
        "words": verdict.words,
        "at": _time(verdict.made_at),
        "fingerprint": verdict.fingerprint,
    }


def _comment(comment):
    return {
        "id": comment.pk,
        "by": comment.name,
        "organisation": comment.link.organisation,
        "link": comment.link.label,
        "about": comment.about,
        "chapter": comment.chapter_title,
        "statement": comment.statement_key,
        "quote": comment.quote,
        "words": comment.words,
        "at": _time(comment.made_at),
        "fingerprint": comment.fingerprint,
        "resolved_at": _time(comment.resolved_at),
        "resolved_by": comment.resolver if comment.is_resolved else "",
        "answers": [{"by": one.who, "at": _time(one.made_at), "words": one.words} for one in comment.answers.all()],
    }


def _act(entry):
    return {"at": _time(entry.at), "by": entry.who, "did": entry.did, "reason": entry.reason, "details": entry.details}
