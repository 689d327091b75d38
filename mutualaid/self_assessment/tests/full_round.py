"""A round in which everybody has rated everything, for what must hold at any size."""

from datetime import date
from typing import Any

from mutualaid.core import clock
from mutualaid.core.area import within
from mutualaid.indicators.models import Reading
from mutualaid.organisations.models import Membership
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as people
from mutualaid.self_assessment.models import (
    Evidence,
    EvidenceKind,
    Rater,
    RaterKind,
    Rating,
    Round,
)

from . import factories as make

ANSWERS = ("0", "1", "2", "3", "unknown")


def fill(opened: Round, lead: Membership, *, raters: int, pieces: int) -> None:
    """`raters` voices, every other one with an account; `pieces` of evidence for each part."""
    keys = [
        part.key
        for statement in opened.statements.statements
        for part in statement.parts
    ]
    voices = [make.rater(opened, membership=lead, kind=RaterKind.COMMISSIONER)]
    voices += [_voice(opened, number) for number in range(1, raters)]
    now = clock.now()
    written = {"created_at": now, "updated_at": now, "area": opened.area}
    with within(opened.area_id):
        Rating.objects.bulk_create(
            Rating(rater=voice, part_key=key, answer=ANSWERS[number % 5], **written)
            for number, voice in enumerate(voices)
            for key in keys
        )
        Evidence.objects.bulk_create(
            _piece(opened, key, lead, **written) for key in keys for _ in range(pieces)
        )
        _read(opened)


def _voice(opened: Round, number: int) -> Rater:
    if number % 2:
        member = people.membership(Role.SERVICE_MANAGER, opened.area)
        told: dict[str, Any] = {"membership": member, "service": member.service}
        return make.rater(opened, kind=RaterKind.PROVIDER, **told)
    kinds = (RaterKind.GROUP, RaterKind.SERVICE_USER, RaterKind.OTHER)
    return make.rater(opened, kind=kinds[number % 3])


def _piece(opened: Round, key: str, lead: Membership, **written: Any) -> Evidence:
    return Evidence(
        round=opened,
        part_key=key,
        kind=EvidenceKind.NOTE,
        words="Told in the meeting.",
        relates_to=clock.today(),
        added_by=lead,
        **written,
    )


def _read(opened: Round) -> None:
    """A year of readings of every indicator that the instrument names."""
    this_month = clock.today().replace(day=1)
    keys = {
        key
        for statement in opened.statements.statements
        for part in statement.parts
        for key in part.evidence
    }
    Reading.objects.bulk_create(
        (
            Reading(
                area=opened.area,
                key=key,
                month=month,
                numerator=27,
                denominator=31,
                taken_at=clock.now(),
            )
            for key in keys
            for month in _year_until(this_month)
        ),
        ignore_conflicts=True,
    )


def _year_until(month: date) -> list[date]:
    months = [month]
    while len(months) < 12:
        before = months[-1]
        months.append(
            date(before.year - (before.month == 1), (before.month - 2) % 12 + 1, 1)
        )
    return months
