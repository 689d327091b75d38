"""Changes to the days on which services of an area are shut."""

from datetime import date

import holidays
from django.db import transaction
from django.utils.translation import gettext

from mutualaid.activity_log.actions import record
from mutualaid.core.actor import Actor
from mutualaid.core.refusal import Refused
from mutualaid.organisations.models import Area, Holiday

LONGEST_NAME = Holiday._meta.get_field("name").max_length


def bank_holidays(year: int) -> dict[date, str]:
    """England's, substitute days among them, from a table that needs no network."""
    known = holidays.country_holidays("GB", subdiv="ENG", years=year, language="en_GB")
    return {on: name[:LONGEST_NAME] for on, name in sorted(known.items())}


@transaction.atomic
def add_holiday(*, area: Area, on: date, name: str, by: Actor) -> Holiday:
    """Add one day; raises Refused where the day is there already."""
    _take_turns(area)
    there = Holiday.objects.filter(area=area, on=on).first()
    if there:
        raise Refused(
            gettext("That day is in the list already, as %(name)s.")
            % {"name": there.name}
        )
    made = Holiday.objects.create(area=area, on=on, name=name)
    record(
        act="organisations.add_holiday",
        by=by,
        subject=f"holiday:{made.reference}",
        detail={"on": on.isoformat(), "name": name},
        area_id=area.pk,
    )
    return made


@transaction.atomic
def add_bank_holidays(*, area: Area, year: int, by: Actor) -> list[Holiday]:
    """Add England's bank holidays of a year but for days that are there already."""
    _take_turns(area)
    there = set(
        Holiday.objects.filter(area=area).of_year(year).values_list("on", flat=True)
    )
    missing = [
        Holiday(area=area, on=on, name=name)
        for on, name in bank_holidays(year).items()
        if on not in there
    ]
    if not missing:
        return []
    made = Holiday.objects.bulk_create(missing)
    record(
        act="organisations.add_bank_holidays",
        by=by,
        subject=f"area:{area.reference}",
        detail={"year": year, "added": len(made)},
        area_id=area.pk,
    )
    return made


@transaction.atomic
def delete_holiday(*, holiday: Holiday, by: Actor) -> None:
    """Take a day out; services count as open on it again."""
    told = {"on": holiday.on.isoformat(), "name": holiday.name}
    reference, area_id = holiday.reference, holiday.area_id
    holiday.delete()
    record(
        act="organisations.delete_holiday",
        by=by,
        subject=f"holiday:{reference}",
        detail=told,
        area_id=area_id,
    )


def _take_turns(area: Area) -> None:
    """So that two people at once do not add one day twice."""
    Area.objects.select_for_update().get(pk=area.pk)
