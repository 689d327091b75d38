"""The Meeting Guide feed, and what our own import makes of it."""

import json
from datetime import UTC, date, datetime, time

import pytest

from mutualaid.core import clock
from mutualaid.directory.actions import import_meetings
from mutualaid.directory.api.guide import code_for_each
from mutualaid.directory.formats.type_codes import codes_of
from mutualaid.directory.models import Meeting
from mutualaid.directory.recurrence import Frequency

from .factories import TESTER, a_fellowship, a_group, a_meeting, a_venue, an_area

pytestmark = pytest.mark.django_db
FEED = "/api/v1/meeting-guide.json"


@pytest.fixture(autouse=True)
def _saturday_noon():
    with clock.frozen_at(datetime(2026, 11, 21, 12, tzinfo=UTC)):
        an_area()
        yield


def feed(client, **query):
    response = client.get(FEED, query)
    assert response.status_code == 200
    return json.loads(b"".join(response))


class TestMeetingGuide:
    def test_tells_a_meeting_in_its_words(self, client):
        meeting = a_meeting(
            reference="BCDFGHJKMN",
            group=a_group(),
            features=["women", "newcomers"],
            weekday=6,
            venue=a_venue(county="Northshire", country="United Kingdom"),
        )

        (told,) = feed(client)

        assert told == {
            "name": "Harbour Lights",
            "slug": "BCDFGHJKMN",
            "day": 0,
            "time": "19:00",
            "end_time": "20:00",
            "timezone": "Europe/London",
            "types": ["O", "BE", "W"],
            "attendance_option": "in_person",
            "location": "St Anne’s Hall",
            "formatted_address": (
                "1 Harbour Row, Northbridge, Northshire, NB1 1AA, United Kingdom"
            ),
            "address": "1 Harbour Row",
            "city": "Northbridge",
            "state": "Northshire",
            "postal_code": "NB1 1AA",
            "country": "United Kingdom",
            "approximate": "no",
            "latitude": 53.8,
            "longitude": 0.75,
            "coordinates": "53.80000,0.75000",
            "group": "Harbour group",
            "url": f"http://testserver/meetings/{meeting.reference}/",
            "updated": "2026-11-21 12:00:00",
            "fellowship": "aa",
            "entity": "AA in full",
        }

    def test_has_a_bare_list_even_of_nothing(self, client):
        assert feed(client) == []

    def test_has_an_address_of_four_parts_with_the_country(self, client):
        a_meeting(venue=a_venue(address="", county="", country=""))

        (told,) = feed(client)

        address = "St Anne’s Hall, Northbridge, NB1 1AA, United Kingdom"
        assert told["formatted_address"] == address

    def test_never_ends_before_it_starts(self, client):
        a_meeting(name="Night", start_time=time(23), duration_minutes=90)
        a_meeting(name="Day", start_time=time(0), duration_minutes=1440)
        a_meeting(name="Open end", duration_minutes=None)

        night, day, open_end = feed(client)

        assert "end_time" not in night
        assert night["duration"] == 90
        assert "end_time" not in day
        assert not {"end_time", "duration"} & set(open_end)

    @pytest.mark.parametrize(
        "pattern",
        [
            {"frequency": Frequency.MONTHLY_WEEKDAY, "ordinals": [1]},
            {"interval": 2, "starts_on": date(2026, 1, 5)},
            {"frequency": Frequency.MONTHLY_DATE, "day_of_month": 5},
        ],
    )
    def test_tells_what_is_not_weekly_without_a_day(self, client, pattern):
        a_meeting(notes="Ring the bell.", **pattern)

        (told,) = feed(client)

        assert not {"day", "time", "end_time"} & set(told)
        assert told["notes"].endswith("Ring the bell.")
        assert "7pm" in told["notes"]

    def test_leaves_out_what_has_not_begun_or_is_over(self, client):
        a_meeting(name="Over", ends_on=date(2026, 11, 20))
        a_meeting(name="Coming", starts_on=date(2026, 11, 22))
        a_meeting(name="Now", starts_on=date(2026, 11, 21), ends_on=date(2026, 11, 21))

        assert [each["name"] for each in feed(client)] == ["Now"]

    def test_tells_no_place_where_none_is_published(self, client):
        group = a_group(public_contact="alateen@northbridge.example")
        a_meeting(visibility="contact", group=group, notes="In St Anne’s")
        a_meeting(visibility="residents")

        (told,) = feed(client)

        assert told["approximate"] == "yes"
        assert told["notes"] == "alateen@northbridge.example"
        assert "Anne" not in str(told)
        assert "53.8" not in str(told)

    def test_takes_the_finders_questions_and_refuses_others(self, client):
        a_meeting()
        a_meeting(name="Other", fellowship=a_fellowship("na"))

        assert [each["name"] for each in feed(client, fellowship="na")] == ["Other"]
        assert client.get(FEED, {"page": "2"}).status_code == 422

    def test_is_not_sent_to_who_has_it(self, client):
        a_meeting()
        tag = client.get(FEED)["ETag"]

        headers = {"If-None-Match": tag}
        assert client.get(FEED, headers=headers).status_code == 304


