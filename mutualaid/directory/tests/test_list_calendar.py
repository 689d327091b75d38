"""A list as a calendar that others subscribe to."""

from datetime import time, timedelta

import pytest
from icalendar import Calendar

from mutualaid.core import clock
from mutualaid.directory.feed import MOST_SERIES
from mutualaid.directory.models import DirectoryRevision, Meeting
from mutualaid.directory.recurrence import Frequency

from .factories import a_fellowship, a_meeting, a_venue, an_area
from .test_find_meetings import SATURDAY_NOON

pytestmark = pytest.mark.django_db
ADDRESS = "/meetings/calendar.ics"


@pytest.fixture(autouse=True)
def _saturday_noon():
    with clock.frozen_at(SATURDAY_NOON):
        an_area()
        yield


def events(response):
    return Calendar.from_ical(response.content).walk("VEVENT")


class TestDownloadListCalendar:
    def test_holds_the_meetings_that_the_list_finds(self, client):
        a_meeting(name="Kept")
        a_meeting(name="Other", fellowship=a_fellowship("na"))

        response = client.get(f"{ADDRESS}?fellowship=aa")

        (event,) = events(response)
        assert event["RRULE"]["BYDAY"] == ["MO"]
        assert response["Content-Type"].startswith("text/calendar")

    def test_says_nothing_of_what_sort_of_meetings_they_are(self, client):
        a_meeting(name="Lantern Lights", notes="Ring the bell")

        text = client.get(ADDRESS).content.decode()

        assert "SUMMARY:Meeting" in text
        assert "Lantern" not in text
        assert "bell" not in text
        assert "AA" not in text.replace("NB1 1AA", "")

    def test_names_them_for_whoever_asks(self, client):
        a_meeting(name="Harbour Lights")

        (event,) = events(client.get(f"{ADDRESS}?title=full"))

        assert event["SUMMARY"] == "AA: Harbour Lights"

    def test_leaves_out_what_has_no_dates(self, client):
        a_meeting(frequency=Frequency.APPOINTMENT, weekday=None, start_time=None)

        assert events(client.get(ADDRESS)) == []

    def test_gives_no_address_where_only_a_contact_is_told(self, client):
        a_meeting(visibility="contact")

        (event,) = events(client.get(ADDRESS))

        assert "LOCATION" not in event
        assert "GEO" not in event

    def test_describes_each_clock_once(self, client):
        a_meeting(name="Here")
        a_meeting(name="Also here", weekday=3)
        a_meeting(name="There", timezone="America/New_York", venue=None, mode="online")

        zones = Calendar.from_ical(client.get(ADDRESS).content).walk("VTIMEZONE")

        assert sorted(zone["TZID"] for zone in zones) == [
            "America/New_York",
            "Europe/London",
        ]

    def test_holds_at_most_so_many(self, client):
        venue = a_venue()
        for number in range(MOST_SERIES + 1):
            a_meeting(name=f"Meeting {number}", venue=venue, start_time=time(9))

        response = client.get(ADDRESS)

        assert len(events(response)) == MOST_SERIES
        assert "Last-Modified" not in response


class TestAskingAgain:
    def test_is_answered_in_a_word_while_nothing_has_changed(self, client):
        a_meeting()
        DirectoryRevision.advance()
        first = client.get(ADDRESS)

        by_tag = client.get(ADDRESS, HTTP_IF_NONE_MATCH=first["ETag"])
        by_time = client.get(ADDRESS, HTTP_IF_MODIFIED_SINCE=first["Last-Modified"])
        with clock.frozen_at(SATURDAY_NOON + timedelta(days=3)):
            later = client.get(ADDRESS)

        assert (by_tag.status_code, by_time.status_code) == (304, 304)
        assert by_tag["ETag"] == first["ETag"]
        assert later.content == first.content

    def test_is_answered_anew_after_a_change(self, client):
        meeting = a_meeting()
        first = client.get(ADDRESS)
        Meeting.objects.filter(pk=meeting.pk).update(weekday=3)
        with clock.frozen_at(SATURDAY_NOON + timedelta(hours=1)):
            DirectoryRevision.advance()
        again = client.get(ADDRESS, HTTP_IF_NONE_MATCH=first["ETag"])

        assert again.status_code == 200
        assert events(again)[0]["RRULE"]["BYDAY"] == ["TH"]

    def test_keeps_the_ways_of_telling_apart(self, client):
        a_meeting()

        full = client.get(f"{ADDRESS}?title=full")
        assert full["ETag"] != client.get(ADDRESS)["ETag"]

    @pytest.mark.parametrize("asked", ["day=today", "checked=90"])
    def test_goes_by_no_date_where_the_list_moves_with_the_clock(self, client, asked):
        DirectoryRevision.advance()

        assert "Last-Modified" in client.get(ADDRESS)
        assert "Last-Modified" not in client.get(f"{ADDRESS}?{asked}")
