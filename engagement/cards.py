"""The desk's card about what people sent: feedback and expressions of interest that nobody has looked at yet."""

from django.db.models import Count
from django.urls import reverse

from engagement.models import ExpressionOfInterest, Feedback
from portal.cards import Card, Line
from portal.counted import counted


def cards(user):
    """One card, for who may read them; a query for each of the two."""
    lines = []
    if not (user.has_perm("engagement.view_feedback") or user.has_perm("engagement.view_expressionofinterest")):
        return []
    if user.has_perm("engagement.view_feedback"):
        new = Feedback.objects.filter(state=Feedback.State.NEW)
        kinds = dict(new.order_by().values_list("kind").annotate(Count("pk")))
        address = reverse("admin:engagement_feedback_changelist") + "?state__exact=new"
        lines += _line(
            kinds.get("format", 0), "wish for an accessible format", "wishes for an accessible format", address
        )
        lines += _line(kinds.get("page", 0), "message about a page", "messages about pages", address)
    if user.has_perm("engagement.view_expressionofinterest"):
        new = ExpressionOfInterest.objects.filter(state=ExpressionOfInterest.State.NEW).count()
        address = reverse("admin:engagement_expressionofinterest_changelist") + "?state__exact=new"
        lines += _line(new, "expression of interest", "expressions of interest", address)
    return [Card("Inbox", lines, nothing="Nobody waits for you: there is nothing new in the inbox.")]


def _line(number, one, many, address):
    return [Line(counted(number, f"new {one}", f"new {many}"), address, needs_you=True)] if number else []
