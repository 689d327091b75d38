from datetime import UTC, date, datetime, time

import pytest

from mutualaid.core import clock
from mutualaid.core.actor import system_actor
from mutualaid.design_system.tests.markup import Page
from mutualaid.directory.actions.positions import add_position, vacate_position
from mutualaid.directory.annexes import annexes
from mutualaid.directory.coverage import coverage, held_meetings, time_of_day
from mutualaid.directory.position_answers import PositionAnswers
from mutualaid.directory.presenters.annexes import coverage_words, present_annexes
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as make

from .factories import a_fellowship, a_group, a_meeting, an_area

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)  # a Saturday
TODAY = NOON.date()


@pytest.fixture(autouse=True)
def _noon():
    with clock.frozen_at(NOON):
        yield


def covered():
    return coverage(an_area().pk, TODAY)


class TestCoverage:
    def test_counts_days_in_person_and_online(self):
        a_meeting(weekday=0)
        a_meeting(weekday=0)
        a_meeting(weekday=2, mode="hybrid")
        a_meeting(weekday=6, mode="online", venue=None)

        found = covered()

        assert found.meetings == 4
        assert found.in_person.by_day == (2, 0, 1, 0, 0, 0, 0)
        assert found.online.by_day == (0, 0, 1, 0, 0, 0, 1)
        assert found.in_person.days_covered == 2
        assert found.in_person.days_missing == (1, 3, 4, 5, 6)
        assert found.fellowships == ("aa",)

    @pytest.mark.parametrize(
        "given",
        [
            {"status": "closed"},
            {"visibility": "residents"},
            {"ends_on": date(2026, 11, 1)},
        ],
    )
    def test_leaves_out_what_nobody_can_go_to(self, given):
        a_meeting(**given)

        assert covered().meetings == 0

    def test_leaves_out_what_others_keep(self):
        elsewhere = make.area()
        a_meeting(area=elsewhere, venue=None)

        assert coverage(make.area().pk, TODAY).meetings == 0

    def test_goes_by_the_clock_of_england(self):
        a_meeting(
            weekday=0,
            start_time=time(20),
            timezone="America/New_York",
            mode="online",
            venue=None,
        )

        (held,) = held_meetings(an_area().pk, TODAY)

        assert (held.weekday, held.time_of_day) == (1, "morning")

    @pytest.mark.parametrize(
        ("given", "weekday", "time_of_day"),
        [
            ({"frequency": "monthly-date", "day_of_month": 5}, None, "evening"),
            ({"frequency": "monthly-weekday", "ordinals": [-1]}, 0, "evening"),
            ({"frequency": "appointment", "start_time": None}, None, ""),
        ],
    )
    def test_knows_what_has_no_weekday(self, given, weekday, time_of_day):
        a_meeting(**given)

        (held,) = held_meetings(an_area().pk, TODAY)

        assert (held.weekday, held.time_of_day) == (weekday, time_of_day)

    @pytest.mark.parametrize(
        ("starts", "name"),
        [
            (time(0), "morning"),
            (time(11, 59), "morning"),
            (time(12), "afternoon"),
            (time(17), "evening"),
            (time(23, 59), "evening"),
        ],
    )
    def test_parts_the_day_at_midday_and_at_five(self, starts, name):
        assert time_of_day(starts) == name

    @pytest.mark.parametrize("meetings", [1, 12])
    def test_takes_one_query(self, meetings, django_assert_num_queries):
        area = an_area()
        for number in range(meetings):
            a_meeting(weekday=number % 7)

        with django_assert_num_queries(1):
            coverage(area.pk, TODAY)


class TestCoverageWords:
    @pytest.mark.parametrize(
        ("days", "words"),
        [
            (range(7), "In person: on all 7 days of the week."),
            (range(6), "In person: on 6 of 7 days, none on Sunday."),
            (range(5), "In person: on 5 of 7 days, none on Saturday and Sunday."),
            ((), "In person: on no day of the week."),
        ],
    )
    def test_name_the_days_that_are_missing(self, days, words):
        for day in days:
            a_meeting(weekday=day)

        in_person, online = coverage_words(annexes(an_area().pk))

        assert in_person == words
        assert online == "Online: on no day of the week."


