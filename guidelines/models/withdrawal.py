"""Withdrawal: that a released edition no longer stands. The edition itself is never touched."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q

from portal.models import is_local_target
from portal.people import name_of

from .edition import Edition
from .outcome import HIDING, Outcome

is_web_address = URLValidator(schemes=["https", "http"])


def leads_somewhere(value):
    """A whole web address, or an address of this site."""
    check = is_local_target if value.startswith("/") else is_web_address
    try:
        check(value)
    except ValidationError as error:
        raise ValidationError(
            "Write a whole address such as https://www.example.org/guide/, or one of this site such as /guidelines/."
        ) from error


class Withdrawal(models.Model):
    Outcome = Outcome

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="withdrawal")
    outcome = models.CharField(max_length=8, choices=Outcome)
    address = models.CharField(max_length=500, blank=True, validators=[leads_somewhere])
    reason = models.TextField(max_length=1000, help_text="Readers see these words.")
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="withdrawal_outcome_is_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="withdrawal_says_why"),
            models.CheckConstraint(
                condition=(Q(outcome="replaced") & ~Q(address="")) | (~Q(outcome="replaced") & Q(address="")),
                name="withdrawal_has_an_address_when_replaced",
            ),
        ]

    def __str__(self):
        return f"{self.edition}: {self.get_outcome_display().lower()}"

    @property
    def who(self):
        return name_of(self.made_by)

    @property
    def hides_text(self):
        return self.outcome in HIDING
