"""Reviews and holds in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from mutualaid.design_system.dates import ago, full_date
from mutualaid.organisations.retention import KINDS
from mutualaid.privacy.models import Hold, HoldReason, Review, ReviewOutcome

from .schedule import Jump


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A record that waits; `person` is its reference as people read it out."""

    reference: str
    person: str
    kind: str
    since: str
    over: str


def present_review(review: Review) -> ReviewLine:
    return ReviewLine(
        reference=review.reference,
        person=review.person.printed,
        kind=kind_in_words(review.kind),
        since=full_date(review.since),
        over=full_date(review.due_on),
    )


def kind_in_words(key: str) -> str:
    return str(next(kind.label for kind in KINDS if kind.key == key))


def decision_in_words(review: Review) -> str:
    """What somebody decided, where somebody did."""
    if review.decided_at is None:
        return ""
    day = full_date(review.decided_at)
    if review.outcome == ReviewOutcome.KEEP and review.keep_until:
        until = full_date(review.keep_until)
        return gettext(
            "Somebody decided on %(day)s to keep this record until %(until)s."
        ) % {"day": day, "until": until}
    return gettext(
        "Somebody decided on this record on %(day)s. Only what is counted is left of it."
    ) % {"day": day}


@dataclass(frozen=True, slots=True)
class HoldLine:
    """A hold; what was written about it stands on its own page."""

    reference: str
    person: str
    reason: str
    placed: str
    until: str


def present_hold(hold: Hold) -> HoldLine:
    return HoldLine(
        reference=hold.reference,
        person=hold.person.printed,
        reason=str(HoldReason(hold.reason).label),
        placed=gettext("%(name)s, on %(day)s")
        % {"name": hold.placed_by.user.name, "day": full_date(hold.placed_at)},
        until=full_date(hold.until)
        if hold.until
        else gettext("Until somebody lifts it"),
    )


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """Whether records of a service wait, without saying how many: even few would say something."""

    name: str
    state: str


def present_services(oldest: Mapping[str, datetime | None]) -> list[ServiceLine]:
    return [ServiceLine(name, _waits(at)) for name, at in oldest.items()]


def _waits(listed_at: datetime | None) -> str:
    if listed_at is None:
        return gettext("Nothing waits")
    return gettext("Records wait, the first since %(when)s") % {
        "when": full_date(listed_at)
    }


@dataclass(frozen=True, slots=True)
class JumpWords:
    """A gap that somebody has to confirm; `day` is today as the form sends it."""

    last: str
    ago: str
    today: str
    day: str


def present_jump(jump: Jump | None) -> JumpWords | None:
    if jump is None:
        return None
    return JumpWords(
        last=full_date(jump.ran_on),
        ago=ago(jump.ran_on),
        today=full_date(jump.today),
        day=jump.today.isoformat(),
    )
