"""A place as those who keep the directory see it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from mutualaid.design_system import dates
from mutualaid.directory.known_places import venue_label
from mutualaid.directory.models import Venue, VenueFact
from mutualaid.directory.models.venue_facts import VenueQuestion

from .keeping import role_words


@dataclass(frozen=True, slots=True)
class KeptVenue:
    """The page of a place; `pin` says where the map has it, and how that is known."""

    title: str
    label: str
    pin: str
    is_placed: bool
    facts: list[tuple[str, str]]


def present_kept_venue(venue: Venue, facts: Mapping[str, VenueFact]) -> KeptVenue:
    """The page of a place with what is known of it, by question."""
    return KeptVenue(
        title=str(venue),
        label=venue_label(venue),
        pin=_pin(venue),
        is_placed=venue.latitude is not None,
        facts=[
            (str(question.label), _fact(facts.get(question)))
            for question in VenueQuestion
        ],
    )


def _pin(venue: Venue) -> str:
    point = venue.point()
    if point is None:
        return gettext("Nobody knows where it is on the map: searches near by miss it.")
    how = gettext("by its postcode or its list")
    if venue.is_placed_by_hand:
        how = gettext("put there by hand")
    return gettext("%(latitude).5f, %(longitude).5f, %(how)s") % {
        "latitude": point[0],
        "longitude": point[1],
        "how": how,
    }


def _fact(fact: VenueFact | None) -> str:
    if fact is None:
        return gettext("not known")
    said = gettext("yes") if fact.is_so else gettext("no")
    told = f"{said}. {fact.note}" if fact.note else said
    return gettext("%(told)s (checked on %(day)s: %(role)s)") % {
        "told": told,
        "day": dates.full_date(fact.checked_on),
        "role": role_words(fact.by_role),
    }
