"""Beginning a care session, finishing it, and opening it again to put something right."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from mutualaid.activity_log.actions import record
from mutualaid.care.models import (
    CareSession,
    Next,
    Occasion,
    SessionKind,
    SessionStatus,
    Way,
)
from mutualaid.care.steps import Session
from mutualaid.clients.actions.clients import was_in_touch
from mutualaid.clients.actions.record_keeping import refuse_without_records
from mutualaid.clients.models import Client, ClientStatus
from mutualaid.core import clock
from mutualaid.core.refusal import Refused
from mutualaid.organisations.hats import Hat

from .follow_ups import plan_follow_ups, take_back_follow_ups

# What comes next where the closing step does not say it.
FOLLOWS = {Session.ONE: Next.TWO, Session.TWO: Next.THREE}


@transaction.atomic
def start_session(
    *,
    client: Client,
    kind: SessionKind,
    occasion: Occasion,
    way: Way,
    by: Hat,
    held_on: date | None = None,
) -> CareSession:
    """One session at a time with a client; one that is open is gone on with, not doubled."""
    refuse_without_records(client.service_id)
    client = Client.objects.select_for_update(of=("self",)).get(pk=client.pk)
    if client.status != ClientStatus.ACTIVE:
        raise Refused(client.stands())
    if client.care_sessions.going_on().exists():
        raise Refused(_("A session with this client is open. Finish it first."))
    now, today = clock.now(), clock.today()
    if held_on and held_on > today:
        raise Refused(
            _("That day is still to come. Write a session down once it is held.")
        )
    made = CareSession.objects.create(
        area_id=client.area_id,
        client=client,
        kind=kind,
        run=client.care_sessions.filter(kind=kind).count() + 1,
        occasion=occasion,
        way=way,
        held_on=held_on or today,
        opened_by_id=by.membership_id,
        created_at=now,
        updated_at=now,
    )
    was_in_touch(client)
    _log("care.start_session", made, by)
    return made


@transaction.atomic
def close_session(*, session: CareSession, by: Hat) -> CareSession:
    """Finished for this time. What comes next is what the closing step says."""
    session = held_session(session)
    session.become(SessionStatus.CLOSED)
    closing = session.steps.filter(key=session.own_steps()[-1].key).first()
    said = closing.answers if closing else {}
    session.next = said.get("next-kind", FOLLOWS.get(Session(session.kind), ""))
    session.next_on = date.fromisoformat(said["next-on"]) if "next-on" in said else None
    if session.next == Next.FOLLOW_UP:
        plan_follow_ups(session, by)
    else:
        take_back_follow_ups(session)
    _save(session, "care.close_session", by)
    return session


@transaction.atomic
def reopen_session(*, session: CareSession, by: Hat) -> CareSession:
    """To put something right; not while another session with the client is open."""
    session = held_session(session)
    session.become(SessionStatus.OPEN)
    if session.client.care_sessions.going_on().exists():
        raise Refused(_("A later session with this client is open. Finish it first."))
    _save(session, "care.reopen_session", by)
    return session


def held_session(session: CareSession) -> CareSession:
    """The row as it stands, held until the commit, behind its client's."""
    Client.objects.select_for_update(of=("self",)).get(pk=session.client_id)
    rows = CareSession.objects.select_for_update(of=("self",))
    return rows.select_related("client__person").get(pk=session.pk)


def _save(session: CareSession, act: str, by: Hat) -> None:
    session.updated_at = clock.now()
    session.save()
    _log(act, session, by)


def _log(act: str, session: CareSession, by: Hat) -> None:
    record(
        act=act,
        by=by.actor,
        subject=session.client.person.token,
        detail={"care_session": session.reference},
    )
