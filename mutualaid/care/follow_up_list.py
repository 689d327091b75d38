"""Whom to ask now how it goes: the list that a keyworker works through."""

from dataclasses import dataclass
from datetime import date

from mutualaid.clients.models import Caseload, Client
from mutualaid.core import clock
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.roles import Role
from mutualaid.privacy.looking import look
from mutualaid.privacy.models import Looked

from .follow_up_questions import QUESTIONS
from .models import FollowUp, FollowUpStatus
from .models.follow_ups import FollowUpQuerySet

MOST = 50


@dataclass(frozen=True, slots=True)
class FollowUpWords:
    """One of a client's, with what they said."""

    reference: str
    weeks: int
    due_on: date
    status: str
    is_open: bool  # to be asked, or asked again
    said: list[tuple[str, str]]
    note: str


@dataclass(frozen=True, slots=True)
class FollowUpLine:
    """One to ask; whose it is by the reference."""

    reference: str
    client: str
    printed: str
    weeks: int
    due_on: date


def due_for(hat: Hat) -> FollowUpQuerySet:
    """Those to ask now: the manager's whole service, else of whom one works with."""
    waiting = FollowUp.objects.visible_to(hat).to_ask(clock.today())
    if hat.is_one_of(Role.SERVICE_MANAGER):
        return waiting
    mine = Caseload.objects.of(hat) | Caseload.objects.covered_by(hat)
    return waiting.filter(client__in=mine.values("client"))


def read_follow_ups(hat: Hat) -> list[FollowUpLine]:
    """The longest due first; each reference is written down as seen."""
    rows = list(due_for(hat).select_related("client__person")[:MOST])
    people = {row.client_id: row.client.person for row in rows}
    look(list(people.values()), by=hat, what=Looked.LIST)
    return [
        FollowUpLine(
            reference=row.reference,
            client=row.client.reference,
            printed=row.client.person.printed,
            weeks=row.weeks,
            due_on=row.due_on,
        )
        for row in rows
    ]


def follow_ups_of(client: Client) -> list[FollowUpWords]:
    """All of a client's that were asked or are to be; the record was written as seen."""
    rows = FollowUp.objects.filter(client=client).exclude(
        status=FollowUpStatus.TAKEN_BACK
    )
    return [_in_words(row, client) for row in rows]


def _in_words(row: FollowUp, client: Client) -> FollowUpWords:
    row.client = client
    return FollowUpWords(
        reference=row.reference,
        weeks=row.weeks,
        due_on=row.due_on,
        status=row.get_status_display(),
        is_open=row.may_become(FollowUpStatus.ASKED),
        said=[
            (str(each.label), each.in_words(row.answers[each.key]))
            for each in QUESTIONS
            if each.key in row.answers
        ],
        note=row.words_left("sealed_note"),
    )
