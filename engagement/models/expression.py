"""ExpressionOfInterest: somebody who wants to join the steering group, and what became of it.

ListedMember: what readers see of a member who agreed to be named. It stands apart, so that what is private can come
in without renewing any page.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Region(models.TextChoices):
    EAST = "east", "East of England"
    LONDON = "london", "London"
    MIDLANDS = "midlands", "Midlands"
    NORTH_EAST = "north east", "North East and Yorkshire"
    NORTH_WEST = "north west", "North West"
    SOUTH_EAST = "south east", "South East"
    SOUTH_WEST = "south west", "South West"
    NATIONAL = "national", "All of England, or a national body"
    NORTHERN_IRELAND = "northern ireland", "Northern Ireland"
    SCOTLAND = "scotland", "Scotland"
    WALES = "wales", "Wales"
    ELSEWHERE = "elsewhere", "Somewhere else"


class ExpressionOfInterest(models.Model):
    class State(models.TextChoices):
        NEW = "new", "New"
        CONTACTED = "contacted", "Contacted"
        MEMBER = "member", "Member"
        DECLINED = "declined", "Declined"

    call = models.ForeignKey("engagement.SteeringGroupCall", on_delete=models.PROTECT, related_name="expressions")
    reference = models.CharField(max_length=30, unique=True)
    once = models.CharField(max_length=64, unique=True, editable=False, help_text="Keeps a second press out.")
    name = models.CharField(max_length=150)
    email = models.EmailField("e-mail", max_length=254)
    organisation = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=150)
    profession = models.CharField(max_length=150, blank=True)
    region = models.CharField(max_length=20, choices=Region)
    why = models.TextField("why they would like to join")
    may_be_listed = models.BooleanField(
        "may be named on the page", default=False, help_text="They ticked this themselves; it counts once a member."
    )
    listed_as = models.CharField("named as", max_length=200, blank=True, help_text="In their words.")
    consent_version = models.CharField(max_length=20)
    consent_text = models.TextField(help_text="What they agreed to, as it stood on the page.")
    sent_at = models.DateTimeField("sent", default=timezone.now)
    was_late = models.BooleanField("sent after the last day", default=False)
    state = models.CharField(max_length=10, choices=State, default=State.NEW)
    state_since = models.DateTimeField("since", default=timezone.now)
    state_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    notes = models.TextField(
        blank=True, help_text="For the editors alone. The person may ask to see them: write nothing that they may not."
    )

    class Meta:
        ordering = ["-sent_at", "-pk"]
        verbose_name = "expression of interest"
        verbose_name_plural = "expressions of interest"
        constraints = [
            models.CheckConstraint(
                condition=Q(may_be_listed=False) | ~Q(listed_as=""), name="listed_members_say_how_they_are_named"
            ),
            models.CheckConstraint(
                condition=Q(state="new") | Q(state_by__isnull=False), name="moved_expression_says_who_moved_it"
            ),
        ]

    def __str__(self):
        """Without the name: the audit trail keeps this for ever."""
        return self.reference


class ListedMember(models.Model):
    expression = models.OneToOneField(ExpressionOfInterest, on_delete=models.CASCADE, related_name="listing")
    call = models.ForeignKey("engagement.SteeringGroupCall", on_delete=models.PROTECT, related_name="listed_members")
    named = models.CharField(max_length=200)

    class Meta:
        ordering = ["named", "pk"]
        default_permissions = []

    def __str__(self):
        return self.expression.reference
