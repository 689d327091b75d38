"""What people told us, beside what stands in the list."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext

from mutualaid.design_system import dates
from mutualaid.directory.models import Correction, Meeting
from mutualaid.directory.models.corrections import CorrectionKind, CorrectionStatus
from mutualaid.directory.models.meetings import Visibility
from mutualaid.directory.told_parts import ToldPart, can_be_taken

from .confidence import role_words
from .rows import title


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that was told: what stands there now, and what they say."""

    key: str
    label: str
    now: str
    told: str
    can_be_taken: bool


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """One message in the queue."""

    reference: str
    about: str
    kind: str
    origin: str
    told_at: datetime
    is_settled: bool
    outcome: str


@dataclass(frozen=True, slots=True)
class CorrectionPage:
    """One message, whole."""

    line: CorrectionLine
    parts: list[Part]
    words: str
    wants_answer: bool
    is_about_ending: bool
    answer: str


def meeting_title(meeting: Meeting) -> str:
    """Fellowship and name, as everywhere; no place where the public is told none."""
    is_told = meeting.visibility == Visibility.PUBLIC
    venue = meeting.venue.name if meeting.venue and is_told else ""
    return title(meeting.fellowship.short_name, meeting.name, venue)


def present_line(correction: Correction) -> CorrectionLine:
    """A message in a list."""
    return CorrectionLine(
        reference=correction.reference,
        about=_about(correction),
        kind=str(CorrectionKind(correction.kind).label),
        origin=correction.get_origin_display(),
        told_at=correction.told_at,
        is_settled=correction.status != CorrectionStatus.NEW,
        outcome=_outcome(correction),
    )


def present_correction(
    correction: Correction, fellowships: Mapping[str, str]
) -> CorrectionPage:
    """The page of a message; `fellowships` are names by key."""
    return CorrectionPage(
        line=present_line(correction),
        parts=present_parts(correction.proposed, correction.meeting, fellowships),
        words=correction.words,
        wants_answer=bool(correction.reply_to),
        is_about_ending=correction.kind
        in (CorrectionKind.ENDED, CorrectionKind.NOT_THERE),
        answer=correction.answer,
    )


def present_parts(
    told: Mapping[str, Any], meeting: Meeting | None, fellowships: Mapping[str, str]
) -> list[Part]:
    """What was told, part by part, in the order of the form."""
    return [
        Part(
            key=key.value,
            label=part_label(key),
            now=_now(key, meeting) if meeting else "",
            told=_told_words(key, told[key], fellowships),
            can_be_taken=meeting is not None and can_be_taken(key, meeting),
        )
        for key in ToldPart
        if key in told
    ]


def choices_of(parts: Iterable[Part]) -> list[tuple[str, str]]:
    """The parts that a yes takes over, for a form."""
    return [
        (
            part.key,
            gettext("%(label)s: %(told)s") % {"label": part.label, "told": part.told},
        )
        for part in parts
        if part.can_be_taken
    ]


def part_label(key: ToldPart) -> str:
    """What a part is called."""
    return {
        ToldPart.NAME: gettext("Name"),
        ToldPart.FELLOWSHIP: gettext("Fellowship"),
        ToldPart.DAY: gettext("Day"),
        ToldPart.TIME: gettext("Time it starts"),
        ToldPart.PLACE: gettext("Place"),
        ToldPart.POSTCODE: gettext("Postcode"),
        ToldPart.LINK: gettext("Link to join online"),
        ToldPart.TELEPHONE: gettext("Telephone to join"),
    }[key]


def _about(correction: Correction) -> str:
    if correction.meeting is not None:
        return meeting_title(correction.meeting)
    return str(correction.proposed.get(ToldPart.NAME) or gettext("A meeting"))


def _outcome(correction: Correction) -> str:
    if correction.status == CorrectionStatus.NEW or correction.settled_at is None:
        return ""
    return gettext("%(what)s by a %(role)s on %(day)s") % {
        "what": CorrectionStatus(correction.status).label,
        "role": role_words(correction.settled_by_role),
        "day": dates.full_date(correction.settled_at),
    }


def _now(key: ToldPart, meeting: Meeting) -> str:
    venue = meeting.venue
    said: Any = {
        ToldPart.NAME: meeting.name,
        ToldPart.FELLOWSHIP: meeting.fellowship.name,
        ToldPart.DAY: _day(meeting.weekday),
        ToldPart.TIME: _time(meeting.start_time),
        ToldPart.PLACE: str(venue) if venue else "",
        ToldPart.POSTCODE: venue.postcode if venue else "",
        ToldPart.LINK: meeting.conference_url,
        ToldPart.TELEPHONE: meeting.conference_phone,
    }[key]
    return said or gettext("nothing")


def _told_words(key: ToldPart, value: Any, fellowships: Mapping[str, str]) -> str:
    if key is ToldPart.DAY:
        return _day(value)
    if key is ToldPart.TIME:
        return _time(time.fromisoformat(value))
    if key is ToldPart.FELLOWSHIP:
        return fellowships.get(value, value)
    return str(value)


def _day(weekday: int | None) -> str:
    return "" if weekday is None else str(WEEKDAYS[weekday])


def _time(at: time | None) -> str:
    return "" if at is None else dates.clock_time(at)
