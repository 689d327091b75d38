from typing import ClassVar

from django.db import models

from mutualaid.core.row_security import RowScope


class VerificationKind(models.TextChoices):
    """How somebody knows that a meeting runs."""

    CONFIRMED = "confirmed", "Confirmed by the group"
    SEEN = "seen", "Seen in the fellowship's own list"
    VISITED = "visited", "Visited"


class Verification(models.Model):
    """Somebody confirmed that a meeting runs. Not the same as having edited it."""

    DATA_CLASSES: ClassVar[dict[str, str]] = dict.fromkeys(
        ["id", "area", "meeting", "kind", "verified_on", "by_role", "recorded_at"],
        "ordinary",
    )
    ROW_SCOPE: ClassVar = RowScope.SHARED

    area = models.ForeignKey("organisations.Area", models.PROTECT, related_name="+")
    meeting = models.ForeignKey(
        "directory.Meeting", models.CASCADE, related_name="verifications"
    )
    kind = models.CharField(max_length=20, choices=VerificationKind.choices)
    verified_on = models.DateField()
    by_role = models.CharField(max_length=60)  # shown in public; never a name
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.kind} {self.verified_on}"
