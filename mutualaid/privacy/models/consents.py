"""What somebody was told, what they let us tell, and how we may get in touch: three things.

A yes to one is no yes to another, and being told is no yes at all. Each answer is a row of its
own that names the words that were read out; a later answer ends it and never writes over it.
"""

from datetime import date, timedelta
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mutualaid.core.models import Referenced
from mutualaid.core.row_security import RowScope
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Area, Membership
from mutualaid.organisations.models.moving import Mover, Moves, Moving
from mutualaid.privacy.sealing import SealedField, SealedModel
from mutualaid.privacy.shelves import Shelf
from mutualaid.privacy.wording import Wording, wording_of

from .people import Person

TOLD, COMPANY = "told", "company"
# How long after its day a visit may still go on: over midnight, say.
AFTER_VISIT = timedelta(days=1)
CONTACT_LASTS = timedelta(days=365)


class Route(models.TextChoices):
    """A way to get in touch; the words of each stand under the same key."""

    TELEPHONE = "telephone", _("Telephone")
    TEXT = "text", _("Text message")
    LETTER = "letter", _("Letter")
    EMAIL = "email", _("E-mail")


class Telling(models.TextChoices):
    """What somebody may let us tell another person."""

    FIRST_NAME = "first-name", _("first name")
    PLACE = "place", _("the place to meet")


class HowSaid(models.TextChoices):
    """How an answer reached us."""

    SAID = "said", _("They said so")
    SIGNED = "signed", _("They signed it on paper")


class HowTold(models.TextChoices):
    """How somebody got to know what we keep."""

    READ_OUT = "read-out", _("Read out to them")
    TOGETHER = "together", _("Gone through together")
    PAPER = "paper", _("Given on paper, with time for questions")


class AnswerStatus(models.TextChoices):
    """What became of an answer."""

    GIVEN = "given", _("Yes")
    REFUSED = "refused", _("No")
    WITHDRAWN = "withdrawn", _("Taken back")
    EXPIRED = "expired", _("Run out")
    REPLACED = "replaced", _("Asked again since")
    ERASED = "erased", _("Erased")


STANDING = frozenset({AnswerStatus.GIVEN, AnswerStatus.REFUSED})
RECORDING = frozenset({Mover.KEYWORKER})


class PersonRows(models.QuerySet[Any]):
    """Rows of people."""

    def visible_to(self, hat: Hat) -> Self:
        """Those of the people whose records this hat may open."""
        people = Person.objects.visible_to(hat)
        return self.filter(area=hat.area_id, person__in=people)


class AnswerQuerySet(PersonRows):
    """Finds answers."""

    def standing(self) -> Self:
        """The yes and no that nothing has ended."""
        return self.filter(status__in=STANDING)

    def in_force(self, on: date) -> Self:
        """The yes that hold on a day, whether or not anything has marked the others as run out."""
        return self.filter(status=AnswerStatus.GIVEN, expires_on__gte=on)

    def run_out(self, on: date) -> Self:
        """The yes whose last day is over."""
        return self.filter(status=AnswerStatus.GIVEN, expires_on__lt=on)


def _ends_whole(name: str) -> list[models.BaseConstraint]:
    """An answer that stands has no end; one that ended says when."""
    stands = Q(status__in=sorted(STANDING))
    return [
        models.CheckConstraint(
            condition=(stands & Q(ended_at__isnull=True, ended_by__isnull=True))
            | (~stands & Q(ended_at__isnull=False)),
            name=f"privacy_{name}_ended_with_its_time",
        )
    ]


class PrivacyTold(models.Model):
    """That somebody was told what we keep. It is no consent: nothing here can be taken back."""

    DATA_CLASSES: ClassVar[dict[str, str]] = {
        "id": "ordinary",
        "area": "ordinary",
        "person": "special",
        "wording": "ordinary",
        "how": "ordinary",
        "told_by": "personal",
        "told_at": "ordinary",
    }
    ROW_SCOPE: ClassVar = RowScope.OWN

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="told")
    wording = models.PositiveSmallIntegerField()
    how = models.CharField(max_length=20, choices=HowTold.choices)
    told_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    told_at = models.DateTimeField()

    objects = PersonRows.as_manager()

    class Meta:
        ordering = ["-told_at", "-pk"]

    def __str__(self) -> str:
        return f"{TOLD} {self.wording}"

    @property
    def words_told(self) -> Wording:
        return wording_of(TOLD, self.wording)