class TestAnnexes:
    def test_count_meetings_by_fellowship_and_all_together(self):
        a_meeting(weekday=0)
        a_meeting(weekday=6, start_time=time(10), mode="online", venue=None)
        a_meeting(fellowship=a_fellowship("na"), weekday=6, mode="")

        found = annexes(an_area().pk)

        assert [(row.name, row.total) for row in found.meetings] == [
            ("AA", 2),
            ("NA", 1),
        ]
        assert found.all_meetings.by_day == (1, 0, 0, 0, 0, 0, 2)
        assert found.all_meetings.by_time == {
            "morning": 1,
            "afternoon": 0,
            "evening": 2,
            "": 0,
        }
        assert found.all_meetings.by_mode == {
            "in-person": 1,
            "online": 1,
            "hybrid": 0,
            "": 1,
        }

    def test_name_the_areas_own_groups(self):
        local = a_fellowship("local", short_name="Local group")
        own = a_fellowship("lamplight", area=an_area())
        group = a_group(fellowship=local, name="Cook and Eat")
        a_meeting(fellowship=local, group=group)
        a_meeting(fellowship=local, group=group, weekday=3)
        a_meeting(fellowship=own, name="A Walk", group=None)
        a_meeting()

        found = annexes(an_area().pk).local_groups

        assert [(each.name, each.meetings) for each in found] == [
            ("A Walk", 1),
            ("Cook and Eat", 2),
        ]

    def test_tell_whom_to_ask_apart_for_families(self):
        a_fellowship("al-anon", for_whom=["family"])
        a_meeting()

        found = annexes(an_area().pk)

        assert [(each.key, each.meetings) for each in found.for_people_who_use] == [
            ("aa", 1)
        ]
        assert [each.key for each in found.for_families] == ["al-anon"]

    def test_have_the_positions(self):
        by = system_actor("tests")
        answers = PositionAnswers("prisons", "", "", "01632 960 001", TODAY)
        position = add_position(
            area=an_area(), fellowship=a_fellowship(), answers=answers, by=by
        )
        vacate_position(position=position, by=by)

        (table,) = present_annexes(annexes(an_area().pk))[2].tables

        assert table.rows == [["AA", "Prisons", "", "vacant", "21 November 2026"]]

    @pytest.mark.parametrize("meetings", [1, 12])
    def test_take_three_queries(self, meetings, django_assert_num_queries):
        area = an_area()
        for number in range(meetings):
            a_meeting(weekday=number % 7, fellowship=a_fellowship(f"f{number}"))

        with django_assert_num_queries(3):
            annexes(area.pk)


@pytest.fixture
def client():
    return make.signed_in_client(make.membership(Role.COMMISSIONER, an_area()))


class TestShowAnnexes:
    def test_says_what_was_found_and_shows_every_annex(self, client):
        a_meeting()

        page = Page(client.get("/directory/annexes/").content.decode())

        assert page.all("h1")[0].text == "1 meeting, in person on 1 of 7 days"
        assert [each.text.partition(":")[0] for each in page.all("h2")][-5:] == [
            f"Annex {number}" for number in (1, 2, 3, 5, 6)
        ]
        assert "In person: on 1 of 7 days" in page.all("main")[0].text

    def test_says_so_where_there_is_nothing(self, client):
        words = client.get("/directory/annexes/").content.decode()

        assert "No meeting is in the list yet." in words
        assert "No local group is in the list yet." in words
        assert "No service position is kept yet." in words

    def test_has_each_annex_as_a_file(self, client):
        a_meeting()
        a_fellowship("al-anon", for_whom=["family"])

        first = client.get("/directory/annexes/annex.csv")
        sixth = client.get("/directory/annexes/annex.csv?annex=6").content.decode()

        assert first["Content-Disposition"] == (
            'attachment; filename="annex-1-2026-11-21.csv"'
        )
        assert '"AA","1","0"' in first.content.decode()
        assert '"AL-ANON in full"' in sixth

    @pytest.mark.parametrize("number", ["4", "7", "x", ""])
    def test_has_no_other_annex(self, client, number):
        address = f"/directory/annexes/annex.csv?annex={number}"

        assert client.get(address).status_code == 404
