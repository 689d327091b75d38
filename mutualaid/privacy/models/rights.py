"""What somebody asks about what is kept of them: a clock that runs, and an answer."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from mutualaid.core.models import Referenced
from mutualaid.core.row_security import RowScope
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Area, Membership, Service
from mutualaid.organisations.models.moving import Mover, Moves, Moving
from mutualaid.organisations.roles import Role
from mutualaid.privacy.sealing import SealedField, SealedModel
from mutualaid.privacy.shelves import Shelf

from .people import Person

MANAGER = frozenset({Mover.MANAGER})


class RightsKind(models.TextChoices):
    """What is asked for."""

    ACCESS = "access", _("See what is kept about them")
    ERASURE = "erasure", _("Have something erased")
    CORRECTION = "correction", _("Have something put right")
    OBJECTION = "objection", _("Say no to how it is used")
    OTHER = "other", _("Something else about their data")


class RightsStatus(models.TextChoices):
    """How far it has come."""

    OPEN = "open", _("Waits for an answer")
    ANSWERED = "answered", _("Answered")
    REFUSED = "refused", _("Refused, with the reason")
    WITHDRAWN = "withdrawn", _("Taken back by the person")


class IdentityCheck(models.TextChoices):
    """How we know that it is the person who asks. No copy of a document is kept."""

    KNOWN = "known", _("We know them, and they asked in person")
    DOCUMENT = "document", _("They showed a document")
    CALLED_BACK = "called-back", _("We rang the number that we had before")
    ON_BEHALF = "on-behalf", _("Somebody asks for them, and we checked that they may")


class RightsRequestQuerySet(models.QuerySet["RightsRequest"]):
    """Finds requests."""

    def visible_to(self, hat: Hat) -> Self:
        """A manager's service's; a keyworker's own, while the person is theirs to work with.

        Nobody else has them, whatever else of the record they see: that somebody asked is
        nobody's business but of those who answer.
        """
        here = self.filter(area=hat.area_id, service=hat.service_id)
        mine = Person.objects.worked_with_by(hat).values("pk")
        if hat.is_one_of(Role.SERVICE_MANAGER):
            return here.filter(models.Q(person=None) | models.Q(person__in=mine))
        if hat.is_one_of(Role.KEYWORKER):
            return here.filter(opened_by=hat.membership_id, person__in=mine)
        return here.none()

    def counted_for(self, hat: Hat) -> Self:
        """Those whose dates a hat may know, not what they are about or of whom."""
        here = self.filter(area=hat.area_id)
        if hat.is_one_of(Role.AREA_ADMINISTRATOR, Role.AUDITOR):
            return here
        if hat.is_one_of(Role.SERVICE_MANAGER):
            return here.filter(service=hat.service_id)
        return self.visible_to(hat)

    def open(self) -> Self:
        return self.filter(status=RightsStatus.OPEN)

    def with_everything(self) -> Self:
        return self.select_related("person", "service", "area", "opened_by")


class RightsRequest(Referenced, SealedModel, Moving):
    """One request. Once its person is erased as a whole, only its dates are left."""

    DATA_CLASSES: ClassVar[dict[str, str]] = {
        "id": "ordinary",
        "reference": "ordinary",
        "area": "ordinary",
        "service": "special",
        "person": "special",
        "kind": "special",
        "status": "ordinary",
        "identity_check": "ordinary",
        "sealed_words": "special",
        "received_on": "ordinary",
        "due_on": "ordinary",
        "is_extended": "ordinary",
        "reminded_on": "ordinary",
        "sealed_extension": "special",
        "opened_by": "personal",
        "opened_at": "ordinary",
        "answered_on": "ordinary",
        "answered_by": "personal",
        "sealed_answer": "special",
    }
    ROW_SCOPE: ClassVar = RowScope.OWN
    TRANSITIONS: ClassVar[Moves] = {
        RightsStatus.OPEN: {
            RightsStatus.ANSWERED: MANAGER,
            RightsStatus.REFUSED: MANAGER,
            RightsStatus.WITHDRAWN: MANAGER,
        },
        RightsStatus.ANSWERED: {},
        RightsStatus.REFUSED: {},
        RightsStatus.WITHDRAWN: {},
    }
    STANDS: ClassVar = {
        RightsStatus.OPEN: _("This request waits for an answer already."),
        RightsStatus.ANSWERED: _("This request has been answered. Open a new one."),
        RightsStatus.REFUSED: _("This request has been refused."),
        RightsStatus.WITHDRAWN: _("The person has taken this request back."),
    }

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="rights_requests"
    )
    kind = models.CharField(max_length=20, choices=RightsKind.choices)
    status = models.CharField(
        max_length=20, choices=RightsStatus.choices, default=RightsStatus.OPEN
    )
    identity_check = models.CharField(max_length=20, choices=IdentityCheck.choices)
    # What they asked for, in their own words.
    sealed_words = SealedField(shelf=Shelf.RECORD)
    received_on = models.DateField()
    due_on = models.DateField()
    is_extended = models.BooleanField(default=False)
    reminded_on = models.DateField(null=True)
    sealed_extension = SealedField(shelf=Shelf.RECORD)
    opened_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    answered_on = models.DateField(null=True)
    answered_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+"
    )
    # What they were told, in plain words.
    sealed_answer = SealedField(shelf=Shelf.RECORD)

    objects = RightsRequestQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["service", "status"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answered_on=None, answered_by=None)
                | models.Q(answered_on__isnull=False, answered_by__isnull=False),
                name="privacy_rightsrequest_answered_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def printed(self) -> str:
        """As people read it out."""
        return f"{self.reference[:3]}-{self.reference[3:6]}-{self.reference[6:]}"

    @property
    def is_open(self) -> bool:
        return self.status == RightsStatus.OPEN

    def sealed_for(self) -> str:
        return self.person.token if self.person else ""

    def days_left(self, today: date) -> int:
        """Until the day by which the answer has to be there; less than 0 once that is over."""
        return (self.due_on - today).days


class KeptBecause(models.TextChoices):
    """Why a part is not erased, in words that a child of ten can read."""

    CARE_RECORD = (
        "care-record",
        _("It is part of your care record. The law says how long services keep those."),
    )
    HOLD = (
        "hold",
        _("Somebody has to look into something first. Until then nothing may go."),
    )
    CLAIM = "claim", _("It may be needed to answer a complaint or a claim.")
    SAFETY = "safety", _("Without it, somebody could come to harm.")


# What lies on each shelf of a person, as they read it. The other shelves hang on nobody.
SHELF_NAMES = {
    Shelf.IDENTITY: _("Who you are: your name, your number with the service"),
    Shelf.CONTACT: _("How to reach you"),
    Shelf.RECORD: _("Your care record: what was talked about and planned"),
    Shelf.COMPANY: _("Who went with you to which meeting"),
    Shelf.JOURNAL: _("Your own notebook"),
}


class RightsDecision(models.Model):
    """What was decided about one shelf of an erasure: it went, or it stays and why."""

    DATA_CLASSES: ClassVar[dict[str, str]] = {
        "id": "ordinary",
        "area": "ordinary",
        "request": "special",
        "shelf": "ordinary",
        "is_erased": "ordinary",
        "because": "ordinary",
        "decided_at": "ordinary",
    }
    ROW_SCOPE: ClassVar = RowScope.OWN

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    request = models.ForeignKey(RightsRequest, models.CASCADE, related_name="decisions")
    shelf = models.CharField(max_length=20, choices=[*SHELF_NAMES.items()])
    is_erased = models.BooleanField()
    because = models.CharField(max_length=20, choices=KeptBecause.choices, blank=True)
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request", "shelf"], name="privacy_rightsdecision_once"
            ),
            models.CheckConstraint(
                condition=models.Q(is_erased=True, because="")
                | models.Q(is_erased=False) & ~models.Q(because=""),
                name="privacy_rightsdecision_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.shelf} of {self.request_id}"
