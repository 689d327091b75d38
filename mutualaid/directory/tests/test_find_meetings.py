import re
from datetime import UTC, date, datetime, time

import pytest

from mutualaid.core import clock
from mutualaid.directory.models import DifferentDate
from mutualaid.directory.recurrence import Frequency
from mutualaid.geography.actions import remember_places
from mutualaid.geography.models import Postcode, PostcodeEdition
from mutualaid.geography.place_names import KnownPlace

from .factories import TESTER, a_fellowship, a_meeting, a_venue, an_area

pytestmark = pytest.mark.django_db
SATURDAY_NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
MILE_NORTH = 1 / 69.1


@pytest.fixture(autouse=True)
def _saturday_noon():
    with clock.frozen_at(SATURDAY_NOON):
        an_area()
        yield


def text_of(response):
    body = re.sub(r"(?s)<(script|style|head).*?</\1>", " ", response.content.decode())
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def found(client, **query):
    response = client.get("/meetings/", query)
    assert response.status_code == 200
    names = re.findall(
        r'ma-result__name"><a[^>]*>([^<]*)</a>', response.content.decode()
    )
    return [name.removeprefix("AA: ") for name in names]


class TestPlace:
    def test_a_town_known_only_from_venues_is_found(self, client):
        near = a_venue(name="Near hall")
        far = a_venue(name="Far hall", latitude=53.8 + 9 * MILE_NORTH, town="Farby")
        a_meeting(name="Near", venue=near)
        a_meeting(name="Far", venue=far)

        assert found(client, place="Northbridge") == ["Near"]
        assert found(client, place="Northbridge", within="10") == ["Near", "Far"]
        assert found(client, place="farby") == ["Far"]

    def test_a_postcode_known_only_from_a_venue_is_found(self, client):
        a_meeting(name="Here")

        assert found(client, place="nb1 1aa") == ["Here"]

    def test_another_postcode_of_a_known_district_is_measured_from_its_middle(
        self, client
    ):
        a_meeting(name="Here")

        response = client.get("/meetings/", {"place": "NB1 9ZZ"})

        assert "We do not know “NB1 9ZZ”, so we measured from NB1." in text_of(response)
        assert found(client, place="NB1") == ["Here"]

    def test_a_place_nobody_knows_is_said_and_all_meetings_stand_instead(self, client):
        a_meeting(name="Here")

        response = client.get("/meetings/", {"place": "Atlantis"})

        assert "We do not know a place called “Atlantis”" in text_of(response)
        assert found(client, place="Atlantis") == ["Here"]

    def test_a_misspelt_place_is_asked_about_not_guessed(self, client):
        remember_places(
            rows=[KnownPlace("Northbridge", 53.8, 0.75)], edition="x", by=TESTER
        )

        text = text_of(client.get("/meetings/", {"place": "Nothbridge"}))

        assert "We do not know a place called “Nothbridge”" in text
        assert "Did you mean: Northbridge" in text

    def test_a_postcode_out_of_use_is_said_to_be(self, client):
        edition = PostcodeEdition.objects.create(
            name="x", series="x", layout="x", digest="x", started_at=clock.now()
        )
        Postcode.objects.create(
            postcode="NB11AA",
            latitude=53.8,
            longitude=0.75,
            edition=edition,
            ended_on=date(2020, 1, 1),
        )
        a_meeting(name="Here")

        text = text_of(client.get("/meetings/", {"place": "NB1 1AA"}))

        assert "NB1 1AA is no longer in use" in text
        assert "AA: Here" in text


class TestRow:
    def test_says_when_how_far_where_for_whom_and_how_sure(self, client):
        venue = a_venue(latitude=53.8 + 0.5 * MILE_NORTH)
        a_meeting(
            name="Harbour Lights",
            venue=venue,
            features=["step-free"],
            verified_on=date(2026, 11, 12),
            verified_how="confirmed",
        )

        text = text_of(client.get("/meetings/", {"place": "NB1 1AA"}))

        assert "7pm Monday 23 November" in text
        assert "St Anne’s Hall, Northbridge, NB1 1AA" in text
        assert "In person · Open to anyone · Step-free access · 1 hour" in text
        assert "Checked 9 days ago by the group" in text

    def test_says_when_nobody_has_confirmed_it(self, client):
        a_meeting()

        assert "Not confirmed" in text_of(client.get("/meetings/"))

    def test_a_cancelled_date_is_passed_over(self, client):
        meeting = a_meeting()
        DifferentDate.objects.create(
            area=meeting.area,
            meeting=meeting,
            original_date=date(2026, 11, 23),
            kind="cancelled",
            created_at=clock.now(),
            updated_at=clock.now(),
        )

        assert "Monday 30 November" in text_of(client.get("/meetings/"))

    def test_the_mode_is_never_inferred(self, client):
        a_meeting(mode="", conference_url="https://meet.example.org/1")

        assert "In person or online: not stated" in text_of(client.get("/meetings/"))

    def test_another_zone_is_told_in_both_times(self, client):
        a_meeting(timezone="America/New_York", mode="online", venue=None)

        text = text_of(client.get("/meetings/"))

        assert "midnight Tuesday 24 November" in text
        assert "(7pm in New York)" in text


