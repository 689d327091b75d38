"""What the finder's page says around its list, and the pages that lists lead to."""

from datetime import UTC, date, datetime, time

import pytest

from mutualaid.core import clock
from mutualaid.directory.finding import find
from mutualaid.directory.models import Meeting
from mutualaid.directory.models.meetings import MeetingStatus
from mutualaid.directory.presenters.finder import present_finder

from .factories import a_fellowship, a_meeting, a_venue, an_area
from .test_find_meetings import SATURDAY_NOON, text_of

pytestmark = pytest.mark.django_db
MILE_NORTH = 1 / 69.1


@pytest.fixture(autouse=True)
def _saturday_noon():
    with clock.frozen_at(SATURDAY_NOON):
        an_area()
        yield


def page_for(**parameters):
    asked = {
        name: value if isinstance(value, list) else [value]
        for name, value in parameters.items()
    }
    return present_finder(find(asked, an_area()))


def links(page) -> dict[str, str]:
    return {link.text: link.href for line in page.quick for link in line.links}


class TestQuickLinks:
    def test_offer_from_now_on_the_day_itself(self):
        assert "From now" not in links(page_for())
        assert "From now" not in links(page_for(day=["today", "mon"]))
        assert links(page_for(day="today"))["From now"] == "?day=today&after=11%3A50"

    def test_of_the_clock_on_the_wall_in_summer(self):
        with clock.frozen_at(datetime(2026, 7, 1, 12, tzinfo=UTC)):
            asked = links(page_for(day="today"))["From now"]

        assert asked == "?day=today&after=12%3A50"

    def test_know_which_of_them_was_asked(self):
        page = page_for(day="tomorrow", before="12:00")

        current = [
            link.text for line in page.quick for link in line.links if link.is_current
        ]
        assert current == ["Tomorrow", "Morning"]


class TestChips:
    @pytest.mark.parametrize(
        ("asked", "said"),
        [
            ({"after": "12:00", "before": "17:00"}, "12:00 to 17:00"),
            ({"after": "18:30"}, "from 18:30"),
            ({"before": "12:00"}, "before 12:00"),
            ({"q": "dawn"}, "“dawn”"),
            ({"open": "yes"}, "Open: anyone may come"),
            ({"checked": "90"}, "Checked in the last 90 days"),
        ],
    )
    def test_say_what_was_chosen(self, asked, said):
        (chip,) = page_for(**asked).chips

        assert (chip.text, chip.href) == (said, "?")


class TestNotices:
    def test_ask_for_a_place_to_be_near_to(self):
        assert page_for(sort="nearest").notices == [
            "To see the nearest first, say where you are."
        ]
        assert page_for().notices == []


class TestNothingNear:
    @pytest.mark.parametrize(
        ("miles", "ways"),
        [(9, ["Look within 10 miles"]), (99, ["Look within 100 miles"]), (101, [])],
    )
    def test_offers_a_distance_that_reaches_where_there_is_one(self, miles, ways):
        a_meeting(fellowship=a_fellowship("na"))
        far = a_venue(latitude=53.8 - miles * MILE_NORTH, town="Farby")
        a_meeting(venue=far)

        page = page_for(place="Northbridge", fellowship="aa")

        wider = [way.text for way in page.ways_on if way.text.startswith("Look")]
        assert wider == ways


class TestRows:
    def test_leave_out_a_meeting_that_went_while_the_page_was_made(self):
        gone, left = a_meeting(name="Gone"), a_meeting(name="Left")
        page_for()
        Meeting.objects.filter(pk=gone.pk).update(status=MeetingStatus.GONE)

        assert [row.title for row in page_for().rows] == [f"AA: {left.name}"]

    def test_leave_out_the_time_of_another_that_went_meanwhile(self):
        venue = a_venue()
        times = [
            a_meeting(name="Dawn", venue=venue, weekday=day).pk for day in range(3)
        ]
        page_for(q="dawn")
        Meeting.objects.filter(pk=times[1]).update(status=MeetingStatus.GONE)

        (row,) = page_for(q="dawn").rows
        assert len(row.others) == 1

    def test_say_that_no_date_comes(self, client):
        a_meeting(ends_on=date(2026, 1, 31))

        assert "No date to come" in text_of(client.get("/meetings/"))


class TestMeetingPage:
    def test_of_one_without_a_place_shows_none(self, client):
        meeting = a_meeting(venue=None, mode="online", start_time=time(20))

        text = text_of(client.get(f"/meetings/{meeting.reference}/"))

        assert "Getting there" not in text
        assert "Online" in text

    def test_leads_nobody_to_a_rough_area(self, client):
        meeting = a_meeting(venue=a_venue(is_approximate=True))

        body = client.get(f"/meetings/{meeting.reference}/").content.decode()

        assert "This is the rough area, not the exact address." in body
        assert "geo:" not in body
        assert "openstreetmap" not in body
