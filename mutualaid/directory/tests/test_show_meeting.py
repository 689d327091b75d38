from datetime import UTC, date, datetime, time

import icalendar
import pytest

from mutualaid.core import clock
from mutualaid.core.area import within
from mutualaid.directory.actions import (
    add_date,
    cancel_date,
    import_meetings,
    move_date,
    verify_meeting,
)
from mutualaid.directory.models import Meeting
from mutualaid.directory.recurrence import Frequency

from .factories import TESTER, a_fellowship, a_meeting, a_venue, an_area
from .test_find_meetings import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _saturday_noon():
    with clock.frozen_at(datetime(2026, 11, 21, 12, tzinfo=UTC)):
        an_area(host="testserver")
        yield


def page_of(client, meeting):
    response = client.get(f"/meetings/{meeting.reference}/")
    assert response.status_code == 200
    return text_of(response)


class TestShowMeeting:
    def test_answers_when_where_and_who_may_come(self, client):
        venue = a_venue(notes="Ring the bell on the left.")
        text = page_of(client, a_meeting(venue=venue, features=["step-free"]))

        assert "Every Monday" in text
        assert "Next: 7pm Monday 23 November" in text
        assert "St Anne’s Hall 1 Harbour Row Northbridge NB1 1AA" in text
        assert "Ring the bell on the left." in text
        assert "Open to anyone" in text
        assert "Step-free access" in text
        assert "You can bring someone." in text

    def test_tells_the_dates_that_differ(self, client):
        meeting = a_meeting()
        cancel_date(meeting=meeting, on=date(2026, 11, 23), by=TESTER)
        move_date(
            meeting=meeting,
            on=date(2026, 11, 30),
            at=time(18),
            by=TESTER,
            note="Hall busy.",
        )
        add_date(meeting=meeting, on=date(2026, 12, 25), at=time(11), by=TESTER)

        text = page_of(client, meeting)

        assert "Next: 6pm Monday 30 November" in text
        assert "Monday 23 November : not running" in text
        assert "Monday 30 November : moved to 6pm. Hall busy." in text
        assert "Friday 25 December, Christmas Day: an extra meeting" in text

    def test_of_a_neighbouring_area_says_whose_list_it_is_in(self, client):
        south = an_area(slug="southby", name="Southby", host="southby.example")
        with within(south.pk):
            import_meetings(
                area=south,
                source_name="Southby list",
                data=b"name,day,time\nSeawall,Monday,19:00",
                file_name="list.csv",
                fellowship=a_fellowship().key,
                by=TESTER,
            )
            meeting = Meeting.objects.get()

        assert "Southby list" in page_of(client, meeting)

    def test_says_how_sure_we_are_and_when_it_was_edited_apart(self, client):
        meeting = a_meeting(source_updated_at=datetime(2026, 10, 1, tzinfo=UTC))
        assert "Not confirmed. Changed" in page_of(client, meeting)

        verify_meeting(
            meeting=meeting,
            kind="confirmed",
            on=date(2026, 11, 12),
            by_role="champion",
            by=TESTER,
        )

        text = page_of(client, meeting)
        assert "Checked 9 days ago by the group" in text
        assert "Changed at its source on 1 October 2026" in text

    def test_says_when_a_check_is_too_old_to_lean_on(self, client):
        old = a_meeting(verified_on=date(2026, 5, 1), verified_how="visited")

        text = page_of(client, old)

        assert "Checked 6 months ago by a visit" in text
        assert "Ring or look before you go." in text

    def test_a_closed_one_is_not_for_bringing_someone(self, client):
        assert "You can bring someone." not in page_of(
            client, a_meeting(openness="closed")
        )

    def test_links_only_where_a_link_may_go(self, client):
        meeting = a_meeting(
            conference_url="https://meet.example.org/1", website="https://example.org/"
        )

        body = client.get(f"/meetings/{meeting.reference}/").content.decode()

        assert 'href="https://meet.example.org/1" rel="noreferrer"' in body
        assert "javascript:" not in body

    def test_one_that_left_its_source_says_so(self, client):
        meeting = a_meeting(status="gone", name="Old Name")

        response = client.get(f"/meetings/{meeting.reference}/")

        assert response.status_code == 410
        assert "no longer listed" in text_of(response)
        assert "Old Name" not in text_of(response)

    def test_an_unknown_reference_is_not_found(self, client):
        assert client.get("/meetings/NOSUCHREF0/").status_code == 404

    def test_takes_reading_only(self, client):
        assert client.post(f"/meetings/{a_meeting().reference}/").status_code == 405


class TestCalendar:
    def ics(self, client, meeting, query=""):
        response = client.get(f"/meetings/{meeting.reference}/calendar.ics{query}")
        assert response["Content-Type"] == "text/calendar; charset=utf-8"
        return icalendar.Calendar.from_ical(response.content)

    def test_is_a_series_with_its_zone_and_a_lasting_uid(self, client):
        meeting = a_meeting()

        first = self.ics(client, meeting)
        meeting.start_time = time(18)
        meeting.save()
        second = self.ics(client, meeting)

        event, later = first.walk("VEVENT")[0], second.walk("VEVENT")[0]
        assert event["UID"] == later["UID"]
        assert event["RRULE"]["FREQ"] == ["WEEKLY"]
        assert event["DTSTART"].params["TZID"] == "Europe/London"
        assert first.walk("VTIMEZONE")

    def test_is_discreet_unless_asked(self, client):
        meeting = a_meeting(notes="AA big book")

        plain = str(self.ics(client, meeting, "?title=full").to_ical())
        discreet = str(self.ics(client, meeting).to_ical())

        assert "AA: Harbour Lights" in plain
        assert "SUMMARY:Meeting" in discreet
        for telling in ("AA:", "Harbour Lights", "big book", "/meetings/"):
            assert telling not in discreet

    def test_leaves_out_a_cancelled_date(self, client):
        meeting = a_meeting()
        cancel_date(meeting=meeting, on=date(2026, 11, 30), by=TESTER)

        assert "EXDATE" in str(self.ics(client, meeting).to_ical())

    def test_by_appointment_has_none(self, client):
        meeting = a_meeting(
            frequency=Frequency.APPOINTMENT, weekday=None, start_time=None
        )

        assert (
            "calendar.ics"
            not in client.get(f"/meetings/{meeting.reference}/").content.decode()
        )
        address = f"/meetings/{meeting.reference}/calendar.ics"
        assert client.get(address).status_code == 404
