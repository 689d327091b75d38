"""Erasing for good: the ledger first, then the keys, then the rows.

Cut off anywhere, it is finished by doing it again: the ledger says what was begun.
"""

from collections.abc import Callable, Collection

from django.db import transaction

from mutualaid.activity_log.actions import record
from mutualaid.core.actor import Actor

from .holds import refuse_if_held
from .ledger import Erasure, enter, erasures
from .models import Person
from .old_pages import fold_in_journal
from .shelves import EVERY_SHELF, Shelf
from .vault import destroy_keys

# For a person and the shelves that go: deletes the rows of one app, and says how many went.
Eraser = Callable[[Person, Collection[Shelf]], int]
_erasers: list[Eraser] = []
_after: list[Callable[[], None]] = []


def register_eraser(eraser: Eraser) -> Eraser:
    """Let an app delete its own rows when somebody is erased, all or some shelves of it."""
    _erasers.append(eraser)
    return eraser


def register_after_erasure(work: Callable[[], None]) -> Callable[[], None]:
    """Let copies kept elsewhere follow: called once the erasing is committed."""
    _after.append(work)
    return work


@transaction.atomic
def erase_person(
    *, person: Person, by: Actor, shelves: Collection[Shelf] = EVERY_SHELF
) -> None:
    """Erase these shelves of a person; with all of them, the person's row too.

    Raises Refused where a hold keeps them, before anything is begun.
    """
    refuse_if_held(person)
    erasure = enter(person.token, shelves)
    destroy_keys(person.token, erasure.shelves)
    _delete_rows(person, erasure, by)
    for work in _after:
        # What cannot be reached now is caught up by the work's own duty.
        transaction.on_commit(work, robust=True)


def replay_ledger(*, by: Actor, of: Collection[Erasure] | None = None) -> int:
    """Erase again whatever the ledger names and is still, or again, there; how many people."""
    again = 0
    for erasure in erasures() if of is None else of:
        keys = destroy_keys(erasure.token, erasure.shelves)
        person = Person.objects.filter(token=erasure.token).first()
        if person:
            _delete_rows(person, erasure, by)
        again += bool(keys or person)
    return again


@transaction.atomic
def _delete_rows(person: Person, erasure: Erasure, by: Actor) -> None:
    token, area_id = person.token, person.area_id
    gone = sum(eraser(person, erasure.shelves) for eraser in _erasers)
    if erasure.is_whole:
        person.delete()
    transaction.on_commit(fold_in_journal, robust=True)
    record(
        act="privacy.erase",
        by=by,
        subject=token,
        detail={"shelves": list(erasure.shelves), "rows": gone},
        area_id=area_id,
    )
