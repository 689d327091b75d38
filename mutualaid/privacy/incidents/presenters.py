"""Incidents in words: how the 72 hours stand, and what was done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext, ngettext

from mutualaid.design_system.dates import clock_time, full_date
from mutualaid.privacy.countdown import Clock, Countdown
from mutualaid.privacy.models import Affected, Incident, IncidentNote, Risk, Step

KINDS = {Clock.DUE_SOON: "caution", Clock.OVERDUE: "caution", Clock.TOLD: "good"}


@dataclass(frozen=True, slots=True)
class IncidentLine:
    """One line of the list: nothing of what happened."""

    reference: str
    service: str
    state: str
    hours: str
    kind: str
    aware: str


@dataclass(frozen=True, slots=True)
class ShownNote:
    """One step, opened."""

    step: str
    risk: str
    who: str
    when: str
    done: str
    lines: list[str]


def present_line(incident: Incident, now: datetime) -> IncidentLine:
    stands = incident.countdown_at(now)
    return IncidentLine(
        reference=incident.reference,
        service=incident.service.name,
        state=incident.get_status_display(),
        hours=hours_words(stands),
        kind=KINDS.get(stands.clock, ""),
        aware=moment(incident.aware_at),
    )


def hours_words(stands: Countdown) -> str:
    """How the 72 hours stand, as one says it."""
    hours = stands.hours_left
    if stands.clock is Clock.NOT_NEEDED:
        return gettext("the regulator need not be told")
    if stands.clock is Clock.TOLD:
        if stands.is_late:
            return gettext("the regulator was told after the 72 hours")
        return gettext("the regulator was told in time")
    if stands.clock is Clock.OVERDUE:
        words = ngettext(
            "the 72 hours were over %(n)d hour ago",
            "the 72 hours were over %(n)d hours ago",
            hours,
        )
        return words % {"n": hours}
    words = ngettext(
        "%(n)d hour left to tell the regulator",
        "%(n)d hours left to tell the regulator",
        hours,
    )
    return words % {"n": hours}


def incident_facts(incident: Incident) -> list[tuple[str, str]]:
    """What stands at the top of its page."""
    told = gettext("Not told")
    reporter = incident.reported_by
    return [
        (gettext("State"), incident.get_status_display()),
        (gettext("Where"), incident.service.name),
        (gettext("Happened"), full_date(incident.happened_on)),
        (gettext("We knew"), moment(incident.aware_at)),
        (
            gettext("Reported"),
            gettext("%(when)s by %(name)s")
            % {"when": moment(incident.reported_at), "name": reporter.user.name},
        ),
        (gettext("People it touches"), str(Affected(incident.affected).label)),
        (
            gettext("Kinds of data"),
            "; ".join(str(kind.label) for kind in incident.kinds_named),
        ),
        (
            gettext("Risk"),
            str(Risk(incident.risk).label)
            if incident.risk
            else gettext("Not decided yet"),
        ),
        (gettext("Regulator"), _told(incident.regulator_told_at, told)),
        (gettext("The people"), _told(incident.people_told_at, told)),
        (
            gettext("Time to tell"),
            gettext("Until %(when)s")
            % {"when": moment(incident.countdown_at(incident.aware_at).deadline)},
        ),
    ]


def present_notes(notes: Iterable[IncidentNote]) -> list[ShownNote]:
    """Opens the seals: whoever shows this has written the log."""
    return [
        ShownNote(
            step=str(Step(note.step).label),
            risk=str(Risk(note.risk).label) if note.risk else "",
            who=note.written_by.user.name,
            when=moment(note.written_at),
            done=moment(note.done_at) if note.done_at else "",
            lines=note.words_left("sealed_words").split("\n"),
        )
        for note in notes
    ]


def moment(instant: datetime) -> str:
    """A day and a time."""
    told = {"day": full_date(instant), "time": clock_time(instant)}
    return gettext("%(day)s, %(time)s") % told


def _told(told_at: datetime | None, otherwise: str) -> str:
    if told_at is None:
        return otherwise
    return gettext("Told on %(when)s") % {"when": moment(told_at)}
