"""What was done about an incident, added to and never changed; and whose data it touches."""

from typing import Any, ClassVar, NoReturn

from django.db import models
from django.utils.translation import gettext_lazy as _

from mutualaid.core.row_security import RowScope
from mutualaid.organisations.models import Area, Membership
from mutualaid.privacy.sealing import SealedField, SealedModel
from mutualaid.privacy.shelves import Shelf

from .incidents import Incident, Risk
from .people import Person


class Step(models.TextChoices):
    """What a note tells of."""

    NOTE = "note", _("Note")
    CONTAINED = "contained", _("What was done to stop it")
    DECIDED = "decided", _("Decision about the risk")
    REGULATOR_TOLD = "regulator-told", _("The regulator was told")
    PEOPLE_TOLD = "people-told", _("The people were told")
    LESSON = "lesson", _("What we learned")
    CLOSED = "closed", _("Closed")
    REOPENED = "reopened", _("Opened again")


class NoteKept(Exception):
    """Somebody tried to change or remove a note."""


class IncidentNoteQuerySet(models.QuerySet["IncidentNote"]):
    """Reads notes; refuses to change them."""

    def update(self, **_values: Any) -> NoReturn:
        raise NoteKept("A note on an incident is never changed.")

    def delete(self) -> NoReturn:
        raise NoteKept("A note on an incident is never removed.")


class IncidentNote(SealedModel):
    """One step. Its words are sealed under the incident's token."""

    DATA_CLASSES: ClassVar[dict[str, str]] = {
        "id": "ordinary",
        "area": "ordinary",
        "incident": "ordinary",
        "step": "ordinary",
        "risk": "ordinary",
        "sealed_words": "special",
        "written_by": "personal",
        "written_at": "ordinary",
        "done_at": "ordinary",
    }
    ROW_SCOPE: ClassVar = RowScope.OWN

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="notes")
    step = models.CharField(max_length=20, choices=Step.choices)
    # What was decided, where the step is that.
    risk = models.CharField(max_length=20, choices=Risk.choices, blank=True)
    sealed_words = SealedField(shelf=Shelf.INCIDENT)
    written_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    # When somebody was told, where the step is that.
    done_at = models.DateTimeField(null=True)

    objects = IncidentNoteQuerySet.as_manager()

    class Meta:
        ordering = ["written_at", "pk"]

    def __str__(self) -> str:
        return f"{self.incident_id} {self.step}"

    def sealed_for(self) -> str:
        return self.incident.token

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise NoteKept("A note on an incident is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise NoteKept("A note on an incident is never removed.")


class IncidentPerson(models.Model):
    """Somebody whose data an incident touches, where it is known and helps."""

    DATA_CLASSES: ClassVar[dict[str, str]] = {
        "id": "ordinary",
        "area": "ordinary",
        "incident": "ordinary",
        "person": "special",
        "added_by": "personal",
        "added_at": "ordinary",
    }
    ROW_SCOPE: ClassVar = RowScope.OWN

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="people")
    person = models.ForeignKey(Person, models.CASCADE, related_name="incidents")
    added_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "person"], name="privacy_incidentperson_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.incident_id} and {self.person_id}"
