"""What was done in one step of a session, and what the client said to it."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from mutualaid.core.row_security import RowScope
from mutualaid.organisations.models import Area, Membership
from mutualaid.privacy.sealing import SealedField, SealedModel
from mutualaid.privacy.shelves import Shelf

from .sessions import CareSession


class Outcome(models.TextChoices):
    """What became of a step; empty while somebody is still writing."""

    DONE = "done", _("Done")
    NOT_TODAY = "not-today", _("Not today")
    NOT_NEEDED = "not-needed", _("Not needed")


class StepRecord(SealedModel):
    """One step of one session. `answers` are keys and numbers by the key of their question."""

    DATA_CLASSES: ClassVar[dict[str, str]] = {
        "id": "ordinary",
        "area": "ordinary",
        "session": "special",
        "key": "special",
        "outcome": "special",
        "answers": "special",
        "sealed_note": "special",
        "sealed_draft": "special",
        "written_by": "personal",
        "written_at": "personal",
        "revision": "ordinary",
    }
    ROW_SCOPE: ClassVar = RowScope.OWN

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    session = models.ForeignKey(CareSession, models.CASCADE, related_name="steps")
    key = models.CharField(max_length=10)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    answers = models.JSONField(default=dict)
    sealed_note = SealedField(shelf=Shelf.RECORD)
    # What was typed and not yet saved, as it was sent.
    sealed_draft = SealedField(shelf=Shelf.RECORD)
    written_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    # Counted up by every save, so that nobody writes over what they have not seen.
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "key"], name="care_step_once_in_a_session"
            ),
        ]

    def __str__(self) -> str:
        return self.key

    def sealed_for(self) -> str:
        return self.session.client.person.token
