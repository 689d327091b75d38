"""Rounds: the whole instrument, rated once by everybody who was invited."""

from functools import cached_property
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mutualaid.core.models import Referenced, Timestamped
from mutualaid.core.row_security import RowScope
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Area, Membership
from mutualaid.organisations.models.moving import Mover, Moves, Moving
from mutualaid.self_assessment.instrument import Instrument, read


class RoundStatus(models.TextChoices):
    """How far a round has come. While people rate, nobody sees what others said."""

    RATING = "rating", _("Being rated")
    AGREEING = "agreeing", _("Being agreed")
    SIGNED_OFF = "signed-off", _("Signed off")
    ABANDONED = "abandoned", _("Abandoned")


_LEAD = frozenset({Mover.LEAD})
# From → to → who may. Ratings that were shown are never blind again; a signed round is over.
ROUND_CHANGES: Moves = {
    RoundStatus.RATING: {RoundStatus.AGREEING: _LEAD, RoundStatus.ABANDONED: _LEAD},
    RoundStatus.AGREEING: {
        RoundStatus.SIGNED_OFF: _LEAD,
        RoundStatus.ABANDONED: _LEAD,
    },
    RoundStatus.SIGNED_OFF: {},
    RoundStatus.ABANDONED: {},
}
UNDER_WAY = (RoundStatus.RATING, RoundStatus.AGREEING)


class RoundQuerySet(models.QuerySet["Round"]):
    """Finds rounds."""

    def visible_to(self, hat: Hat) -> Self:
        """The area's, for everybody whom the self-assessment concerns."""
        return self.filter(area=hat.area_id)

    def under_way(self) -> Self:
        return self.filter(status__in=UNDER_WAY)

    def signed_off(self) -> Self:
        """The newest first."""
        return self.filter(status=RoundStatus.SIGNED_OFF).order_by("-signed_off_at")


class Round(Referenced, Timestamped, Moving):
    """One self-assessment of an area. The instrument is kept as it stood when it was opened."""

    DATA_CLASSES: ClassVar[dict[str, str]] = {
        "id": "ordinary",
        "reference": "ordinary",
        "created_at": "ordinary",
        "updated_at": "ordinary",
        "area": "ordinary",
        "name": "ordinary",
        "status": "ordinary",
        "instrument": "ordinary",
        "uses_scale": "ordinary",
        "evidence_from": "ordinary",
        "rating_closes_on": "ordinary",
        "support": "ordinary",
        "opened_by": "personal",
        "revealed_at": "ordinary",
        "signed_off_at": "ordinary",
        "signed_off_by": "personal",
        "sign_off_words": "ordinary",
        "abandoned_because": "ordinary",
        "annexes": "ordinary",
    }
    ROW_SCOPE: ClassVar = RowScope.OWN
    TRANSITIONS: ClassVar[Moves] = ROUND_CHANGES
    STANDS: ClassVar = {
        RoundStatus.RATING: _(
            "This round is being rated. Show the ratings first, then agree on them."
        ),
        RoundStatus.AGREEING: _(
            "The ratings of this round have been shown. They are never hidden again, and "
            "nobody can rate any more."
        ),
        RoundStatus.SIGNED_OFF: _("This round is signed off. It stays as it is."),
        RoundStatus.ABANDONED: _("This round was abandoned. It stays as it is."),
    }

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    status = models.CharField(
        max_length=10, choices=RoundStatus, default=RoundStatus.RATING
    )
    # The table of `instrument.toml`, as `instrument.read` takes it.
    instrument = models.JSONField()
    # False: comments and evidence only.
    uses_scale = models.BooleanField(default=True)
    # Evidence that relates to an earlier day shows nothing of this round.
    evidence_from = models.DateField()
    rating_closes_on = models.DateField()
    # [{"role": …, "held_by": …}]: who does here what national bodies once did.
    support = models.JSONField(default=list, blank=True)
    opened_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    revealed_at = models.DateTimeField(null=True)
    signed_off_at = models.DateTimeField(null=True)
    signed_off_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+"
    )
    sign_off_words = models.CharField(max_length=500, blank=True)
    abandoned_because = models.CharField(max_length=300, blank=True)
    # What the directory said on the day it was signed off: {"on": …, "annexes": […]}.
    annexes = models.JSONField(default=dict, blank=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["area"],
                condition=Q(status__in=("rating", "agreeing")),
                name="self_assessment_round_one_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @cached_property
    def statements(self) -> Instrument:
        """The instrument of this round."""
        return read(self.instrument)

    def is_being_rated(self) -> bool:
        return self.status == RoundStatus.RATING

    def is_being_agreed(self) -> bool:
        return self.status == RoundStatus.AGREEING

    def is_over(self) -> bool:
        return self.status not in UNDER_WAY
