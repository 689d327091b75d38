"""Marking as run out what somebody agreed to and whose last day is over."""

from datetime import timedelta

from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.core.area import current_area_id
from mutualaid.duties.registry import duty
from mutualaid.privacy.models import ContactPreference, Person, TellingPermission

from .actions.withdrawing import expire_answers


@duty(every=timedelta(days=1), per_area=True)
def expire_consents(*, by: Actor) -> None:
    """What holds and what does not is told by its date; this keeps the list true."""
    today, area_id = clock.today(), current_area_id()
    people: set[int] = set()
    for model in (TellingPermission, ContactPreference):
        over = model.objects.run_out(today).filter(area=area_id)
        people |= set(over.values_list("person", flat=True))
    for person in Person.objects.filter(pk__in=people):
        expire_answers(person=person, by=by)