class Answer(Referenced, Moving, SealedModel):
    """A yes or a no; `wording` is the version of the words that were read out before."""

    TRANSITIONS: ClassVar[Moves] = {
        AnswerStatus.GIVEN: {
            # Taking back is as easy as giving: whoever they reach writes it down.
            AnswerStatus.WITHDRAWN: RECORDING | {Mover.MANAGER},
            AnswerStatus.EXPIRED: frozenset({Mover.CLOCK}),
            AnswerStatus.REPLACED: RECORDING,
            # Whoever decides what of a record goes.
            AnswerStatus.ERASED: frozenset({Mover.MANAGER}),
        },
        AnswerStatus.REFUSED: {AnswerStatus.REPLACED: RECORDING},
        AnswerStatus.WITHDRAWN: {},
        AnswerStatus.EXPIRED: {},
        AnswerStatus.REPLACED: {},
        AnswerStatus.ERASED: {},
    }
    STANDS: ClassVar = {
        AnswerStatus.GIVEN: _("They have said yes, and it holds."),
        AnswerStatus.REFUSED: _("They said no, so there is nothing to take back."),
        AnswerStatus.WITHDRAWN: _("This was taken back already."),
        AnswerStatus.EXPIRED: _("This has run out already."),
        AnswerStatus.REPLACED: _("They were asked again since, and that answer holds."),
        AnswerStatus.ERASED: _("What they agreed to was erased, so it holds no more."),
    }

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="%(class)s_rows")
    wording = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=20, choices=AnswerStatus.choices)
    how = models.CharField(max_length=20, choices=HowSaid.choices)
    recorded_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    # The last day it can hold, whatever happens.
    expires_on = models.DateField()
    # Nobody ended what ran out.
    ended_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-recorded_at", "-pk"]

    def __str__(self) -> str:
        return self.reference

    @property
    def topic(self) -> str:
        """The key of the words that it answers."""
        raise NotImplementedError

    @property
    def words_read(self) -> Wording:
        """What was read out before they answered."""
        return wording_of(self.topic, self.wording)

    def sealed_for(self) -> str:
        return self.person.token

    def holds_on(self, day: date) -> bool:
        return self.status == AnswerStatus.GIVEN and day <= self.expires_on


ANSWER_CLASSES = {
    "id": "ordinary",
    "reference": "ordinary",
    "area": "ordinary",
    "person": "special",
    "wording": "ordinary",
    "status": "special",
    "how": "ordinary",
    "recorded_by": "personal",
    "recorded_at": "special",
    "expires_on": "special",
    "ended_by": "personal",
    "ended_at": "special",
}


class TellingPermission(Answer):
    """Whether one person may be told the first name and the place, for one visit."""

    DATA_CLASSES: ClassVar[dict[str, str]] = {
        **ANSWER_CLASSES,
        "visit_on": "special",
        "sealed_whom": "special",
        "sealed_meeting": "special",
        "sealed_place": "special",
    }
    ROW_SCOPE: ClassVar = RowScope.OWN

    visit_on = models.DateField()
    # Who is told, as the person calls them, or the key of a pairing.
    sealed_whom = SealedField(shelf=Shelf.COMPANY)
    # The key by which other features know the meeting, and the words that were read out for it.
    sealed_meeting = SealedField(shelf=Shelf.COMPANY)
    sealed_place = SealedField(shelf=Shelf.COMPANY)

    class Meta(Answer.Meta):
        constraints = _ends_whole("tellingpermission")
        indexes = [models.Index(fields=["person", "status"])]

    @property
    def topic(self) -> str:
        return COMPANY


class ContactPreference(Answer):
    """Whether we may get in touch by one route, and when that is safe."""

    DATA_CLASSES: ClassVar[dict[str, str]] = {
        **ANSWER_CLASSES,
        "route": "special",
        "may_leave_message": "special",
        "sealed_safe_hours": "special",
    }
    ROW_SCOPE: ClassVar = RowScope.OWN

    route = models.CharField(max_length=20, choices=Route.choices)
    may_leave_message = models.BooleanField(default=False)
    sealed_safe_hours = SealedField(shelf=Shelf.CONTACT)

    class Meta(Answer.Meta):
        constraints = [
            *_ends_whole("contactpreference"),
            models.UniqueConstraint(
                fields=["person", "route"],
                condition=Q(status__in=sorted(STANDING)),
                name="privacy_contactpreference_one_stands",
            ),
        ]

    @property
    def topic(self) -> str:
        return self.route
