"""Which known place somebody means who wrote a name and perhaps a postcode."""

from django.db.models import Q

from .models import Correction, Venue
from .told_parts import ToldPart

MOST = 5


def places_meant(correction: Correction) -> list[tuple[str, str]]:
    """References and words of the area's places that may be the one, the likeliest first."""
    name = correction.proposed.get(ToldPart.PLACE, "")
    postcode = correction.proposed.get(ToldPart.POSTCODE, "")
    if not name:
        return []
    same_postcode = Q(postcode__iexact=postcode) if postcode else Q(pk=None)
    found = Venue.objects.filter(
        same_postcode | Q(name__icontains=name), area=correction.area_id
    )
    ranked = sorted(
        found[: MOST * 4], key=lambda venue: _distance(venue, name, postcode)
    )
    return [(venue.reference, _words(venue)) for venue in ranked[:MOST]]


def _distance(venue: Venue, name: str, postcode: str) -> tuple[bool, bool, str]:
    return (
        venue.name.casefold() != name.casefold(),
        venue.postcode.casefold() != postcode.casefold(),
        venue.name,
    )


def _words(venue: Venue) -> str:
    parts = (venue.name, venue.address, venue.town, venue.postcode)
    return ", ".join(part for part in parts if part)
