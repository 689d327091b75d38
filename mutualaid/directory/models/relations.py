"""What stays inside: how to reach a group, what is paid, how things stand with it."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from mutualaid.core.data_classes import ORDINARY, PERSONAL, all_ordinary
from mutualaid.core.models import Referenced, Timestamped
from mutualaid.core.row_security import RowScope
from mutualaid.organisations.hats import Hat


class GroupRelations(Timestamped):
    """A group as the partnership knows it; none of it is ever published."""

    DATA_CLASSES: ClassVar[dict[str, str]] = {
        **all_ordinary("id created_at updated_at area group rent relations"),
        "shared_email": PERSONAL,  # the group's, though a person may read it
        "is_shared": ORDINARY,
        "letters_stopped": ORDINARY,
    }
    ROW_SCOPE: ClassVar = RowScope.OWN

    area = models.ForeignKey("organisations.Area", models.PROTECT, related_name="+")
    group = models.OneToOneField(
        "directory.Group", models.CASCADE, related_name="relations"
    )
    # Somebody has said that it is a shared address; without that no letter goes there.
    shared_email = models.EmailField(blank=True)
    is_shared = models.BooleanField(default=False)
    letters_stopped = models.BooleanField(default=False)
    rent = models.CharField(max_length=200, blank=True)
    relations = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"relations of {self.group_id}"


class CheckLetter(models.Model):
    """A letter to a group's shared address that asks whether its meetings are still right."""

    DATA_CLASSES: ClassVar[dict[str, str]] = all_ordinary(
        "id area group token_hash number sent_at expires_at answered_at"
    )
    ROW_SCOPE: ClassVar = RowScope.OWN

    area = models.ForeignKey("organisations.Area", models.PROTECT, related_name="+")
    group = models.ForeignKey(
        "directory.Group", models.CASCADE, related_name="check_letters"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    number = models.PositiveSmallIntegerField()  # of the letters since the last answer
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"letter {self.number} to {self.group_id}"


class PositionRole(models.TextChoices):
    """What somebody in a service position looks after, as fellowships call it."""

    PUBLIC_INFORMATION = "public-information", _("Public information")
    HEALTH = "health", _("Health")
    HOSPITALS = "hospitals", _("Hospitals and institutions")
    PRISONS = "prisons", _("Prisons")
    PROBATION = "probation", _("Probation and criminal justice")
    EMPLOYMENT = "employment", _("Employment")
    ARMED_SERVICES = "armed-services", _("Armed services")
    LIAISON = "liaison", _("Local liaison")
    HELPLINE = "helpline", _("Helpline")
    OTHER = "other", _("Another")


class ServicePositionQuerySet(models.QuerySet["ServicePosition"]):
    """Finds service positions."""

    def visible_to(self, hat: Hat) -> "ServicePositionQuerySet":
        """The area's, for everybody who works in it."""
        return self.filter(area=hat.area_id)

    def due_on(self, day: date) -> "ServicePositionQuerySet":
        """Those that somebody should ask about by then."""
        return self.filter(review_on__lte=day)


class ServicePosition(Referenced, Timestamped):
    """Whom a fellowship offers professionals to talk to. People rotate, so no name is kept."""

    DATA_CLASSES: ClassVar[dict[str, str]] = {
        **all_ordinary(
            "id reference created_at updated_at area fellowship role description "
            "is_filled review_on"
        ),
        "shared_email": PERSONAL,
        "shared_telephone": PERSONAL,
    }
    ROW_SCOPE: ClassVar = RowScope.OWN

    area = models.ForeignKey("organisations.Area", models.PROTECT, related_name="+")
    fellowship = models.ForeignKey(
        "directory.Fellowship", models.PROTECT, related_name="positions"
    )
    role = models.CharField(max_length=20, choices=PositionRole.choices)
    description = models.CharField(max_length=300, blank=True)
    shared_email = models.EmailField(blank=True)
    shared_telephone = models.CharField(max_length=40, blank=True)
    is_filled = models.BooleanField(default=True)
    review_on = models.DateField()

    objects = ServicePositionQuerySet.as_manager()

    class Meta:
        ordering = ("fellowship__short_name", "role", "pk")

    def __str__(self) -> str:
        return f"{self.role} of {self.fellowship_id}"
