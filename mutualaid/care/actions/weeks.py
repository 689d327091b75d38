"""Keeping what a client says of their week."""

import json
from collections.abc import Mapping, Sequence

from django.db import transaction

from mutualaid.activity_log.actions import record
from mutualaid.care.models import CareSession, ClientWeek, SessionStatus
from mutualaid.core import clock
from mutualaid.core.refusal import Refused
from mutualaid.organisations.hats import Hat

from .sessions import held_session


@transaction.atomic
def save_week(
    *, session: CareSession, answers: Mapping[str, Sequence[str]], by: Hat
) -> ClientWeek:
    """The newest answers are the client's; raises Refused for a session that is finished."""
    session = held_session(session)
    if session.status != SessionStatus.OPEN:
        raise Refused(session.stands())
    row = ClientWeek(client=session.client, area_id=session.area_id)
    row.write(
        "sealed_answers", json.dumps({name: list(answers[name]) for name in answers})
    )
    row.written_by_id = by.membership_id
    row.written_at = clock.now()
    ClientWeek.objects.update_or_create(
        client=session.client,
        defaults={
            "area_id": row.area_id,
            "sealed_answers": row.sealed_answers,
            "written_by_id": row.written_by_id,
            "written_at": row.written_at,
        },
    )
    record(
        act="care.save_week",
        by=by.actor,
        subject=session.client.person.token,
        detail={"care_session": session.reference},
    )
    return row
