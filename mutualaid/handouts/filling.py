"""What an area and a question put into a sheet."""

from django.utils.translation import gettext

from mutualaid.design_system.dates import full_date
from mutualaid.organisations.models import Area

from .filled import Filled, ShownInsert
from .local_groups import groups_near
from .models import LocalInsert
from .sheets import FAMILY, Sheet

LONGEST_PLACE = 100


def filled_for(sheet: Sheet, area: Area, place: str = "") -> Filled:
    """The sheet's local paragraph, and its groups near a place, which is kept nowhere."""
    place = place.replace("\0", "").strip()[:LONGEST_PLACE]
    # Families look for a group for themselves and for one that the person could try.
    for_whom = "use" if sheet.edition.key != FAMILY else ""
    groups = groups_near(place, area, for_whom) if sheet.lists_groups else None
    return Filled(publisher=area.name, insert=_insert_of(sheet, area), groups=groups)


def _insert_of(sheet: Sheet, area: Area) -> ShownInsert | None:
    here = LocalInsert.objects.filter(area=area, sheet_key=sheet.key)
    found = here.published().first()
    if found is None or found.published_on is None:
        return None
    dated = gettext("Written for %(area)s, %(date)s.")
    said = {"area": area.name, "date": full_date(found.published_on)}
    return ShownInsert(found.words, dated % said)
