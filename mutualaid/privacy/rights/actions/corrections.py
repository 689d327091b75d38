"""Attaching what somebody says is wrong to what stands there; nothing is written over."""

from django.db import transaction

from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.organisations.hats import Hat
from mutualaid.privacy.models import AttachedCorrection, Person


@transaction.atomic
def attach_correction(
    *, person: Person, about: str, row: str, words: str, by: Hat
) -> AttachedCorrection:
    """Keep somebody's own words beside a row of a table, or beside the whole record."""
    made = AttachedCorrection(
        area_id=person.area_id,
        person=person,
        about=about,
        row=row,
        attached_at=clock.now(),
        attached_by_id=by.membership_id,
    )
    made.write("sealed_words", words)
    made.save()
    record(
        act="privacy.attach_correction",
        by=by.actor,
        subject=person.token,
        area_id=person.area_id,
    )
    return made
