"""Plan, do, study, act: trying something small, and saying beforehand what will happen."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from mutualaid.core.data_classes import all_ordinary
from mutualaid.core.models import Referenced, Timestamped
from mutualaid.core.row_security import RowScope
from mutualaid.organisations.models import Area

from .actions import Action


class Verdict(models.TextChoices):
    """What follows from a cycle."""

    ADOPT = "adopt", _("Keep doing it")
    ADAPT = "adapt", _("Change it and try again")
    ABANDON = "abandon", _("Leave it")


class PdsaCycle(Referenced, Timestamped):
    """One cycle of an action; `verdict` is empty until it was studied."""

    DATA_CLASSES: ClassVar[dict[str, str]] = all_ordinary(
        "id reference created_at updated_at area action question prediction plan tried_on "
        "happened learned verdict"
    )
    ROW_SCOPE: ClassVar = RowScope.OWN

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    action = models.ForeignKey(Action, models.PROTECT, related_name="cycles")
    question = models.CharField(max_length=200)
    prediction = models.CharField(max_length=300)
    plan = models.CharField(max_length=500)
    tried_on = models.DateField()
    happened = models.CharField(max_length=500, blank=True)
    learned = models.CharField(max_length=500, blank=True)
    verdict = models.CharField(max_length=7, choices=Verdict, blank=True)

    class Meta:
        ordering = ["tried_on", "pk"]

    def __str__(self) -> str:
        return self.reference
