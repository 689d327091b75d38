"""Ending what somebody agreed to: they take it back, the visit is over, its time has run out.

What a hat does holds the person's answers still and asks again whether the hat still sees them:
Person.DoesNotExist if not, since a tie may end in mid-form.
"""

from collections.abc import Iterable

from django.db import transaction

from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.organisations.hats import Hat
from mutualaid.privacy.consents.agreements import ChosenMeeting
from mutualaid.privacy.consents.in_force import lock_answers, opened
from mutualaid.privacy.hashing import plainly
from mutualaid.privacy.models import (
    Answer,
    AnswerStatus,
    ContactPreference,
    Person,
    TellingPermission,
)


@transaction.atomic
def withdraw_consent(*, answer: Answer, by: Hat) -> Answer:
    """Take a yes back, from now on. Raises Refused for what no longer stands."""
    hold(answer.person, by)
    answer.refresh_from_db()
    end([answer], AnswerStatus.WITHDRAWN, by=by)
    log("withdraw_consent", answer.person, by.actor)
    return answer


@transaction.atomic
def end_visit(*, person: Person, whom: str, meeting: ChosenMeeting, by: Actor) -> int:
    """The visit is over, and with it what was agreed for it; how many answers that were."""
    lock_answers(person)
    former = former_tellings(person, whom, meeting)
    over = [row for row in former if row.status == AnswerStatus.GIVEN]
    end(over, AnswerStatus.EXPIRED)
    if over:
        log("end_visit", person, by)
    return len(over)


@transaction.atomic
def expire_answers(*, person: Person, by: Actor) -> int:
    """Mark as run out what somebody agreed to and whose last day is over; how many."""
    lock_answers(person)
    today = clock.today()
    over: list[Answer] = []
    for model in (TellingPermission, ContactPreference):
        over += model.objects.run_out(today).filter(person=person)
    end(over, AnswerStatus.EXPIRED)
    if over:
        log("expire_answers", person, by)
    return len(over)


def hold(person: Person, by: Hat) -> None:
    """Keep the person's answers still, and ask again whether the hat sees them."""
    lock_answers(person)
    if not Person.objects.visible_to(by).filter(pk=person.pk).exists():
        raise Person.DoesNotExist


def former_tellings(
    person: Person, whom: str, meeting: ChosenMeeting
) -> list[TellingPermission]:
    """The answers that stand for telling this person of this visit."""
    rows = TellingPermission.objects.standing().filter(
        person=person, visit_on=meeting.on
    )
    wanted = plainly(whom), meeting.key
    return [row for row in rows.select_related("person") if opened(row) == wanted]


def end(rows: Iterable[Answer], status: AnswerStatus, *, by: Hat | None = None) -> None:
    """Move answers to where they end. Raises Refused for one that has ended."""
    for row in rows:
        row.become(status)
        row.ended_at = clock.now()
        row.ended_by_id = by.membership_id if by else None
        row.save(update_fields=["status", "ended_at", "ended_by"])


def log(act: str, person: Person, by: Actor) -> None:
    """A line that says what was done, and nothing of what was answered."""
    record(act=f"privacy.{act}", by=by, subject=person.token, area_id=person.area_id)
