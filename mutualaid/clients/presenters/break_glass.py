"""Emergencies in words: who opened which record, why, and whether it was looked at."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.translation import gettext

from mutualaid.clients.models import BreakGlass
from mutualaid.clients.permissions import can_review_break_glass
from mutualaid.organisations.hats import Hat


@dataclass(frozen=True, slots=True)
class EmergencyRow:
    """One emergency as a list and its own page show it. The line is for whoever looks at it."""

    reference: str
    client: str
    who: str
    opened_at: datetime
    reason: str
    review_by: date
    is_late: bool
    outcome: str
    waits_for_review: bool
    waits_to_be_seen: bool
    words: str = ""
    found: str = ""


def present_emergencies(
    emergencies: Iterable[BreakGlass], hat: Hat
) -> list[EmergencyRow]:
    """In the order given, without what was written; the rows come `with_everything`."""
    return [_row(each, hat) for each in emergencies]


def present_emergency(emergency: BreakGlass, hat: Hat) -> EmergencyRow:
    """One, with what was written; whoever shows it has written the log first."""
    return replace(
        _row(emergency, hat),
        words=emergency.words_left("sealed_words"),
        found=emergency.words_left("sealed_review"),
    )


def _row(emergency: BreakGlass, hat: Hat) -> EmergencyRow:
    waits = emergency.reviewed_at is None
    return EmergencyRow(
        reference=emergency.reference,
        client=emergency.client.person.printed,
        who=_who(emergency),
        opened_at=emergency.opened_at,
        reason=str(emergency.get_reason_display()),
        review_by=emergency.review_by,
        is_late=emergency.is_late(),
        outcome=str(emergency.get_outcome_display()),
        waits_for_review=waits and can_review_break_glass(hat),
        waits_to_be_seen=any(
            notice.membership_id == hat.membership_id and notice.seen_at is None
            for notice in emergency.notices.all()
        ),
    )


def _who(emergency: BreakGlass) -> str:
    opener = emergency.membership
    names = {"name": opener.user.name, "role": opener.role_name()}
    return gettext("%(name)s, %(role)s") % names
