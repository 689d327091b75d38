"""Minimal valid rounds and what hangs on them, for tests of this layer and those above."""

from datetime import timedelta
from itertools import count
from typing import Any

from mutualaid.core import clock
from mutualaid.core.area import within
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Area, Membership
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as people
from mutualaid.self_assessment.instrument import current_table
from mutualaid.self_assessment.models import (
    AgreedRating,
    Evidence,
    EvidenceKind,
    Rater,
    RaterKind,
    Rating,
    Round,
)

_numbers = count(1)


def _written() -> dict[str, Any]:
    now = clock.now()
    return {"created_at": now, "updated_at": now}


def assessment_round(area: Area, **values: Any) -> Round:
    """Being rated, until a fortnight from now; opened by a commissioner of its own."""
    today = clock.today()
    given: dict[str, Any] = {
        "area": area,
        "name": f"Round {next(_numbers)}",
        "instrument": current_table(),
        "evidence_from": today - timedelta(days=180),
        "rating_closes_on": today + timedelta(days=14),
    }
    if "opened_by" not in values:
        given["opened_by"] = people.membership(Role.COMMISSIONER, area)
    with within(area.pk):
        return Round.objects.create(**{**given, **_written(), **values})


def rater(opened: Round, **values: Any) -> Rater:
    """Somebody without an account, unless a membership is given."""
    given = {
        "area": opened.area,
        "round": opened,
        "kind": RaterKind.OTHER,
        "label": f"Voice {next(_numbers)}",
    }
    with within(opened.area_id):
        return Rater.objects.create(**{**given, **_written(), **values})


def rating(rater: Rater, part_key: str, answer: str, **values: Any) -> Rating:
    given = {
        "area": rater.area,
        "rater": rater,
        "part_key": part_key,
        "answer": answer,
        "reason": "Because." if answer == "not-applicable" else "",
    }
    with within(rater.area_id):
        return Rating.objects.create(**{**given, **_written(), **values})


def agreed(opened: Round, part_key: str, answer: str, **values: Any) -> AgreedRating:
    given = {
        "area": opened.area,
        "round": opened,
        "part_key": part_key,
        "answer": answer,
        "reason": "Because." if answer == "not-applicable" else "",
        "agreed_by": opened.opened_by,
    }
    with within(opened.area_id):
        return AgreedRating.objects.create(**{**given, **_written(), **values})


def evidence(opened: Round, part_key: str, **values: Any) -> Evidence:
    """A note of today."""
    given = {
        "area": opened.area,
        "round": opened,
        "part_key": part_key,
        "kind": EvidenceKind.NOTE,
        "words": "Told in the meeting.",
        "relates_to": clock.today(),
        "added_by": opened.opened_by,
    }
    with within(opened.area_id):
        return Evidence.objects.create(**{**given, **_written(), **values})


def hat_of(membership: Membership) -> Hat:
    """As the membership's holder wears it."""
    with within(membership.area_id):
        return Membership.objects.with_everything().get(pk=membership.pk).hat()
