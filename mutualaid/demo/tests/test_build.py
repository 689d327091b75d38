from collections import Counter
from datetime import UTC, datetime, time, timedelta

import pytest
from django.db import transaction

from mutualaid.activity_log.models import Entry
from mutualaid.core import clock
from mutualaid.core.actor import system_actor
from mutualaid.core.area import within
from mutualaid.core.refusal import Refused
from mutualaid.demo import build
from mutualaid.demo.build import DemoReport, build_demo
from mutualaid.directory.models import DirectoryRevision, Meeting, Venue
from mutualaid.directory.models.meetings import Mode, Openness
from mutualaid.directory.models.verification import VerificationKind
from mutualaid.directory.recurrence import ExceptionKind, Frequency
from mutualaid.geography.lookup import find_place
from mutualaid.organisations.actions import create_area
from mutualaid.organisations.models import Area

BUILDER = system_actor("test")
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
SIXTY_DAYS = timedelta(days=60)


def built(now: datetime = NOW, *, again: bool = False) -> DemoReport:
    with clock.frozen_at(now):
        return build_demo(by=BUILDER, again=again)


def told(meeting: Meeting) -> tuple:
    """All that a meeting says, without what is random or counted by the database."""
    venue = meeting.venue
    return (
        meeting.fellowship.key,
        meeting.name,
        meeting.schedule(),
        meeting.mode,
        meeting.openness,
        tuple(meeting.features),
        tuple(meeting.languages),
        meeting.notes,
        venue and (venue.name, venue.postcode, venue.latitude, venue.longitude),
        meeting.source_updated_at,
        meeting.verified_on,
        meeting.verified_how,
    )


def meetings_there() -> list[Meeting]:
    with within(Area.objects.get().pk):
        return list(Meeting.objects.published().with_everything())


@pytest.fixture(scope="module")
def meetings(django_db_setup, django_db_blocker) -> list[Meeting]:
    """The demo's meetings, read once and taken out of the database again."""
    with django_db_blocker.unblock(), transaction.atomic():
        built()
        found = meetings_there()
        transaction.set_rollback(True)
    return found


def is_late(meeting: Meeting) -> bool:
    schedule = meeting.pattern()
    return schedule.start_time is not None and schedule.start_time >= time(23)


FEATURES = {
    "in person": lambda m: m.mode == Mode.IN_PERSON and m.venue,
    "online": lambda m: m.mode == Mode.ONLINE and m.conference_url,
    "hybrid": lambda m: m.mode == Mode.HYBRID and m.venue and m.conference_url,
    "by telephone": lambda m: m.conference_phone,
    "open": lambda m: m.openness == Openness.OPEN,
    "closed": lambda m: m.openness == Openness.CLOSED,
    "women": lambda m: "women" in m.features,
    "men": lambda m: "men" in m.features,
    "LGBTQ+": lambda m: "lgbtq" in m.features,
    "newcomers": lambda m: "newcomers" in m.features,
    "young people": lambda m: "young-people" in m.features,
    "childcare": lambda m: "childcare" in m.features,
    "step-free": lambda m: "step-free" in m.features,
    "hearing loop": lambda m: "hearing-loop" in m.features,
    "Polish": lambda m: "pl" in m.languages,
    "Punjabi": lambda m: "pa" in m.languages,
    "BSL": lambda m: "bsl" in m.languages,
    "fortnightly": lambda m: m.interval == 2,
    "nth weekday": lambda m: m.frequency == Frequency.MONTHLY_WEEKDAY,
    "last weekday": lambda m: m.ordinals == [-1],
    "date of the month": lambda m: m.frequency == Frequency.MONTHLY_DATE,
    "by appointment": lambda m: m.frequency == Frequency.APPOINTMENT,
    "past midnight": lambda m: is_late(m) and m.duration_minutes == 90,
    "lunch": lambda m: m.start_time and time(12) <= m.start_time < time(14),
    "morning": lambda m: m.start_time and m.start_time < time(12),
    "yet to start": lambda m: m.starts_on and m.starts_on > NOW.date(),
    "for a season": lambda m: m.ends_on and m.ends_on > NOW.date(),
    "venue closed": lambda m: m.venue_closed,
    "group": lambda m: m.group,
    "how to get there": lambda m: m.venue and m.venue.notes,
    **{
        kind.value: lambda m, kind=kind: any(
            date.kind == kind for date in m.different_dates.all()
        )
        for kind in ExceptionKind
    },
    **{
        kind.value: lambda m, kind=kind: m.verified_how == kind
        for kind in VerificationKind
    },
}
AT_LEAST = {"fortnightly": 4, "nth weekday": 3, "cancelled": 5, "moved": 4, "extra": 3}


