"""Redirect: an address that something public had before, and where it is now."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

# Path segments of this site: no other host (`//`), no way up (`..` is refused below), no control characters.
is_local_path = RegexValidator(
    r"^(/|(/[^/\\?#\s\x00-\x1f\x7f]+)+/?)\Z",
    "Write an address of this site that starts with a single slash, such as /resources/a-report/.",
)
LOCAL_TARGET = r"(/|(/[^/\\?#\s\x00-\x1f\x7f]+)+/?)(\?[^#\s\x00-\x1f\x7f]*)?(#[^\s\x00-\x1f\x7f]*)?\Z"
is_local_target = RegexValidator(
    f"^{LOCAL_TARGET}",
    "Write an address of this site that starts with a single slash, such as /resources/a-report/.",
)
is_target = RegexValidator(
    rf"^(https://[a-z0-9-]+(\.[a-z0-9-]+)+(:[0-9]{{1,5}})?)?{LOCAL_TARGET}",
    "Write an address of this site that starts with a single slash, such as /resources/a-report/, "
    "or a whole one of another site, such as https://www.example.org/a-report/.",
)


def goes_nowhere_else(address):
    if any(part in (".", "..") for part in address.split("?")[0].split("#")[0].split("/")):
        raise ValidationError("Write the address without dots between slashes.")


class Redirect(models.Model):
    """Looked up only when nothing is published at `old`."""

    old = models.CharField(
        "old address",
        max_length=500,
        unique=True,
        validators=[is_local_path, goes_nowhere_else],
        help_text="Such as /resources/old-name/. It works once nothing else is published there.",
    )
    new = models.CharField(
        "new address",
        max_length=500,
        validators=[is_target, goes_nowhere_else],
        help_text="Where readers are sent: /resources/a-report/ on this site, where something must be published, or "
        "https://www.example.org/a-report/ on another.",
    )
    covers_below = models.BooleanField(
        "and everything below it",
        default=False,
        help_text="Then /old/chapters/one/ leads to /new/chapters/one/.",
    )
    made_at = models.DateTimeField("made", auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        help_text="Nobody when it was left by a change of address.",
    )

    class Meta:
        ordering = ["old"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(old=F("new")),
                name="redirect_leads_elsewhere",
                violation_error_message="The new address is the old one.",
            )
        ]

    def __str__(self):
        return f"{self.old} → {self.new}"

    def target_of(self, path):
        """Where it sends somebody who asked for that path, or None when it says nothing of it."""
        if path == self.old or path + "/" == self.old:
            return self.new
        if self.covers_below and path.startswith(self.old.rstrip("/") + "/"):
            rest = path.removeprefix(self.old.rstrip("/") + "/").lstrip("/")
            if "?" not in rest and "#" not in rest:
                return self.new.split("?")[0].split("#")[0].rstrip("/") + "/" + rest
        return None
