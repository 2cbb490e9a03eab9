"""Links for reviewers, their comments, and what editors answer."""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from engagement.models import ReviewAnswer, ReviewComment, ReviewLink
from guidelines.actions import NotADraft, Refused, reviewing
from guidelines.actions.locking import locked_draft
from guidelines.draft import Draft
from guidelines.models import Verdict
from portal import audit, post, secret_links

HOLDS = timedelta(weeks=4)


class LinkIsRevoked(Refused):
    def __init__(self, link):
        super().__init__(f"The link for {link.who} was revoked before.")


class LinkIsOver(Refused):
    def __init__(self, link):
        super().__init__(f"The link for {link.who} no longer works. Make a new one.")


class NothingSaid(Refused):
    def __init__(self):
        super().__init__("Write an answer, or resolve the comment.")


@transaction.atomic
def make_link(*, edition, by, name, organisation="", email="", expires_at=None, secret=None):
    """A secret link to this draft for one person: (link, secret). With an address, the link is sent there.

    The secret is nowhere stored. A page may bring the one it was made with: pressed twice, it is one link.
    Raises NotADraft.
    """
    edition = locked_draft(edition)
    secret = secret or secret_links.make()[0]
    link, is_new = ReviewLink.objects.get_or_create(
        digest=secret_links.digest(secret),
        defaults={
            "edition": edition,
            "name": name,
            "organisation": organisation,
            "email": email,
            "made_by": by,
            "expires_at": expires_at or timezone.now() + HOLDS,
        },
    )
    if not is_new:
        return link, secret
    audit.record(by=by, did="made review link", of=edition, link=link.label, reviewer=link.who)
    if email:
        _send(link, secret)
    return link, secret


def _send(link, secret):
    post.queue(
        once=f"review link {link.digest}",
        to=link.email,
        template="reviewing/mail/link",
        context={"link": link, "address": address_of(secret)},
    )


def address_of(secret):
    """The address of what the reviewer sees, on this site."""
    return reverse("engagement:review", args=[secret])


@transaction.atomic
def revoke_link(*, link, by):
    """From now on the link opens nothing. Raises LinkIsRevoked."""
    link = _locked_link(link)
    if link.revoked_at:
        raise LinkIsRevoked(link)
    link.revoked_at, link.revoked_by = timezone.now(), by
    link.save(update_fields=["revoked_at", "revoked_by"])
    audit.record(by=by, did="revoked review link", of=link.edition, link=link.label, reviewer=link.who)
    return link


@transaction.atomic
def change_expiry(*, link, by, expires_at):
    """The link works until then; one that ran out works again. Raises NotADraft, LinkIsOver once it was revoked."""
    locked_draft(link.edition)
    link = _locked_link(link)
    if link.revoked_at:
        raise LinkIsOver(link)
    before, link.expires_at = link.expires_at, expires_at
    if before != expires_at:
        link.save(update_fields=["expires_at"])
        about = {"link": link.label, "reviewer": link.who, "was": before.isoformat(), "is": expires_at.isoformat()}
        audit.record(by=by, did="changed the expiry of review link", of=link.edition, **about)
    return link


@transaction.atomic
def renew_link(*, link, by, secret=None):
    """A new link for the same person, for an address that was lost; the old one stops. As make_link."""
    if link.revoked_at is None:
        revoke_link(link=link, by=by)
    return make_link(
        edition=link.edition,
        by=by,
        name=link.name,
        organisation=link.organisation,
        email=link.email,
        secret=secret,
    )


@transaction.atomic
def comment(*, link, once, name, words, about, chapter, digest, fingerprint, statement_key="", quote=""):
    """Keeps what a reviewer says of a place in the draft; the same `once` twice is one comment. Raises NotADraft."""
    edition = locked_draft(link.edition)
    said, _ = ReviewComment.objects.get_or_create(
        once=once,
        defaults={
            "edition": edition,
            "link": link,
            "name": name,
            "words": words,
            "about": about,
            "chapter_key": chapter.key,
            "chapter_title": chapter.title,
            "statement_key": statement_key,
            "quote": quote,
            "digest": digest,
            "fingerprint": fingerprint,
        },
    )
    return said


@transaction.atomic
def say(*, link, deed, fingerprint, name, words=""):
    """That the reviewer approves ("approve") the text with that fingerprint, or wants it changed ("changes").

    Pressed twice it is one verdict. Raises StaleReview, NotADraft, NoWords.
    """
    link = _locked_link(link)
    if not link.edition.is_draft:
        raise NotADraft(link.edition)
    kind = Verdict.Kind.APPROVED if deed == "approve" else Verdict.Kind.CHANGES
    last = Verdict.objects.filter(edition=link.edition, link=link.label).last()
    is_same = last and (last.kind, last.fingerprint, last.words, last.name) == (kind, fingerprint, words.strip(), name)
    if is_same and Draft(link.edition).fingerprint == fingerprint:
        return last
    said = {"edition": link.edition, "fingerprint": fingerprint, "name": name, "link": link.label, "words": words}
    if deed == "approve":
        return reviewing.approve(link_seen_by=link.seen_by, **said)
    return reviewing.ask_for_changes(**said)


@transaction.atomic
def answer(*, comment, by, words="", resolve=False):
    """An editor's answer, and whether that settles it; pressed twice it is one answer. Raises NothingSaid."""
    comment = _locked_comment(comment)
    words = words.strip()
    if not words and not resolve:
        raise NothingSaid
    last = comment.answers.last()
    if words and not (last and last.words == words and last.made_by_id == by.pk):
        ReviewAnswer.objects.create(comment=comment, words=words, made_by=by)
    if resolve and not comment.is_resolved:
        comment.resolved_at, comment.resolved_by = timezone.now(), by
        comment.save(update_fields=["resolved_at", "resolved_by"])
    return comment


@transaction.atomic
def reopen(*, comment, by):
    """Takes back that the comment is settled."""
    comment = _locked_comment(comment)
    comment.resolved_at = comment.resolved_by = None
    comment.save(update_fields=["resolved_at", "resolved_by"])
    return comment


def _locked_link(link):
    return ReviewLink.objects.select_for_update(of=("self",)).select_related("edition__guideline").get(pk=link.pk)


def _locked_comment(comment):
    return ReviewComment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
