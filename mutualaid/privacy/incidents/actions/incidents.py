"""Reporting an incident, and working on it until it is closed.

Each action asks again, once the row is locked, whether the hat still sees the incident, and
raises Incident.DoesNotExist if not.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext

from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.refusal import Refused
from mutualaid.organisations.hats import Hat
from mutualaid.privacy.incidents.letters import tell_managers
from mutualaid.privacy.models import (
    Affected,
    DataKind,
    Incident,
    IncidentNote,
    IncidentStatus,
    Risk,
    Step,
)


@transaction.atomic
def report_incident(
    *,
    words: str,
    happened_on: date,
    aware_at: datetime,
    affected: Affected,
    kinds: Iterable[DataKind],
    by: Hat,
    contained: str = "",
) -> Incident:
    """Keep what happened, and tell the managers that there is something to look at.

    The 72 hours run from `aware_at`. Raises Refused for times to come, or without words.
    """
    now = clock.now()
    _refuse_impossible(words, happened_on, aware_at, now)
    incident = Incident(
        area_id=by.area_id,
        service_id=by.service_id or 0,
        happened_on=happened_on,
        aware_at=aware_at,
        affected=affected,
        reported_by_id=by.membership_id,
        reported_at=now,
    )
    incident.name_kinds(kinds)
    incident.write("sealed_words", words.strip())
    incident.save()
    if contained.strip():
        write_step(incident, Step.CONTAINED, contained, by=by)
    tell_managers(incident, but_not=by.membership_id)
    log("report_incident", incident, by)
    return incident


@transaction.atomic
def open_incident(*, incident: Incident, by: Hat) -> None:
    """Keep that somebody reads it."""
    log("open_incident", locked(incident, by), by)


@transaction.atomic
def add_incident_note(
    *, incident: Incident, step: Step, words: str, by: Hat
) -> IncidentNote:
    """Write something down that moves nothing: a note, what stopped it, a lesson."""
    row = locked(incident, by)
    if row.status == IncidentStatus.CLOSED:
        raise Refused(row.stands())
    note = write_step(row, step, _some(words), by=by)
    log("add_incident_note", row, by)
    return note


@transaction.atomic
def decide_incident(
    *,
    incident: Incident,
    risk: Risk,
    words: str,
    affected: Affected,
    seen: int,
    by: Hat,
) -> Incident:
    """Decide what risk there is, with the reason; more may come to light and change it.

    `seen` is how many notes stood on the page. Raises Refused where more stand by now.
    """
    row = locked(incident, by)
    refuse_changed(row, seen)
    row.become(IncidentStatus.DECIDED)
    row.risk, row.affected, row.warned_of = risk, affected, ""
    row.save(update_fields=["status", "risk", "affected", "warned_of"])
    write_step(row, Step.DECIDED, _some(words), by=by, risk=risk)
    log("decide_incident", row, by)
    return row


@transaction.atomic
def record_telling(
    *, incident: Incident, step: Step, told_at: datetime, words: str, by: Hat
) -> Incident:
    """Keep when the regulator, or the people it touches, were told, and what they were told."""
    row = locked(incident, by)
    if row.status == IncidentStatus.CLOSED:
        raise Refused(row.stands())
    if not row.aware_at <= told_at <= clock.now():
        raise Refused(
            gettext("Give a time after we knew of it, and not one that is to come.")
        )
    column = TOLD_AT[step]
    if getattr(row, column):
        raise Refused(gettext("That they were told is written down already."))
    setattr(row, column, told_at)
    row.save(update_fields=[column])
    write_step(row, step, _some(words), by=by, done_at=told_at)
    log("record_telling", row, by)
    return row


@transaction.atomic
def close_incident(*, incident: Incident, lessons: str, seen: int, by: Hat) -> Incident:
    """Nothing remains to be done, whoever had to be told was told, and something was learned."""
    row = locked(incident, by)
    refuse_changed(row, seen)
    _refuse_untold(row)
    row.become(IncidentStatus.CLOSED)
    row.closed_at = clock.now()
    row.save(update_fields=["status", "closed_at"])
    write_step(row, Step.LESSON, _some(lessons), by=by)
    write_step(row, Step.CLOSED, "", by=by)
    log("close_incident", row, by)
    return row


@transaction.atomic
def reopen_incident(*, incident: Incident, words: str, by: Hat) -> Incident:
    """Something more has come to light."""
    row = locked(incident, by)
    row.become(IncidentStatus.REOPENED)
    row.closed_at = None
    row.save(update_fields=["status", "closed_at"])
    write_step(row, Step.REOPENED, _some(words), by=by)
    log("reopen_incident", row, by)
    return row


TOLD_AT = {
    Step.REGULATOR_TOLD: "regulator_told_at",
    Step.PEOPLE_TOLD: "people_told_at",
}


def locked(incident: Incident, by: Hat) -> Incident:
    """The row, held until the transaction ends."""
    row = Incident.objects.select_for_update().get(pk=incident.pk)
    if not Incident.objects.visible_to(by).filter(pk=row.pk).exists():
        raise Incident.DoesNotExist
    return row


def log(act: str, incident: Incident, by: Hat) -> None:
    record(
        act=f"privacy.{act}",
        by=by.actor,
        subject=f"incident:{incident.reference}",
        area_id=incident.area_id,
    )


def write_step(
    incident: Incident,
    step: Step,
    words: str,
    *,
    by: Hat,
    risk: str = "",
    done_at: datetime | None = None,
) -> IncidentNote:
    note = IncidentNote(
        area_id=incident.area_id,
        incident=incident,
        step=step,
        risk=risk,
        written_by_id=by.membership_id,
        written_at=clock.now(),
        done_at=done_at,
    )
    note.write("sealed_words", words.strip())
    note.save()
    return note


def refuse_changed(incident: Incident, seen: int) -> None:
    """Raises Refused where somebody wrote something down since the page was opened."""
    if incident.notes.count() != seen:
        raise Refused(
            gettext(
                "Somebody else worked on this incident meanwhile. Nothing was changed. "
                "Read what they wrote, then press again."
            )
        )


def _refuse_impossible(
    words: str, happened_on: date, aware_at: datetime, now: datetime
) -> None:
    _some(words)
    if aware_at > now:
        raise Refused(gettext("We cannot have known of it at a time that is to come."))
    if happened_on > aware_at.astimezone(clock.LOCAL_ZONE).date():
        raise Refused(gettext("It cannot have happened after we knew of it."))


def _refuse_untold(incident: Incident) -> None:
    if incident.risk in (Risk.RISK, Risk.HIGH) and not incident.regulator_told_at:
        raise Refused(
            gettext("The regulator has to be told first. Write down when that was.")
        )
    if incident.risk == Risk.HIGH and not incident.people_told_at:
        raise Refused(
            gettext("The people have to be told first. Write down when that was.")
        )


def _some(words: str) -> str:
    if not words.strip():
        raise Refused(gettext("Write it down in a few words."))
    return words
