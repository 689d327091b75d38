"""A change of one record changes the evidence that depends on it, and no other."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import pytest

from mutualaid.core import clock
from mutualaid.core.area import within
from mutualaid.core.measures import Measured
from mutualaid.directory import actions
from mutualaid.directory.actions.positions import vacate_position
from mutualaid.directory.meeting_values import pattern_value
from mutualaid.directory.models import Meeting, ServicePosition, Venue
from mutualaid.directory.models.meetings import PATTERN_COLUMNS
from mutualaid.directory.models.relations import PositionRole
from mutualaid.directory.models.venue_facts import Answer, VenueQuestion
from mutualaid.directory.tests.factories import (
    TESTER,
    a_fellowship,
    a_meeting,
    a_venue,
)
from mutualaid.indicators.live import measure_now
from mutualaid.indicators.registry import all_indicators
from mutualaid.organisations.actions.memberships import end_role, give_role
from mutualaid.organisations.actions.providers import close_service
from mutualaid.organisations.models import Area, Membership, Service
from mutualaid.organisations.roles import ChampionLevel, Role
from mutualaid.organisations.tests.factories import (
    area as an_area,
)
from mutualaid.organisations.tests.factories import (
    membership,
    person,
    service,
)

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
TODAY = NOON.date()
BY = {"by_role": "recovery-champion", "by": TESTER}
LISTED = {
    "directory.verified_share",
    "directory.meetings_by_fellowship",
    "directory.days_in_person",
    "directory.step_free_share",
}
CONTACTS = {"directory.positions_in_date", "directory.liaison_positions"}


@dataclass(frozen=True)
class World:
    """An area with a little of everything."""

    area: Area
    hall: Venue
    rooms: Venue
    harbour: Service
    riverside: Service
    oldest: Meeting  # AA on a Monday, confirmed long ago
    ageing: Meeting  # AA on a Tuesday, online, confirmed 100 days ago
    only: Meeting  # of NA, on a Wednesday in Riverside's rooms
    health: ServicePosition  # of AA
    prisons: ServicePosition  # of NA
    strategic: Membership


@pytest.fixture
def world():
    with clock.frozen_at(NOON):
        area = an_area()
        with within(area.pk):
            yield furnished(area)


def furnished(area: Area) -> World:
    harbour, riverside = (
        service(area, name=name) for name in ("Harbour House", "Riverside")
    )
    hall = a_venue(area=area)
    rooms = a_venue(area=area, name="Riverside rooms")
    actions.name_premises(venue=rooms, service=riverside, by=TESTER)
    aa, na = (a_fellowship(key) for key in ("aa", "na"))
    membership(Role.PEER, area, service=harbour)
    return World(
        area=area,
        hall=hall,
        rooms=rooms,
        harbour=harbour,
        riverside=riverside,
        oldest=meeting(area, aa, 0, hall, 300),
        ageing=meeting(area, aa, 1, None, 100, mode="online"),
        only=meeting(area, na, 2, rooms, 10, features=["step-free"]),
        health=position(area, aa, PositionRole.HEALTH),
        prisons=position(area, na, PositionRole.PRISONS),
        strategic=membership(
            Role.RECOVERY_CHAMPION,
            area,
            service=harbour,
            champion_level=ChampionLevel.STRATEGIC,
        ),
    )


def meeting(area, fellowship, weekday, venue, days_ago, **given) -> Meeting:
    return a_meeting(
        area=area,
        fellowship=fellowship,
        weekday=weekday,
        venue=venue,
        verified_on=TODAY - timedelta(days_ago),
        **given,
    )


def position(area, fellowship, role) -> ServicePosition:
    return ServicePosition.objects.create(
        area=area,
        fellowship=fellowship,
        role=role,
        shared_email="contact@northbridge.example",
        review_on=TODAY + timedelta(90),
        created_at=NOON,
        updated_at=NOON,
    )


def evidence(world: World) -> dict[str, Measured | None]:
    return measure_now(world.area.pk, all_indicators(), TODAY)


def add_a_sunday_meeting(world: World) -> None:
    values = {
        "name": "Sunday Lights",
        "pattern": pattern(world.oldest, weekday=6),
        "mode": "in-person",
        "venue": world.hall.reference,
    }
    fellowship = a_fellowship("aa")
    actions.add_meeting(area=world.area, fellowship=fellowship, values=values, **BY)


def pattern(meeting: Meeting, **columns) -> dict[str, object]:
    """A meeting's pattern with some columns otherwise."""
    told = {name: getattr(meeting, name) for name in PATTERN_COLUMNS}
    return pattern_value({**told, **columns})


def confirm(meeting: Meeting) -> None:
    actions.verify_meeting(meeting=meeting, kind="visited", on=TODAY, **BY)


def change(meeting: Meeting, **values) -> None:
    actions.change_meeting(meeting=meeting, values=values, **BY)


