"""Minimal valid care sessions, for tests of this layer and those above."""

from datetime import timedelta
from typing import Any

from mutualaid.care.models import (
    CareSession,
    FollowUp,
    Occasion,
    Outcome,
    SessionKind,
    StepRecord,
    Way,
)
from mutualaid.clients.models import Client
from mutualaid.core import clock
from mutualaid.core.area import within
from mutualaid.organisations.models import Membership


def care_session(client: Client, opened_by: Membership, **values: Any) -> CareSession:
    """Session one, today, going on."""
    now = clock.now()
    kind = values.get("kind", SessionKind.ONE)
    with within(client.area_id):
        given = {
            "area": client.area,
            "client": client,
            "kind": kind,
            "run": client.care_sessions.filter(kind=kind).count() + 1,
            "occasion": Occasion.KEYWORK,
            "way": Way.IN_PERSON,
            "held_on": clock.today(),
            "opened_by": opened_by,
            "created_at": now,
            "updated_at": now,
        }
        return CareSession.objects.create(**{**given, **values})


def step_record(session: CareSession, key: str, **values: Any) -> StepRecord:
    """Done, without answers; `note` is sealed."""
    note, draft = values.pop("note", ""), values.pop("draft", "")
    given = {
        "area": session.area,
        "session": session,
        "key": key,
        "outcome": Outcome.DONE,
        "written_by": session.opened_by,
        "written_at": clock.now(),
        "revision": 1,
    }
    with within(session.area_id):
        row = StepRecord(**{**given, **values})
        row.write("sealed_note", note)
        row.write("sealed_draft", draft)
        row.save()
    return row


def follow_up(client: Client, planned_by: Membership, **values: Any) -> FollowUp:
    """Four weeks after, to be asked since yesterday; `note` is sealed."""
    note, now = values.pop("note", ""), clock.now()
    given = {
        "area": client.area,
        "client": client,
        "weeks": 4,
        "due_on": clock.today() - timedelta(days=1),
        "written_by": planned_by,
        "created_at": now,
        "updated_at": now,
    }
    with within(client.area_id):
        row = FollowUp(**{**given, **values})
        row.write("sealed_note", note)
        row.save()
    return row