class TestTypes:
    def test_are_codes_of_the_fellowships_own_list(self, client):
        na = a_fellowship("na")
        a_meeting(fellowship=na, features=["newcomers", "step-free"])

        assert feed(client)[0]["types"] == ["O", "BEG", "X"]

    def test_are_as_the_source_gave_them_where_they_still_fit(self, client):
        a_meeting(
            features=["lgbtq", "literature"],
            type_codes=[["aa", "G"], ["aa", "GR"], ["aa", "W"], ["aa", "sm"]],
        )

        assert feed(client)[0]["types"] == ["O", "G", "GR", "SM"]

    def test_say_no_more_than_we_know(self):
        for fellowship in ("aa", "na", "al-anon", "recovery-dharma", "smart"):
            known = codes_of(fellowship)
            for ours, code in code_for_each(fellowship).items():
                assert known[code] == ours
        assert "sign-language" not in code_for_each("aa")
        assert code_for_each("aa")["lgbtq"] == "LGBTQ"

    def test_say_online_and_closed_for_now(self, client):
        a_meeting(mode="hybrid", openness="closed", venue_closed=True)

        assert feed(client)[0]["types"] == ["C", "ONL", "TC"]


TOLD_BY_THE_FORMAT = (
    *("name", "frequency", "weekday", "start_time", "duration_minutes", "timezone"),
    *("mode", "openness", "features", "languages", "venue_closed", "conference_url"),
    *("conference_phone", "conference_notes", "notes", "website"),
)
PLACE = (
    *("name", "address", "town", "county", "postcode", "country"),
    *("latitude", "longitude", "is_approximate", "notes"),
)


def as_told(meeting):
    """What the format can say of a meeting."""
    venue, group = meeting.venue, meeting.group
    return {
        **{name: getattr(meeting, name) for name in TOLD_BY_THE_FORMAT},
        "fellowship": meeting.fellowship.key,
        "group": group.name if group else None,
        "venue": {name: getattr(venue, name) for name in PLACE} if venue else None,
    }


def test_a_list_that_is_told_and_imported_again_is_the_same(client):
    """Every kind of meeting that the format knows, out of one area and into another."""
    aa, na = a_fellowship("aa"), a_fellowship("na")
    uk = {"country": "United Kingdom", "county": "Northshire"}
    hall = a_venue(**uk, notes="Round the back.")
    a_meeting(name="Plain", venue=hall, group=a_group(), notes="Ring the bell.")
    a_meeting(name="Night", venue=hall, start_time=time(23, 15), duration_minutes=90)
    a_meeting(name="No end", venue=hall, duration_minutes=None, weekday=6)
    a_meeting(
        name="Coded",
        venue=a_venue(**uk, name="Old Mill", latitude=None, longitude=None),
        fellowship=na,
        features=["newcomers", "step-free", "women"],
        languages=["cy", "en", "pl"],
        type_codes=[["na", "BEG"], ["na", "W"]],
        openness="closed",
    )
    a_meeting(
        name="Both ways",
        venue=a_venue(**uk, name="Chapel", is_approximate=True),
        mode="hybrid",
        conference_url="https://video.northbridge.example/1",
        conference_phone="+441632960001",
        conference_notes="Ask to be let in.",
        website="https://aa.northbridge.example/",
    )
    a_meeting(name="Screen", venue=None, mode="online", openness="", fellowship=aa)
    a_meeting(name="Shut", venue=hall, venue_closed=True, weekday=3)
    before = {each.reference: each for each in Meeting.objects.with_everything()}
    told = b"".join(client.get(FEED))

    Meeting.objects.update(status="closed", withdrawn_at=clock.now())
    import_meetings(
        area=an_area(),
        source_name="Our own feed",
        data=told,
        file_name="meeting-guide.json",
        by=TESTER,
    )

    listed = Meeting.objects.with_everything().filter(status="listed")
    after = {each.source_record.key: each for each in listed}
    assert set(after) == set(before)
    for reference, meeting in before.items():
        assert as_told(after[reference]) == as_told(meeting), meeting.name