class TestChoices:
    def test_combine(self, client):
        smart = a_fellowship("smart", approach="smart", for_whom=["use", "family"])
        a_meeting(name="One", fellowship=smart, weekday=1)
        a_meeting(name="Two", fellowship=smart, weekday=1, openness="closed")
        a_meeting(name="Three", weekday=1)

        assert found(client, fellowship="smart", day="tue", open="yes") == [
            "SMART: One"
        ]

    def test_each_one_made_can_be_taken_back(self, client):
        a_meeting()

        response = client.get("/meetings/?place=Northbridge&day=mon&mode=in-person")

        body = response.content.decode()
        assert 'href="?place=Northbridge&amp;mode=in-person"' in body
        assert 'href="?place=Northbridge&amp;day=mon"' in body

    def test_what_was_not_understood_is_said(self, client):
        response = client.get("/meetings/", {"day": "someday"})

        assert "We did not understand “someday” for “day”" in text_of(response)


class TestNothingFound:
    def test_offers_the_nearest_that_fits_the_wider_search_and_online(self, client):
        far = a_venue(latitude=53.8 + 9 * MILE_NORTH, name="Far hall", town="Farby")
        a_meeting(name="Near", fellowship=a_fellowship("na"))
        a_meeting(name="Far", venue=far)
        a_meeting(name="Online", venue=None, mode="online")

        response = client.get("/meetings/?place=Northbridge&fellowship=aa")

        text = text_of(response)
        assert "No meetings fit what you asked for." in text
        assert "AA: Far" in text
        assert "Look within 10 miles" in text
        assert "See 1 meeting you can join online" in text
        assert "helplines of the fellowships" in text


class TestWords:
    def test_a_groups_meetings_share_a_row_with_a_link_to_each(self, client):
        venue = a_venue()
        meetings = [
            a_meeting(name="Plaza", venue=venue, weekday=weekday)
            for weekday in range(3)
        ]

        response = client.get("/meetings/", {"q": "plaza northbridge"})

        assert found(client, q="plaza northbridge") == ["Plaza"]
        for meeting in meetings:
            assert f"/meetings/{meeting.reference}/" in response.content.decode()

    def test_nonsense_finds_nothing(self, client):
        a_meeting()

        assert found(client, q="xyzzy") == []


class TestPage:
    @pytest.mark.parametrize("size", [5, 60])
    def test_asks_the_database_as_often_however_many_there_are(
        self, client, django_assert_num_queries, size
    ):
        venue = a_venue()
        for number in range(size):
            a_meeting(
                name=f"Meeting {number}", venue=venue, start_time=time(number % 24)
            )
        client.get("/meetings/", {"place": "NB1 1AA"})

        with django_assert_num_queries(4):
            client.get("/meetings/", {"place": "NB1 1AA"})

    def test_htmx_gets_the_list_alone(self, client):
        a_meeting()

        body = client.get("/meetings/", headers={"HX-Request": "true"}).content.decode()

        assert body.lstrip().startswith('<div id="results"')
        assert "<html" not in body

    def test_is_kept_by_no_cache(self, client):
        assert "no-store" in client.get("/meetings/?place=NB1")["Cache-Control"]

    def test_shows_a_change_at_once(self, client):
        assert found(client) == []
        a_meeting(name="New")
        assert found(client) == ["New"]

    def test_by_appointment_is_listed_last_with_those_words(self, client):
        a_meeting(name="Dated")
        a_meeting(
            name="Ask", frequency=Frequency.APPOINTMENT, weekday=None, start_time=None
        )

        assert found(client) == ["Dated", "Ask"]
        assert "By appointment" in text_of(client.get("/meetings/"))

    def test_escapes_what_was_typed_and_what_was_listed(self, client):
        nasty = "<script>alert(1)</script>"
        a_meeting(name=nasty)

        for query in ({"place": nasty}, {"q": nasty}, {"day": nasty}):
            body = client.get("/meetings/", query).content.decode()
            assert nasty not in body
            assert "&lt;script&gt;" in body
