"""The one way to look at a record: the log first, then the record. It has no off switch."""

from collections.abc import Sequence

from django.db import transaction

from mutualaid.activity_log.actions import record
from mutualaid.activity_log.plain_values import LONGEST_LIST
from mutualaid.core import clock
from mutualaid.organisations.hats import Hat

from .bulk import watch
from .models import Look, Looked, Person


@transaction.atomic
def look(people: Sequence[Person], *, by: Hat, what: Looked) -> None:
    """Write down that somebody saw something of these people, before they do.

    One line of the log for one person, one for each 60 of a list. Whatever keeps the log from
    being written keeps the record from being seen.
    """
    if not people:
        return
    now = clock.now()
    Look.objects.bulk_create(
        Look(
            area_id=by.area_id,
            person=person,
            membership_id=by.membership_id,
            role=by.role,
            what=what,
            looked_at=now,
        )
        for person in people
    )
    _log([person.token for person in people], by, what)
    watch(by)


def _log(tokens: Sequence[str], by: Hat, what: Looked) -> None:
    act = f"privacy.look_{what.value.replace('-', '_')}"
    if len(tokens) == 1:
        record(act=act, by=by.actor, subject=tokens[0])
        return
    for start in range(0, len(tokens), LONGEST_LIST):
        some = list(tokens[start : start + LONGEST_LIST])
        record(act=act, by=by.actor, detail={"clients": some})
