"""Planning a meeting with a client, and writing down what came of it."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from mutualaid.activity_log.actions import record
from mutualaid.clients.models import (
    AFTERWARDS,
    Client,
    ClientStatus,
    Commitment,
    CommitmentStatus,
)
from mutualaid.clients.occurrences import has_begun, is_still_to_come, occurrence_on
from mutualaid.core import clock
from mutualaid.core.refusal import Refused
from mutualaid.directory.models import Meeting
from mutualaid.organisations.hats import Hat

from .clients import was_in_touch
from .record_keeping import refuse_without_records


@transaction.atomic
def plan(
    *, client: Client, meeting: Meeting, on: date, by: Hat, note: str = ""
) -> Commitment:
    """This client means to go to this meeting on this date, as its recurrence names it."""
    refuse_without_records(client.service_id)
    # Held, so that whoever plans the same or ends the work meanwhile comes before or after.
    client = Client.objects.select_for_update(of=("self",)).get(pk=client.pk)
    _refuse_date(client, meeting, on)
    rows = Commitment.objects.select_for_update(of=("self",))
    made = rows.filter(client=client, meeting=meeting, original_date=on).first()
    if made:
        made.become(CommitmentStatus.PLANNED)
    else:
        made = Commitment(
            area_id=client.area_id,
            client=client,
            meeting=meeting,
            original_date=on,
            created_at=clock.now(),
        )
    made.planned_by_id = by.membership_id
    made.write("sealed_note", note)
    _save(made, "clients.plan_commitment", by)
    return made


def _refuse_date(client: Client, meeting: Meeting, on: date) -> None:
    if client.status != ClientStatus.ACTIVE:
        raise Refused(client.stands())
    if meeting.area_id != client.area_id or not meeting.is_published():
        raise Refused(_("This meeting is not in the list any more. Choose another."))
    held = occurrence_on(meeting, on)
    if held is None:
        raise Refused(_("This meeting is not held on that day. Choose another day."))
    if not is_still_to_come(held):
        raise Refused(_("That day is over. Choose one that is still to come."))


@transaction.atomic
def move_commitment(
    *,
    commitment: Commitment,
    to: CommitmentStatus,
    was: CommitmentStatus,
    by: Hat,
    note: str | None = None,
) -> Commitment:
    """Say what came of it. `was` is what the page showed; another means somebody was quicker."""
    rows = Commitment.objects.select_for_update(of=("self",))
    commitment = rows.select_related("client__person", "meeting").get(pk=commitment.pk)
    if commitment.status != was:
        raise Refused(
            _(
                "Somebody else answered this while you had it open: “%(status)s”. Nothing "
                "of yours has been saved yet."
            )
            % {"status": commitment.get_status_display()}
        )
    _refuse_too_early(commitment, to)
    commitment.become(to)
    if note is not None:
        commitment.write("sealed_note", note)
    _save(commitment, "clients.move_commitment", by)
    return commitment


def _refuse_too_early(commitment: Commitment, to: CommitmentStatus) -> None:
    held = occurrence_on(commitment.meeting, commitment.original_date)
    if to in AFTERWARDS and not has_begun(held, commitment.original_date):
        raise Refused(_("This meeting has not begun yet. Ask once it is over."))


def _save(commitment: Commitment, act: str, by: Hat) -> None:
    commitment.updated_at = clock.now()
    commitment.save()
    was_in_touch(commitment.client)
    record(
        act=act,
        by=by.actor,
        subject=commitment.client.person.token,
        detail={"commitment": commitment.reference},
    )
