"""Minimal valid care sessions, for tests of this layer and those above."""

import json
from datetime import timedelta
from typing import Any

from mutualaid.care.models import (
    CareSession,
    ClientWeek,
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


def client_week(
    client: Client, written_by: Membership, **answers: list[str]
) -> ClientWeek:
    """What they said of their week: nowhere in particular, unless told otherwise."""
    with within(client.area_id):
        row = ClientWeek(
            client=client,
            area=client.area,
            written_by=written_by,
            written_at=clock.now(),
        )
        row.write("sealed_answers", json.dumps(answers or {"avoid": ["Old Hall"]}))
        row.save()
    return row
