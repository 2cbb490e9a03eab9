"""What the desk's pages about guidelines show of reviewers."""

from django import template

from engagement.models import ReviewLink

register = template.Library()


@register.inclusion_tag("reviewing/components/ways.html")
def ways_of_review(edition):
    """The ways from an edition's page to its reviewers and its dossier. Two queries."""
    if not (edition and edition.pk):
        return {}
    counts = edition.review_comments.counted()
    has_links = edition.is_draft or ReviewLink.objects.filter(edition=edition).exists()
    return {"edition": edition, "counts": counts, "has_links": has_links}


@register.inclusion_tag("reviewing/components/comments_on.html")
def comments_on(chapter):
    """How many comments wait beside a chapter's editor. One query."""
    if not (chapter and chapter.pk):
        return {}
    comments = chapter.edition.review_comments.filter(chapter_key=chapter.key)
    return {"chapter": chapter, "counts": comments.counted()}
