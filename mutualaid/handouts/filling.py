"""What an area and a question put into a sheet."""

from mutualaid.organisations.models import Area

from .filled import Filled
from .local_groups import groups_near
from .sheets import Sheet

LONGEST_PLACE = 100


def filled_for(sheet: Sheet, area: Area, place: str = "") -> Filled:
    """The sheet's groups near a place, which is kept nowhere."""
    place = place.replace("\0", "").strip()[:LONGEST_PLACE]
    groups = groups_near(place, area) if sheet.lists_groups else None
    return Filled(publisher=area.name, groups=groups)
