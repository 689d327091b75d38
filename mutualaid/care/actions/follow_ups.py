"""Planning to ask how it goes, asking, and saying that somebody was not reached."""

from collections.abc import Mapping
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from mutualaid.activity_log.actions import record
from mutualaid.care.models import CareSession, FollowUp, FollowUpStatus
from mutualaid.care.models.follow_ups import WEEKS
from mutualaid.care.questions import Answer
from mutualaid.clients.actions.clients import was_in_touch
from mutualaid.core import clock
from mutualaid.core.refusal import Refused
from mutualaid.organisations.hats import Hat
from mutualaid.privacy.vault import NoKey


def plan_follow_ups(session: CareSession, by: Hat) -> None:
    """Three dates after this session; those of an earlier one that are still due give way.

    Called within the transaction that closes the session, which writes the log.
    """
    take_back_follow_ups(session)
    now = clock.now()
    FollowUp.objects.bulk_create(
        FollowUp(
            area_id=session.area_id,
            client_id=session.client_id,
            weeks=weeks,
            due_on=session.held_on + timedelta(weeks=weeks),
            written_by_id=by.membership_id,
            created_at=now,
            updated_at=now,
        )
        for weeks in WEEKS
    )


def take_back_follow_ups(session: CareSession) -> None:
    """Sessions go on: what was to be asked is not due any more."""
    due = FollowUp.objects.filter(client=session.client_id, status=FollowUpStatus.DUE)
    due.update(status=FollowUpStatus.TAKEN_BACK, updated_at=clock.now())


@transaction.atomic
def answer_follow_up(
    *,
    follow_up: FollowUp,
    is_reached: bool,
    answers: Mapping[str, Answer],
    note: str,
    revision: int,
    by: Hat,
) -> FollowUp:
    """What they said, or that nobody reached them. `revision` is what the page had seen."""
    rows = FollowUp.objects.select_for_update(of=("self",))
    row = rows.select_related("client__person").get(pk=follow_up.pk)
    if row.revision != revision:
        raise Refused(
            _(
                "Somebody else answered this while you had it open, so nothing of yours "
                "has been saved yet."
            )
        )
    row.become(FollowUpStatus.ASKED if is_reached else FollowUpStatus.NOT_REACHED)
    row.answers = dict(answers) if is_reached else {}
    try:
        row.write("sealed_note", note)
    except NoKey:
        raise Refused(
            _("The notes of this record were erased for good. Leave this one empty.")
        ) from None
    row.asked_on = clock.today()
    row.written_by_id = by.membership_id
    row.updated_at = clock.now()
    row.revision += 1
    row.save()
    if is_reached:
        was_in_touch(row.client)
    record(
        act="care.answer_follow_up",
        by=by.actor,
        subject=row.client.person.token,
        detail={"follow_up": row.reference},
    )
    return row
