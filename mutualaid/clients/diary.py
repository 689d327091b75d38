"""What one's clients have planned: what waits for an answer, and what the next weeks bring."""

from dataclasses import dataclass
from datetime import timedelta

from mutualaid.core import clock
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.roles import Role
from mutualaid.privacy.looking import look
from mutualaid.privacy.models import Looked

from .client_page import line_of
from .models import Caseload, Commitment
from .models.commitments import CommitmentQuerySet
from .presenters.commitments import CommitmentLine

AHEAD = timedelta(days=14)
MOST = 50


@dataclass(frozen=True, slots=True)
class DiaryLine:
    """One planned meeting, and whose it is by the reference."""

    client: str
    printed: str
    plan: CommitmentLine


@dataclass(frozen=True, slots=True)
class Diary:
    """Both lists, the earliest first; notes stay in the records."""

    to_answer: list[DiaryLine]
    coming: list[DiaryLine]


def read_diary(hat: Hat) -> Diary:
    """Of the clients one works with; each reference is written down as seen."""
    rows = list(
        _of_hat(hat).planned_until(clock.today() + AHEAD).with_everything()[:MOST]
    )
    people = {row.client_id: row.client.person for row in rows}
    look(list(people.values()), by=hat, what=Looked.LIST)
    lines = [_line(row) for row in rows]
    return Diary(
        to_answer=[line for line in lines if line.plan.has_begun],
        coming=[line for line in lines if not line.plan.has_begun],
    )


def _of_hat(hat: Hat) -> CommitmentQuerySet:
    seen = Commitment.objects.visible_to(hat)
    if hat.is_one_of(Role.SERVICE_MANAGER):
        return seen
    mine = Caseload.objects.of(hat) | Caseload.objects.covered_by(hat)
    return seen.filter(client__in=mine.values("client"))


def _line(row: Commitment) -> DiaryLine:
    person = row.client.person
    return DiaryLine(person.reference, person.printed, line_of(row, with_note=False))