class TestDemo:
    def test_holds_meetings_of_ten_fellowships(self, meetings):
        counted = Counter(meeting.fellowship.key for meeting in meetings)

        assert len(meetings) == 121
        assert len(counted) == 10
        assert [key for key, _ in counted.most_common(2)] == ["aa", "na"]

    @pytest.mark.parametrize("feature", FEATURES)
    def test_shows_every_kind_of_meeting(self, meetings, feature):
        shown = [meeting for meeting in meetings if FEATURES[feature](meeting)]

        assert len(shown) >= AT_LEAST.get(feature, 1)

    def test_states_the_mode_of_every_meeting(self, meetings):
        assert all(meeting.mode and meeting.openness for meeting in meetings)

    def test_fills_the_week_and_mostly_its_evenings(self, meetings):
        weekly = [meeting for meeting in meetings if meeting.start_time]
        evenings = [each for each in weekly if each.start_time >= time(17)]

        assert {meeting.weekday for meeting in weekly} >= set(range(7))
        assert 0.6 < len(evenings) / len(weekly) < 0.85

    def test_has_a_date_to_come_for_each_meeting(self, meetings):
        dated = [each for each in meetings if each.frequency != Frequency.APPOINTMENT]
        without = [
            meeting.name
            for meeting in dated
            if not any(meeting.schedule().occurrences(NOW, NOW + SIXTY_DAYS))
        ]

        assert len(dated) == 120
        assert without == []

    def test_has_most_meetings_verified_at_different_times(self, meetings):
        ages = [NOW.date() - each.verified_on for each in meetings if each.verified_on]
        (welcoming,) = (
            meeting
            for meeting in meetings
            if (meeting.fellowship.key, meeting.name) == ("aa", "Oxenlow Newcomers")
        )

        assert len(ages) == 72
        assert min(ages) > timedelta(0)
        assert max(ages) > timedelta(days=200)
        assert welcoming.verified_how == VerificationKind.CONFIRMED
        assert NOW.date() - welcoming.verified_on == timedelta(days=9)

    def test_knows_where_every_meeting_in_person_is(self, meetings):
        placed = [each.venue for each in meetings if each.mode != Mode.ONLINE]

        assert all(53.6 < venue.latitude < 54.0 for venue in placed)
        assert all(0.5 < venue.longitude < 1.1 for venue in placed)
        assert all(venue.postcode.startswith("NB") for venue in placed)

    def test_is_the_same_for_everybody_on_a_day(self, meetings, django_db_blocker):
        with django_db_blocker.unblock(), transaction.atomic():
            built(NOW + timedelta(hours=3))
            others = meetings_there()
            transaction.set_rollback(True)

        assert sorted(map(repr, map(told, others))) == sorted(
            map(repr, map(told, meetings))
        )


@pytest.mark.django_db
class TestBuildDemo:
    def test_says_what_it_made(self):
        assert built() == DemoReport(
            name="Northbridge Recovery Partnership",
            was_there=False,
            meetings=121,
            fellowships=10,
            verified=72,
            different_dates=13,
        )

    def test_makes_places_that_can_be_searched(self):
        built()

        town, outcode = find_place("Sandhythe"), find_place("nb6")
        assert find_place("NB1 1JT").label == "NB1 1JT"
        assert abs(town.latitude - outcode.latitude) < 0.02
        assert abs(town.longitude - outcode.longitude) < 0.03

    def test_changes_nothing_a_second_time(self):
        first = built()
        before = Entry.objects.count(), DirectoryRevision.current()
        second = built(NOW + timedelta(days=30))

        assert second.was_there
        assert second.meetings == first.meetings
        assert (Entry.objects.count(), DirectoryRevision.current()) == before

    def test_brings_its_dates_up_to_today_when_asked(self):
        first = built()
        addresses = set(Meeting.objects.values_list("reference", flat=True))
        later = NOW + timedelta(days=200)
        second = built(later, again=True)

        assert (second.verified, second.different_dates) == (
            first.verified,
            first.different_dates,
        )
        assert set(Meeting.objects.values_list("reference", flat=True)) == addresses
        for meeting in Meeting.objects.with_everything():
            for date in meeting.different_dates.all():
                assert date.original_date > later.date()

    def test_refuses_to_stand_beside_a_real_area(self):
        create_area(name="Ley", slug="ley", latitude=53, longitude=-1, by=BUILDER)

        with pytest.raises(Refused, match="holds a real area"):
            built()
        assert not Meeting.objects.exists()

    def test_leaves_nothing_of_a_demo_that_could_not_be_finished(self, monkeypatch):
        def fail(*_args: object) -> None:
            raise Refused("No.")

        monkeypatch.setattr(build, "verify", fail)
        with pytest.raises(Refused):
            built()

        assert not Area.objects.exists()
        assert not Venue.objects.exists()
