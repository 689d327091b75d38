"""How the demo's list is kept: what is known of groups and halls, what people tell, what waits."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from mutualaid.core.actor import Actor
from mutualaid.directory.actions.adding import add_meeting
from mutualaid.directory.actions.changing import change_meeting
from mutualaid.directory.actions.closing import close_meeting
from mutualaid.directory.actions.correcting import answer_correction, tell_us
from mutualaid.directory.actions.feeds import set_feed
from mutualaid.directory.actions.groups import add_group, change_group
from mutualaid.directory.actions.population import import_population
from mutualaid.directory.actions.positions import add_position
from mutualaid.directory.actions.venues import add_venue, check_venue
from mutualaid.directory.formats.records import VenueRecord
from mutualaid.directory.models import Fellowship, Group, Meeting, MeetingSource, Venue
from mutualaid.directory.models.corrections import CorrectionKind, CorrectionOrigin
from mutualaid.directory.models.meetings import Visibility
from mutualaid.directory.models.sources import Permission
from mutualaid.directory.models.venue_facts import Answer, VenueQuestion
from mutualaid.directory.position_answers import PositionAnswers
from mutualaid.geography.boundaries import read_boundary
from mutualaid.organisations.actions.reach import set_reach
from mutualaid.organisations.models import Area

from .sources import DATA

CHAMPION = "recovery-champion"
AUTHORITY = "E99000001"  # of the kind that no place in England has

# Fellowship and name of groups that have an address to write to, whoever reads it.
_REACHABLE_SHARE = 4  # of five groups

_HALLS: Mapping[str, tuple[tuple[VenueQuestion, bool, str], ...]] = {
    "Northbridge Central Library": (
        (VenueQuestion.STEP_FREE, True, "By the side door on Inkle Street."),
        (VenueQuestion.ACCESSIBLE_TOILET, True, ""),
        (VenueQuestion.HEARING_LOOP, True, "Ask at the desk for it to be turned on."),
        (VenueQuestion.BUS_STOP, True, "Assize Square, two minutes."),
        (VenueQuestion.LIGHTING, True, ""),
    ),
    "Friends Meeting House": (
        (VenueQuestion.STEP_FREE, True, "There is a ramp. Ring first."),
        (VenueQuestion.PARKING, False, "The nearest is in Weavers Row."),
        (VenueQuestion.QUIET, True, "The small room beside the hall."),
    ),
    "The Lamplight Recovery Café": (
        (VenueQuestion.STEP_FREE, True, ""),
        (VenueQuestion.CHILDREN, True, "There is a corner with toys."),
        (VenueQuestion.BUS_STOP, True, "The bus station is two minutes away."),
    ),
    "City Methodist Hall": (
        (VenueQuestion.STEP_FREE, True, ""),
        (VenueQuestion.PARKING, True, "Free, at the back."),
        (VenueQuestion.LIGHTING, False, "The way from the car park is dark."),
    ),
    "The Pavilion": ((VenueQuestion.STEP_FREE, False, "Three steps, no rail."),),
}


@dataclass(frozen=True, slots=True)
class _Position:
    """A service position that a fellowship offers here."""

    fellowship: str
    role: str
    about: str
    address: str
    due: int  # days from today to its next review


_POSITIONS = (
    _Position("aa", "health", "Speaks at services and answers professionals.", "health@aa-northbridge.example", 120),
    _Position("aa", "probation", "First contact for people on probation.", "probation@aa-northbridge.example", -9),
    _Position("na", "hospitals", "Brings meetings into hospitals.", "hospitals@na-northbridge.example", 60),
    _Position("ca", "public-information", "Talks to schools, services and the press.", "pi@ca-northbridge.example", 150),
    _Position("smart", "liaison", "Helps services to begin a meeting.", "hello@smart-northbridge.example", 90),
)  # fmt: skip


def keep(area: Area, meetings: Iterable[Meeting], today: date, by: Actor) -> None:
    """Do once what partners and champions of the area did in the weeks before today."""
    known = {(each.fellowship.key, each.name): each for each in meetings}
    _reach(area, by)
    _lists(area, today, by)
    _groups(area, known.values(), by)
    _halls(area, today, by)
    _positions(area, today, by)
    _by_hand(area, known, by)
    _told(area, known, by)


def _reach(area: Area, by: Actor) -> None:
    outline = read_boundary((DATA / "boundary.geojson").read_bytes())
    set_reach(
        area=area,
        outline=outline,
        authority_codes=[AUTHORITY],
        radius_miles=None,
        by=by,
    )
    import_population(area=area, data=(DATA / "population.csv").read_bytes(), by=by)


def _lists(area: Area, today: date, by: Actor) -> None:
    """Nothing is fetched: their addresses are of the kind that leads nowhere."""
    for source in MeetingSource.objects.filter(area=area):
        is_own = source.name.startswith(("AA", "SMART"))
        set_feed(
            source=source,
            by=by,
            by_role=CHAMPION,
            is_fellowships_own=is_own,
            fellowship=source.fellowship.key if source.fellowship else "",
            permission=Permission.GIVEN if is_own else Permission.ASKED,
            permission_note="Its web office" if is_own else "",
            permission_on=today - timedelta(days=70),
        )


def _groups(area: Area, meetings: Iterable[Meeting], by: Actor) -> None:
    """Groups that write back to letters, and what stays inside about two of them."""
    for meeting in meetings:
        if meeting.group_id is None and meeting.fellowship.key != "local":
            group = add_group(
                area=area, fellowship=meeting.fellowship, name=meeting.name, by=by
            )
            change_meeting(
                meeting=meeting,
                values={"group": group.reference},
                by_role=CHAMPION,
                by=by,
            )
    for number, group in enumerate(Group.objects.filter(area=area).order_by("name")):
        if number % (_REACHABLE_SHARE + 1) != _REACHABLE_SHARE:
            address = f"group{number + 1}@meetings.example"
            values: dict[str, Any] = {"shared_email": address, "is_shared": True}
            if group.name == "Lunchtime Group":
                values |= {
                    "rent": "£12 an hour, paid by the group",
                    "relations": "Asked for a bigger room in spring.",
                }
            change_group(group=group, values=values, by=by)
    teenagers = Group.objects.filter(area=area, fellowship__key="alateen").first()
    if teenagers:
        values = {"public_contact": "Ring Al-Anon and ask for Alateen."}
        change_group(group=teenagers, values=values, by=by)


def _halls(area: Area, today: date, by: Actor) -> None:
    for venue in Venue.objects.filter(area=area, name__in=_HALLS).order_by("name"):
        check_venue(
            venue=venue,
            answers={
                question: Answer(is_so, note)
                for question, is_so, note in _HALLS[venue.name]
            },
            on=today - timedelta(days=7 * len(venue.name)),
            by_role=CHAMPION,
            by=by,
        )


def _positions(area: Area, today: date, by: Actor) -> None:
    known = {each.key: each for each in Fellowship.objects.all()}
    for each in _POSITIONS:
        add_position(
            area=area,
            fellowship=known[each.fellowship],
            answers=PositionAnswers(
                role=each.role,
                description=each.about,
                shared_email=each.address,
                shared_telephone="",
                review_on=today + timedelta(days=each.due),
            ),
            by=by,
        )


def _by_hand(area: Area, known: Mapping[tuple[str, str], Meeting], by: Actor) -> None:
    """A meeting for people who stay in a ward, one that was listed twice, one that ended."""
    ward = add_venue(
        area=area,
        told=VenueRecord(
            name="Saltmarsh Ward, Haven Hospital",
            address="Haven Road",
            town="Northbridge",
            postcode="NB1 4FN",
        ),
        by=by,
    )
    weekly = known["na", "Daylight"]
    _add(area, "aa", "Saltmarsh Ward", 2, "14:00", ward.reference, by,
         visibility=Visibility.RESIDENTS, notes="For people who stay on the ward.")  # fmt: skip
    _add(area, "na", "Daylight at the Library", 0, "13:00",
         weekly.venue.reference if weekly.venue else None, by)  # fmt: skip
    ended = _add(area, "ca", "Holmsay Tuesday", 1, "19:30", None, by)
    close_meeting(meeting=ended, by_role=CHAMPION, by=by)
    change_meeting(
        meeting=weekly,
        values={"notes": "Tea from half past twelve. You can bring food."},
        by_role=CHAMPION,
        by=by,
    )


def _add(
    area: Area,
    fellowship: str,
    name: str,
    weekday: int,
    starts: str,
    venue: str | None,
    by: Actor,
    **more: Any,
) -> Meeting:
    pattern = {
        "frequency": "weekly",
        "weekday": weekday,
        "interval": 1,
        "ordinals": [],
        "day_of_month": None,
        "start_time": starts,
        "duration_minutes": 60,
        "timezone": "Europe/London",
        "starts_on": None,
        "ends_on": None,
        "anchored_on": None,
    }
    return add_meeting(
        area=area,
        fellowship=Fellowship.objects.get(key=fellowship),
        values={
            "name": name,
            "pattern": pattern,
            "venue": venue,
            "mode": "in-person",
            "openness": "open",
            **more,
        },
        by_role=CHAMPION,
        by=by,
    )


def _told(area: Area, known: Mapping[tuple[str, str], Meeting], by: Actor) -> None:
    """What people told: three things wait, one is answered."""
    tell_us(
        area=area,
        meeting=known["aa", "Northbridge Friday Lunch"],
        kind=CorrectionKind.NOT_THERE,
        origin=CorrectionOrigin.PUBLIC,
        words="The door was locked and there was no note.",
        by=by,
    )
    tell_us(
        area=area,
        meeting=known["ca", "City Wednesday"],
        kind=CorrectionKind.TIME,
        origin=CorrectionOrigin.GROUP,
        told={"time": "19:30"},
        by=by,
    )
    tell_us(
        area=area,
        meeting=None,
        kind=CorrectionKind.MISSING,
        origin=CorrectionOrigin.STAFF,
        told={"name": "Tide Table", "fellowship": "local", "day": 3, "time": "18:00"},
        words="They meet in the café by the harbour.",
        by=by,
    )
    answered = tell_us(
        area=area,
        meeting=known["al-anon", "Linholt Families"],
        kind=CorrectionKind.PLACE,
        origin=CorrectionOrigin.PUBLIC,
        words="Is it still in the chapel?",
        by=by,
    )
    answer_correction(
        correction=answered,
        answer="We asked the group: it is, in the room at the back.",
        by_role=CHAMPION,
        by=by,
    )
