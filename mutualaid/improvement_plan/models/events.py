"""The history of actions: added to, never changed."""

from typing import Any, ClassVar, NoReturn

from django.db import models
from django.utils.translation import gettext_lazy as _

from mutualaid.core.row_security import RowScope
from mutualaid.organisations.models import Area, Membership

from .actions import Action, ActionStatus


class HistoryChangedError(Exception):
    """Somebody tried to change or remove a line of an action's history."""


class EventKind(models.TextChoices):
    """What a line of an action's history tells."""

    MADE = "made", _("Written down")
    CHANGED = "changed", _("Changed")
    MOVED = "moved", _("Moved on")
    COMMENT = "comment", _("Comment")
    MEASURED = "measured", _("Measure looked at")


REVISING = (EventKind.MADE, EventKind.CHANGED, EventKind.MOVED)


class EventQuerySet(models.QuerySet["ActionEvent"]):
    """Reads the history; refuses to change it."""

    def revisions(self) -> "EventQuerySet":
        """The lines that each raised the action's revision by one, from the first."""
        return self.filter(kind__in=REVISING).order_by("pk")

    def update(self, **_values: Any) -> NoReturn:
        raise HistoryChangedError("A line of an action's history is never changed.")

    def delete(self) -> NoReturn:
        raise HistoryChangedError("A line of an action's history is never removed.")

    def bulk_create(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        # It can write over what is there.
        raise HistoryChangedError("Lines of a history are added one by one.")


class ActionEvent(models.Model):
    """A line of an action's history. Lines are added and never changed."""

    DATA_CLASSES: ClassVar[dict[str, str]] = {
        "id": "ordinary",
        "area": "ordinary",
        "action": "ordinary",
        "kind": "ordinary",
        "at": "ordinary",
        "by": "personal",
        "from_status": "ordinary",
        "to_status": "ordinary",
        "words": "ordinary",
        "changes": "ordinary",
    }
    ROW_SCOPE: ClassVar = RowScope.OWN
    ROW_RIGHTS: ClassVar = "SELECT, INSERT"

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    action = models.ForeignKey(Action, models.PROTECT, related_name="events")
    kind = models.CharField(max_length=8, choices=EventKind)
    at = models.DateTimeField()
    by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    from_status = models.CharField(max_length=11, choices=ActionStatus, blank=True)
    to_status = models.CharField(max_length=11, choices=ActionStatus, blank=True)
    words = models.CharField(max_length=500, blank=True)
    # {"due_on": ["2027-01-31", "2027-03-31"]}: what stood there, and what stands there now.
    changes = models.JSONField(default=dict, blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.action_id} {self.kind}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise HistoryChangedError("A line of an action's history is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise HistoryChangedError("A line of an action's history is never removed.")
