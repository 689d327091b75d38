"""Places and groups that an area knows, found by what somebody typed of them."""

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from .models import Group, Venue

# So many are offered while somebody types; what is beyond is found all the same.
OFFERED = 600
# So many are shown where several fit.
SEVERAL = 12


def venue_label(venue: Venue) -> str:
    """A place as people tell it from others: its name, and where it is."""
    parts = (venue.name, venue.address, venue.town, venue.postcode)
    return ", ".join(dict.fromkeys(part for part in parts if part))


def venues_offered(area_id: int) -> list[str]:
    """The labels of the area's places, in order."""
    venues = Venue.objects.filter(area=area_id).order_by(Lower("name"), "pk")
    return list(dict.fromkeys(map(venue_label, venues[:OFFERED])))


def venues_fitting(area_id: int, text: str) -> list[Venue]:
    """The one whose label this is; else those that have every word somewhere."""
    words = text.replace(",", " ").split()
    found: QuerySet[Venue] = Venue.objects.filter(area=area_id)
    for word in words:
        found = found.filter(
            Q(name__icontains=word)
            | Q(address__icontains=word)
            | Q(town__icontains=word)
            | Q(postcode__icontains=word)
        )
    fitting = list(found.order_by(Lower("name"), "pk")[: SEVERAL + 1])
    exact = [each for each in fitting if same(venue_label(each), text)]
    return exact[:1] or fitting


def groups_offered(area_id: int, fellowship_id: int | None = None) -> list[str]:
    """The names of the area's groups, of one fellowship if it is known."""
    groups = Group.objects.filter(area=area_id)
    if fellowship_id is not None:
        groups = groups.filter(fellowship=fellowship_id)
    names = groups.order_by(Lower("name")).values_list("name", flat=True).distinct()
    return list(names[:OFFERED])


def same(one: str, other: str) -> bool:
    """The same but for capitals and spaces."""
    return one.casefold().split() == other.casefold().split()
