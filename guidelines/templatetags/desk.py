"""What waits for an editor, for the first page of the desk."""

from django import template

from guidelines import preflight
from guidelines.draft import Draft
from guidelines.models import Edition, Guideline

register = template.Library()


@register.inclusion_tag("desk/components/waiting.html", takes_context=True)
def waiting(context):
    """Drafts with what stops them, scheduled releases, and guidelines without a draft."""
    user = context["request"].user
    if not user.has_perm("guidelines.view_edition"):
        return {}
    drafts = Edition.objects.drafts().select_related("guideline").order_by("guideline__name")
    return {
        "may_read": True,
        "may_start": user.has_perm("guidelines.add_edition"),
        "drafts": [(draft, len(preflight.findings(Draft(draft)))) for draft in drafts],
        "scheduled": Edition.objects.scheduled().select_related("guideline").order_by("released_at"),
        "resting": Guideline.objects.exclude(editions__in=drafts).order_by("name"),
    }