def see_step_free(venue: Venue) -> None:
    answers = {VenueQuestion.STEP_FREE: Answer(True)}
    actions.check_venue(venue=venue, answers=answers, on=TODAY, **BY)


def begin_role(world: World, role: Role, level: str = "") -> None:
    give_role(
        user=person(),
        area=world.area,
        role=role,
        service=world.riverside,
        champion_level=level,
        by=TESTER,
    )


CHANGES: dict[str, tuple[Callable[[World], object], set[str]]] = {
    "the oldest meeting is confirmed": (
        lambda world: confirm(world.oldest),
        {"directory.verified_share", "directory.oldest_unchecked"},
    ),
    "another meeting is confirmed": (
        lambda world: confirm(world.ageing),
        {"directory.verified_share"},
    ),
    "a fresh meeting is confirmed again": (lambda world: confirm(world.only), set()),
    "a Sunday meeting is added": (
        add_a_sunday_meeting,
        {*LISTED, "directory.oldest_unchecked"},
    ),
    "a fellowship’s only meeting closes": (
        lambda world: actions.close_meeting(meeting=world.only, **BY),
        {
            *LISTED,
            *CONTACTS,
            "directory.meetings_on_premises",
            "directory.programmes",
        },
    ),
    "a meeting can be joined online too": (
        lambda world: change(world.oldest, mode="hybrid"),
        {"directory.days_online"},
    ),
    "a meeting is for women": (
        lambda world: change(world.oldest, features=["women"]),
        {"directory.programmes"},
    ),
    "a meeting begins later": (
        lambda world: change(
            world.oldest, pattern=pattern(world.oldest, start_time=time(20))
        ),
        set(),
    ),
    "one date is cancelled": (
        lambda world: actions.cancel_date(
            meeting=world.oldest, on=date(2026, 11, 30), by=TESTER
        ),
        set(),
    ),
    "somebody saw that a hall is step-free": (
        lambda world: see_step_free(world.hall),
        {"directory.step_free_share"},
    ),
    "a hall is found to be a service’s": (
        lambda world: actions.name_premises(
            venue=world.hall, service=world.harbour, by=TESTER
        ),
        {"directory.meetings_on_premises"},
    ),
    "the only health position is vacant": (
        lambda world: vacate_position(position=world.health, by=TESTER),
        CONTACTS,
    ),
    "another position is vacant": (
        lambda world: vacate_position(position=world.prisons, by=TESTER),
        {"directory.positions_in_date"},
    ),
    "a service opens the list": (
        lambda world: actions.note_list_use(hat=world.strategic.hat()),
        {"directory.list_use"},
    ),
    "a community champion begins": (
        lambda world: begin_role(
            world, Role.RECOVERY_CHAMPION, ChampionLevel.COMMUNITY
        ),
        {"organisations.champions_by_level"},
    ),
    "the strategic champion leaves": (
        lambda world: end_role(membership=world.strategic, by=TESTER),
        {"organisations.champions_by_level"},
    ),
    "a peer begins where there was none": (
        lambda world: begin_role(world, Role.PEER),
        {"organisations.services_with_a_peer"},
    ),
    "a keyworker begins": (lambda world: begin_role(world, Role.KEYWORKER), set()),
    "a service closes": (
        lambda world: close_service(service=world.riverside, expected={}, by=TESTER),
        {
            "directory.list_use",
            "directory.meetings_on_premises",
            "organisations.services_with_a_peer",
        },
    ),
}


class TestEvidence:
    @pytest.mark.parametrize("said", CHANGES)
    def test_changes_with_what_it_depends_on_and_with_nothing_else(self, world, said):
        make_it_so, expected = CHANGES[said]
        before = evidence(world)
        make_it_so(world)
        after = evidence(world)

        assert {key for key in after if after[key] != before[key]} == expected

    def test_is_changed_by_something_here_whatever_it_is(self):
        """So that no publisher goes without a change that moves it."""
        moved = {key for _, keys in CHANGES.values() for key in keys}

        assert moved == {
            key
            for key in all_indicators()
            if key.startswith(("directory.", "organisations."))
        }

    def test_is_the_areas_own(self, world):
        before = evidence(world)
        other = an_area()
        with within(other.pk):
            furnished(other)

        assert evidence(world) == before

    def test_cannot_be_said_of_an_area_that_nobody_has_described(self):
        area = an_area()
        with within(area.pk):
            found = measure_now(area.pk, all_indicators(), TODAY)

        assert {key for key, value in found.items() if value} == {
            "organisations.champions_by_level"
        }

    def test_asks_as_many_queries_of_many_meetings_as_of_few(
        self, world, django_assert_max_num_queries, django_assert_num_queries
    ):
        with django_assert_max_num_queries(31) as asked:
            evidence(world)
        for weekday in range(7):
            meeting(world.area, a_fellowship(f"f{weekday}"), weekday, world.hall, 5)
        with django_assert_num_queries(len(asked)):
            evidence(world)
