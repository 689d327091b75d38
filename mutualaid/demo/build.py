"""Making the demo: a fictional partnership in the open North Sea, its people and its meetings.

It lies where nobody lives, so that no map leads to a real door. Everything goes through the
actions that real areas use.
"""

from dataclasses import dataclass

from django.db import transaction

from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.core.area import within
from mutualaid.core.refusal import Refused
from mutualaid.directory.actions import import_meetings, load_national_fellowships
from mutualaid.directory.models import DifferentDate, Meeting, Verification
from mutualaid.geography.actions import import_places, import_postcodes
from mutualaid.organisations.actions import create_area
from mutualaid.organisations.models import Area

from .alarms import raise_alarms
from .assessing import assess
from .care import bring_sessions
from .clients import bring_clients
from .handouts import write_for_handouts
from .happenings import happen, verify
from .keeping import keep
from .people import bring_people
from .privacy_things import agree_and_report
from .retention import keep_too_long
from .rights import ask_for_rights
from .sources import PLACES, POSTCODES, SOURCES

NAME = "Northbridge Recovery Partnership"
SLUG = "northbridge"
LATITUDE, LONGITUDE = 53.80, 0.75


@dataclass(frozen=True, slots=True)
class DemoReport:
    """What the demo holds, and whether this run made it."""

    name: str
    was_there: bool
    meetings: int
    fellowships: int
    verified: int
    different_dates: int


@transaction.atomic
def build_demo(*, by: Actor, again: bool = False) -> DemoReport:
    """Make the demo area unless it is there; `again` brings its dates up to today.

    All or nothing. Raises Refused beside a real area.
    """
    refuse_beside_a_real_area()
    area = Area.objects.filter(is_demo=True).first()
    if area and not again:
        return _report(area, was_there=True)
    load_national_fellowships(by=by)
    import_postcodes(path=POSTCODES, by=by)
    import_places(path=PLACES, by=by)
    was_there = area is not None
    area = area or _area(by)
    with within(area.pk):
        if not was_there:
            bring_people(area, by)
        _fill(area, by, is_new=not was_there)
    return _report(area, was_there=was_there)


def refuse_beside_a_real_area() -> None:
    """Raises Refused where the database holds an area that is not a demo."""
    if Area.objects.filter(is_demo=False).exists():
        raise Refused(
            "This database holds a real area, and the demo lets anybody in; "
            "set MUTUALAID_DATA to another directory for the demo."
        )


def _area(by: Actor) -> Area:
    return create_area(
        name=NAME,
        slug=SLUG,
        latitude=LATITUDE,
        longitude=LONGITUDE,
        is_demo=True,
        by=by,
    )


def _fill(area: Area, by: Actor, *, is_new: bool) -> None:
    today = clock.today()
    for source in SOURCES:
        import_meetings(
            area=area,
            source_name=source.name,
            data=source.read(today),
            file_name=source.file_name,
            fellowship=source.fellowship,
            by=by,
        )
    _forget_what_differed(area)
    meetings = list(
        Meeting.objects.filter(area=area, source__isnull=False)
        .published()
        .select_related("fellowship")
        .order_by("source__name", "source_record__key", "slot")
    )
    happen(meetings, today, by)
    verify(meetings, today, by)
    if is_new:
        keep(area, meetings, today, by)
        assess(area, by)
        bring_clients(area)
        bring_sessions(area)
        agree_and_report(area)
        ask_for_rights(area)
        keep_too_long(area, by)
        raise_alarms(area)
        write_for_handouts(area)


def _forget_what_differed(area: Area) -> None:
    """The dates and checks of an earlier day; nobody but the demo ever undoes them."""
    DifferentDate.objects.filter(area=area).delete()
    Verification.objects.filter(area=area).delete()
    Meeting.objects.filter(area=area).update(verified_on=None, verified_how="")


def _report(area: Area, *, was_there: bool) -> DemoReport:
    with within(area.pk):
        meetings = Meeting.objects.filter(area=area).published()
        return DemoReport(
            name=area.name,
            was_there=was_there,
            meetings=meetings.count(),
            fellowships=meetings.values("fellowship").distinct().count(),
            verified=meetings.exclude(verified_on=None).count(),
            different_dates=DifferentDate.objects.filter(area=area).count(),
        )
