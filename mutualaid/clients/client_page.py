"""Everything that a client's own page says, read after the log was written."""

from dataclasses import dataclass
from datetime import date

from mutualaid.directory.presenters.special_dates import occurrence_words
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Cover

from .models import Caseload, Client, Commitment
from .occurrences import has_begun, occurrence_on
from .permissions import can_change_client, can_hand_over, can_return_client
from .presenters.client import (
    CaseloadLine,
    Facts,
    help_facts,
    identity_facts,
    present_caseloads,
)
from .presenters.commitments import (
    CommitmentLine,
    present_commitment,
    sorted_commitments,
)
from .reading import Identity, help_of, identity_of


@dataclass(frozen=True, slots=True)
class May:
    """What this hat may do with the client."""

    change: bool
    hand_over: bool
    take_back: bool


@dataclass(frozen=True, slots=True)
class ClientRecord:
    """One client as a page shows them. `identity` is None until somebody said why."""

    name: str
    identity: Facts | None
    helps: Facts
    keyworker: str
    history: list[CaseloadLine]
    stands_in_for: str
    until: date | None
    to_answer: list[CommitmentLine]
    coming: list[CommitmentLine]
    past: list[CommitmentLine]
    may: May


def read_client(client: Client, hat: Hat, *, with_name: bool) -> ClientRecord:
    """The page for somebody who sees this client; `client` came from `visible_to`."""
    helps = help_of(client, by=hat)
    identity = identity_of(client, by=hat) if with_name else None
    history = list(client.caseloads.select_related("membership__user"))
    now = next((each for each in history if each.ended_at is None), None)
    cover = _cover_of(now, hat)
    lines = sorted_commitments(commitment_lines(client))
    return ClientRecord(
        name=_called(identity),
        identity=identity_facts(identity) if identity else None,
        helps=help_facts(helps),
        keyworker=str(now.membership.user.name) if now else "",
        history=present_caseloads(history),
        stands_in_for=str(cover.membership.user.name) if cover else "",
        until=cover.ends_on if cover else None,
        to_answer=lines.to_answer,
        coming=lines.coming,
        past=lines.past,
        may=May(
            change=can_change_client(hat, client),
            hand_over=can_hand_over(hat, client),
            take_back=can_return_client(hat, client),
        ),
    )


def commitment_lines(client: Client) -> list[CommitmentLine]:
    """Every planned meeting of the client, with the notes; the record was written as seen."""
    return [line_of(each) for each in client.commitments.with_everything()]


def line_of(commitment: Commitment, *, with_note: bool = True) -> CommitmentLine:
    """One of them, as the list gives that evening now."""
    meeting = commitment.meeting
    held = occurrence_on(meeting, commitment.original_date)
    confirmed = {each.on for each in meeting.confirmed_dates.all()}
    return present_commitment(
        commitment,
        held,
        has_begun=has_begun(held, commitment.original_date),
        warning=occurrence_words(held, confirmed),
        note=commitment.words_left("sealed_note") if with_note else "",
    )


def _cover_of(now: Caseload | None, hat: Hat) -> Cover | None:
    """The cover by which a colleague sees this client today."""
    if now is None or now.membership_id == hat.membership_id:
        return None
    covers = Cover.objects.in_force().filter(
        membership=now.membership_id, covered_by=hat.membership_id
    )
    return covers.select_related("membership__user").first()


def _called(identity: Identity | None) -> str:
    """The name, else what the treatment system calls them."""
    return (identity.name or identity.local_number) if identity else ""
