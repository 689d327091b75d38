"""What somebody agreed to, in words for the page of all three kinds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from mutualaid.design_system.dates import full_date
from mutualaid.privacy.models import (
    Answer,
    AnswerStatus,
    ContactPreference,
    PrivacyTold,
    Route,
    Telling,
    TellingPermission,
)

from .in_force import safe_hours_of, whom_and_place

KINDS = {
    AnswerStatus.GIVEN: "good",
    AnswerStatus.REFUSED: "caution",
    AnswerStatus.WITHDRAWN: "caution",
}


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """One answer. `about` is whom, or by which route; `facts` are pairs for the page."""

    reference: str
    about: str
    state: str
    kind: str  # of the tag
    facts: list[tuple[str, str]]
    can_be_taken_back: bool


@dataclass(frozen=True, slots=True)
class ShownRoute:
    """One way of getting in touch; `answer` is None where nobody has asked."""

    topic: str
    name: str
    answer: ShownAnswer | None


def present_told(rows: Iterable[PrivacyTold]) -> list[tuple[str, str]]:
    """When and how they were told; with which words."""
    return [
        (
            full_date(row.told_at),
            gettext("%(how)s, by %(name)s. Words of %(since)s.")
            % {
                "how": row.get_how_display(),
                "name": row.told_by.user.name,
                "since": full_date(row.words_told.since),
            },
        )
        for row in rows
    ]


def present_telling(row: TellingPermission, today: date) -> ShownAnswer:
    """Opens the seals: whoever shows this has written the log."""
    whom, place = whom_and_place(row)
    facts = [
        (gettext("Visit"), gettext("%(day)s: %(place)s") % _visit(row, place)),
        (gettext("What it covers"), _covered(row)),
    ]
    return _shown(row, whom or gettext("Erased"), facts, today)


def present_routes(rows: Iterable[ContactPreference], today: date) -> list[ShownRoute]:
    """Every route, asked about or not; `rows` come newest first."""
    newest: dict[str, ContactPreference] = {}
    for row in rows:
        newest.setdefault(row.route, row)
    return [
        ShownRoute(
            route.value,
            str(route.label),
            present_contact(newest[route], today) if route in newest else None,
        )
        for route in Route
    ]


def present_former(rows: Iterable[ContactPreference], today: date) -> list[ShownAnswer]:
    """What was said before about each route; `rows` come newest first."""
    newest: set[str] = set()
    former = []
    for row in rows:
        if row.route in newest:
            former.append(present_contact(row, today))
        newest.add(row.route)
    return former


def present_answer(row: Answer, today: date) -> ShownAnswer:
    """Opens the seals, as below."""
    if isinstance(row, TellingPermission):
        return present_telling(row, today)
    if isinstance(row, ContactPreference):
        return present_contact(row, today)
    raise TypeError(type(row).__name__)


def present_contact(row: ContactPreference, today: date) -> ShownAnswer:
    """Opens the seals, as above."""
    facts = [(gettext("When it is safe"), safe_hours_of(row))]
    if row.route == Route.TELEPHONE and row.status == AnswerStatus.GIVEN:
        leave = gettext("Yes") if row.may_leave_message else gettext("No")
        facts.insert(0, (gettext("May we leave a message?"), leave))
    return _shown(row, str(Route(row.route).label), facts, today)


def _shown(
    row: Answer, about: str, facts: list[tuple[str, str]], today: date
) -> ShownAnswer:
    holds = row.holds_on(today)
    has_run_out = row.status == AnswerStatus.GIVEN and not holds
    status = AnswerStatus.EXPIRED if has_run_out else AnswerStatus(row.status)
    return ShownAnswer(
        reference=row.reference,
        about=about,
        state=str(status.label),
        kind=KINDS.get(status, ""),
        facts=[*facts, *_times(row, holds=holds)],
        can_be_taken_back=holds,
    )


def _times(row: Answer, *, holds: bool) -> list[tuple[str, str]]:
    said = gettext("%(day)s. %(how)s; written down by %(name)s.") % {
        "day": full_date(row.recorded_at),
        "how": row.get_how_display(),
        "name": row.recorded_by.user.name,
    }
    times = [(gettext("Answered"), said)]
    if holds:
        times.append((gettext("Holds until"), full_date(row.expires_on)))
    if row.ended_at:
        times.append((gettext("Ended"), full_date(row.ended_at)))
    return times


def _visit(row: TellingPermission, place: str) -> dict[str, str]:
    return {"day": full_date(row.visit_on), "place": place or gettext("erased")}


def _covered(row: TellingPermission) -> str:
    """What the words that were read out let us tell."""
    from_words = row.words_read.covers
    return ", ".join(str(each.label) for each in Telling if each.value in from_words)
