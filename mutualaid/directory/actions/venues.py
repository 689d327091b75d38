"""Places: where they are, how to get in, and what somebody found there."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext

from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.core.refusal import Refused
from mutualaid.directory.formats.records import VenueRecord
from mutualaid.directory.models import Venue, VenueFact
from mutualaid.directory.models.venue_facts import Answer, VenueQuestion
from mutualaid.geography.coordinates import coordinates_of
from mutualaid.organisations.models import Area

from .changing import mark_changed
from .settling import venue_identity

WORDS = ("name", "address", "town", "postcode", "notes")
PLACED = ("latitude", "longitude", "is_placed_by_hand")


@transaction.atomic
def add_venue(*, area: Area, told: VenueRecord, by: Actor) -> Venue:
    """The place of this name and address: the one that is known, else a new one."""
    identity = venue_identity(told)
    known = Venue.objects.filter(area=area, identity=identity).first()
    if known:
        return known
    now = clock.now()
    venue = Venue(area=area, identity=identity, created_at=now, updated_at=now)
    _tell(venue, told)
    venue.save()
    record(
        act="directory.add_venue",
        by=by,
        subject=f"venue:{venue.reference}",
        area_id=area.pk,
    )
    return venue


@transaction.atomic
def change_venue(*, venue: Venue, told: VenueRecord, by: Actor) -> bool:
    """Give a place these words and this point; whether that changed anything.

    Its identity stays: lists know it by what they call it.
    """
    changed = _tell(venue, told)
    if not changed:
        return False
    venue.updated_at = clock.now()
    venue.save(update_fields=[*changed, "updated_at"])
    mark_changed(venue.meetings.all())
    record(
        act="directory.change_venue",
        by=by,
        subject=f"venue:{venue.reference}",
        detail={"fields": changed},
        area_id=venue.area_id,
    )
    return True


@transaction.atomic
def check_venue(
    *,
    venue: Venue,
    answers: Mapping[VenueQuestion, Answer],
    on: date,
    by_role: str,
    by: Actor,
    is_all_seen: bool = False,
) -> list[VenueQuestion]:
    """Keep what somebody found on this day; the questions whose answer is now another.

    `is_all_seen` dates the answers that stayed as well. Raises Refused for a day to come.
    """
    if on > clock.today():
        raise Refused(gettext("Nobody can have seen it on a day to come."))
    known = {fact.question: fact for fact in venue.facts.all()}
    found = {
        question: answer
        for question, answer in answers.items()
        if _answer(known.get(question)) != answer
        or (is_all_seen and answer.is_so is not None)
    }
    if not found:
        return []
    for question, answer in found.items():
        _answer_with(venue, question, answer, on, by_role)
    mark_changed(venue.meetings.all())
    record(
        act="directory.check_venue",
        by=by,
        subject=f"venue:{venue.reference}",
        detail={"fields": sorted(found), "on": on.isoformat()},
        area_id=venue.area_id,
    )
    return list(found)


def _answer(fact: VenueFact | None) -> Answer:
    return Answer(fact.is_so, fact.note) if fact else Answer(None)


def _answer_with(
    venue: Venue, question: VenueQuestion, answer: Answer, on: date, by_role: str
) -> None:
    if answer.is_so is None:
        venue.facts.filter(question=question).delete()
        return
    VenueFact.objects.update_or_create(
        venue=venue,
        question=question,
        defaults={
            "area_id": venue.area_id,
            "is_so": answer.is_so,
            "note": answer.note,
            "checked_on": on,
            "by_role": by_role,
        },
    )


def _tell(venue: Venue, told: VenueRecord) -> list[str]:
    """Set what is told, without saving; the columns that are now others."""
    values = {name: getattr(told, name) for name in WORDS}
    values |= _placed(venue, told)
    changed = [name for name, value in values.items() if getattr(venue, name) != value]
    for name in changed:
        setattr(venue, name, values[name])
    return changed


def _placed(venue: Venue, told: VenueRecord) -> dict[str, object]:
    """A pin put by hand stays; without one the place is where its postcode is."""
    if told.latitude is not None:
        return dict(zip(PLACED, (told.latitude, told.longitude, True), strict=True))
    is_as_before = venue.postcode == told.postcode and not venue.is_placed_by_hand
    if is_as_before and venue.latitude is not None:
        return {}
    point = coordinates_of([told.postcode]).get(told.postcode, (None, None))
    return dict(zip(PLACED, (*point, False), strict=True))
