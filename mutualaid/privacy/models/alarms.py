"""Somebody opened the records of more people within an hour than work usually asks for."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from mutualaid.core.models import Referenced
from mutualaid.core.row_security import RowScope
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Area, Membership
from mutualaid.organisations.roles import Role


class BulkAlarmQuerySet(models.QuerySet["BulkAlarm"]):
    """Finds alarms."""

    def visible_to(self, hat: Hat) -> Self:
        """Of others: the service's for its manager, the area's for its auditors.

        What is about a manager is there for all managers of the organisation.
        """
        others = self.filter(area=hat.area_id).exclude(membership__user=hat.user_id)
        if hat.is_one_of(Role.AUDITOR):
            return others
        if not hat.is_one_of(Role.SERVICE_MANAGER):
            return self.none()
        about_manager = Q(
            membership__role=Role.SERVICE_MANAGER,
            membership__organisation=hat.organisation_id,
        )
        return others.filter(Q(membership__service=hat.service_id) | about_manager)

    def waiting(self) -> Self:
        """Those that nobody has looked into."""
        return self.filter(settled_at=None)

    def with_everything(self) -> Self:
        return self.select_related(
            "membership__user", "membership__service", "settled_by__user"
        )


class BulkAlarm(Referenced):
    """One alarm: about whom, in which role, and how many people it was."""

    DATA_CLASSES: ClassVar[dict[str, str]] = {
        "id": "ordinary",
        "reference": "ordinary",
        "area": "ordinary",
        "membership": "personal",
        "people": "ordinary",
        "raised_at": "personal",
        "settled_at": "ordinary",
        "settled_by": "personal",
        "was_ordinary_work": "personal",
    }
    ROW_SCOPE: ClassVar = RowScope.OWN

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    # The role worn at the time; people are counted over all of the person's roles here.
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    people = models.PositiveIntegerField()
    raised_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+"
    )
    was_ordinary_work = models.BooleanField(null=True)

    objects = BulkAlarmQuerySet.as_manager()

    class Meta:
        ordering = ["-raised_at", "-pk"]
        indexes = [models.Index(fields=["membership", "raised_at"])]

    def __str__(self) -> str:
        return self.reference
