import json
from datetime import UTC, date, datetime, time, timedelta

import pytest

from mutualaid.core import clock
from mutualaid.core.area import INSTALLATION, within
from mutualaid.directory.actions import cancel_date, verify_meeting
from mutualaid.directory.models import Meeting, MeetingSource, VenueFact
from mutualaid.directory.models.verification import VerificationKind
from mutualaid.directory.published import published
from mutualaid.organisations.middleware import KnownHosts

from .factories import TESTER, a_fellowship, a_group, a_meeting, a_venue, an_area

pytestmark = pytest.mark.django_db
SATURDAY_NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
MEETINGS = "/api/v1/meetings"
WHICH = ("reference", "url", "fellowship", "name", "group", "notes", "website")
WHEN = ("pattern", "next_dates", "different_dates")
FOR_WHOM = ("features", "languages", "type_codes")
WHERE = ("mode", "venue", "online")
HOW_SURE = ("verified", "source", "changed_at")


@pytest.fixture(autouse=True)
def _saturday_noon():
    with clock.frozen_at(SATURDAY_NOON):
        an_area()
        yield


def page(client, **query):
    response = client.get(MEETINGS, query)
    assert response.status_code == 200, response.content
    return response.json()


def names(client, **query):
    return [each["name"] for each in page(client, **query)["contents"]]


def wrong(client, **query):
    response = client.get(MEETINGS, query)
    assert response.status_code == 422
    assert response["Content-Type"] == "application/problem+json"
    told = response.json()
    assert told["status"] == 422
    return {each["name"]: each["detail"] for each in told["parameters"]}


def part(told, names):
    return {name: told[name] for name in names}


@pytest.fixture
def told(client):
    """What is told of a meeting of which everything is known."""
    source = MeetingSource.objects.create(
        area=an_area(),
        name="AA Northbridge",
        format="csv",
        last_read_at=SATURDAY_NOON - timedelta(days=1),
        created_at=SATURDAY_NOON,
        updated_at=SATURDAY_NOON,
    )
    venue = a_venue(notes="Round the back", county="Northshire")
    meeting = a_meeting(
        reference="BCDFGHJKMN",
        venue=venue,
        group=a_group(),
        features=["women"],
        languages=["en"],
        type_codes=[["aa", "W"], ["aa", "Odd one"]],
        notes="Ring the bell.",
        website="https://aa.northbridge.example/",
        conference_url="https://video.northbridge.example/1",
        mode="hybrid",
        source=source,
        starts_on=date(2026, 1, 5),
    )
    VenueFact.objects.create(
        area=an_area(),
        venue=venue,
        question="step-free",
        is_so=True,
        note="By the side door",
        checked_on=date(2026, 11, 1),
        by_role="recovery champion",
    )
    verify_meeting(
        meeting=meeting,
        kind=VerificationKind.VISITED,
        on=date(2026, 11, 20),
        by_role="recovery champion",
        by=TESTER,
    )
    cancel_date(meeting=meeting, on=date(2026, 11, 30), by=TESTER, note="Works")

    (only,) = page(client)["contents"]
    return only


class TestMeetingOfWhichAllIsKnown:
    def test_says_which_it_is(self, told):
        assert part(told, WHICH) == {
            "reference": "BCDFGHJKMN",
            "url": "http://testserver/meetings/BCDFGHJKMN/",
            "fellowship": {"key": "aa", "name": "AA in full", "short_name": "AA"},
            "name": "Harbour Lights",
            "group": "Harbour group",
            "notes": "Ring the bell.",
            "website": "https://aa.northbridge.example/",
        }

    def test_says_when_it_is_held(self, told):
        assert part(told, WHEN) == {
            "pattern": {
                "words": "Every Monday, 7pm to 8pm",
                "frequency": "weekly",
                "weekday": "monday",
                "interval": 1,
                "start": "19:00",
                "end": "20:00",
                "duration_minutes": 60,
                "timezone": "Europe/London",
                "starts_on": "2026-01-05",
            },
            "next_dates": [
                {
                    "starts_at": f"2026-{day}T19:00:00Z",
                    "ends_at": f"2026-{day}T20:00:00Z",
                }
                for day in ("11-23", "12-07", "12-14")
            ],
            "different_dates": [
                {"date": "2026-11-30", "kind": "cancelled", "note": "Works"}
            ],
        }

    def test_says_for_whom_it_is(self, told):
        assert part(told, FOR_WHOM) == {
            "features": ["women"],
            "languages": ["en"],
            "type_codes": [
                {"fellowship": "aa", "code": "W"},
                {"fellowship": "aa", "code": "Odd one"},
            ],
        }
        assert told["who_may_come"]["key"] == "open"
        assert told["who_may_come"]["meaning"]

    def test_says_where_it_is_held(self, told):
        assert part(told, WHERE) == {
            "mode": "hybrid",
            "venue": {
                "name": "St Anne’s Hall",
                "address": "1 Harbour Row",
                "town": "Northbridge",
                "county": "Northshire",
                "postcode": "NB1 1AA",
                "latitude": 53.8,
                "longitude": 0.75,
                "is_approximate": False,
                "notes": "Round the back",
                "access": [
                    {
                        "question": "step-free",
                        "is_so": True,
                        "note": "By the side door",
                        "checked_on": "2026-11-01",
                    }
                ],
            },
            "online": {"link": "https://video.northbridge.example/1"},
        }

    def test_says_how_sure_that_is(self, told):
        assert part(told, HOW_SURE) == {
            "verified": {
                "on": "2026-11-20",
                "how": "visited",
                "by_role": "recovery champion",
            },
            "source": {"name": "AA Northbridge", "read_at": "2026-11-20T12:00:00Z"},
            "changed_at": "2026-11-21T12:00:00Z",
        }
        assert told["confidence"]["level"] == "confirmed"
        assert "Checked yesterday" in told["confidence"]["words"]

    def test_says_nothing_else(self, told):
        parts = {*WHICH, *WHEN, *FOR_WHOM, *WHERE, *HOW_SURE}
        assert set(told) == parts | {"who_may_come", "confidence"}


class TestMeeting:
    def test_leaves_out_what_is_empty(self, client):
        a_meeting(venue=None, mode="", openness="", duration_minutes=None)

        (told,) = page(client)["contents"]

        assert sorted(told) == [
            *("changed_at", "confidence", "fellowship", "name", "next_dates"),
            *("pattern", "reference", "url"),
        ]
        assert "end" not in told["pattern"]

    def test_that_ends_past_midnight_says_so(self, client):
        a_meeting(start_time=time(23), duration_minutes=150)

        (told,) = page(client)["contents"]

        assert (told["pattern"]["start"], told["pattern"]["end"]) == ("23:00", "01:30")
        assert told["next_dates"][0]["ends_at"] == "2026-11-24T01:30:00Z"

    def test_with_a_contact_has_no_place_and_no_notes(self, client):
        group = a_group(public_contact="alateen@northbridge.example")
        a_meeting(visibility="contact", group=group, notes="In St Anne’s Hall")

        response = client.get(MEETINGS)

        (told,) = response.json()["contents"]
        assert told["contact"] == "alateen@northbridge.example"
        assert not {"venue", "notes"} & set(told)
        for word in ("Anne", "NB1", "53.8", "0.75", "Harbour Row"):
            assert word not in response.content.decode()

    def test_with_a_contact_but_none_of_its_own_names_the_fellowships(self, client):
        a_meeting(
            visibility="contact", fellowship=a_fellowship(helpline="0808 157 0000")
        )

        assert page(client)["contents"][0]["contact"] == "0808 157 0000"

    def test_for_residents_is_nowhere(self, client):
        meeting = a_meeting(visibility="residents")

        assert page(client)["total_items"] == 0
        assert page(client, changed_since="2020-01-01T00:00:00Z")["contents"] == []
        assert client.get(f"{MEETINGS}/{meeting.reference}").status_code == 404

    def test_has_an_address_of_its_own(self, client):
        meeting = a_meeting()

        response = client.get(f"{MEETINGS}/{meeting.reference}")

        assert response.json() == page(client)["contents"][0]
        assert client.get(f"{MEETINGS}/{meeting.reference}?x=1").status_code == 422

    def test_that_is_gone_says_since_when(self, client):
        meeting = a_meeting(status="gone", withdrawn_at=SATURDAY_NOON)

        response = client.get(f"{MEETINGS}/{meeting.reference}")

        assert response.status_code == 410
        assert response.json() == {
            "reference": meeting.reference,
            "withdrawn_at": "2026-11-21T12:00:00Z",
        }

    def test_that_never_was_is_a_problem_in_a_sentence(self, client):
        response = client.get(f"{MEETINGS}/XXXXXXXXXX")

        assert response.status_code == 404
        assert response["Content-Type"] == "application/problem+json"
        assert response.json()["detail"]


class TestPages:
    def test_add_up(self, client):
        wanted = [a_meeting(name=f"Meeting {number}").name for number in range(7)]

        pages = [page(client, per_page=3, page=number) for number in (1, 2, 3)]

        told = [each["name"] for part in pages for each in part["contents"]]
        assert told == wanted
        assert {part["total_items"] for part in pages} == {7}
        assert {part["total_pages"] for part in pages} == {3}
        assert [part["size"] for part in pages] == [3, 3, 1]
        assert [part["page_number"] for part in pages] == [1, 2, 3]
        assert "page=2" in pages[0]["next"]
        assert "next" not in pages[2]

    def test_are_followed_by_next(self, client):
        for number in range(5):
            a_meeting(name=f"Meeting {number}")
        told, address = [], f"{MEETINGS}?per_page=2&mode=in-person&mode=online"

        while address:
            part = client.get(address).json()
            told += part["contents"]
            address = part.get("next")

        assert [each["name"] for each in told] == [f"Meeting {n}" for n in range(5)]

    def test_beyond_the_last_are_empty(self, client):
        a_meeting()

        part = page(client, page=9)

        assert (part["empty"], part["contents"], part["total_items"]) == (True, [], 1)

    def test_of_nothing_are_one(self, client):
        assert page(client) == {
            "total_items": 0,
            "total_pages": 1,
            "page_number": 1,
            "size": 0,
            "empty": True,
            "contents": [],
        }

    def test_ask_as_many_queries_for_many_as_for_few(
        self, client, django_assert_max_num_queries, monkeypatch
    ):
        monkeypatch.setattr(KnownHosts, "SECONDS", 600.0)
        counts = []
        page(client)
        for _ in range(2):
            for number in range(8):
                a_meeting(name=f"Meeting {number}")
            published.forget()
            published.current()
            with django_assert_max_num_queries(20) as asked:
                page(client)
            counts.append(len(asked))

        assert counts[0] == counts[1] <= 9


class TestQuestion:
    def test_is_asked_with_the_names_of_the_finder(self, client):
        a_meeting(name="Early", start_time=time(9), features=["women"])
        a_meeting(name="Late", weekday=2, languages=["cy"])
        smart = a_fellowship("smart", approach="smart", for_whom=["family"])
        a_meeting(name="Tools", fellowship=smart, openness="closed")
        a_meeting(name="Screen", venue=None, mode="online")

        assert names(client, feature="women") == ["Early"]
        assert names(client, day="wed", language="cy") == ["Late"]
        assert names(client, fellowship=["smart"]) == ["Tools"]
        assert names(client, **{"for": "family", "approach": "smart"}) == ["Tools"]
        assert names(client, mode=["online", "hybrid"]) == ["Screen"]
        assert names(client, before="10:00") == ["Early"]
        assert names(client, after="10:00", open="yes") == ["Late", "Screen"]
        assert names(client, q="late") == ["Late"]

    def test_about_a_place_is_answered_nearest_first(self, client):
        a_meeting(name="Far", venue=a_venue(latitude=53.85, town="Farby"))
        a_meeting(name="Near")
        a_meeting(name="Away", venue=a_venue(latitude=55.0, town="Awayby"))

        assert names(client, place="Northbridge") == ["Near", "Far"]
        assert names(client, place="Northbridge", within="1") == ["Near"]

    def test_may_be_sorted_by_what_comes_soonest(self, client):
        a_meeting(name="Monday")
        a_meeting(name="Sunday", weekday=6)

        assert names(client) == ["Monday", "Sunday"]
        assert names(client, sort="soonest") == ["Sunday", "Monday"]
        near = {"place": "Northbridge", "sort": "soonest"}
        assert names(client, **near) == ["Sunday", "Monday"]

    def test_may_be_about_one_area(self, client):
        a_meeting(name="Ours")

        assert names(client, area="northbridge") == ["Ours"]
        assert "no area" in wrong(client, area="elsewhere")["area"]

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("dya", "mon"),
            ("day", "someday"),
            ("mode", "telepathy"),
            ("fellowship", "nobody"),
            ("feature", "nothing"),
            ("language", "xx"),
            ("access", "moat"),
            ("within", "3"),
            ("within", "0"),
            ("within", "nan"),
            ("after", "25:00"),
            ("open", "perhaps"),
            ("place", "Atlantis"),
            ("sort", "nearest"),
            ("sort", "best"),
            ("page", "0"),
            ("page", "two"),
            ("per_page", "501"),
            ("q", "x" * 101),
            ("changed_since", "yesterday"),
            ("changed_since", "2026-11-01T00:00:00"),
            ("changed_since", "2036-11-01T00:00:00Z"),
            ("following", "BCDFGHJKMN"),
        ],
    )
    def test_that_is_not_understood_is_not_answered(self, client, name, value):
        a_meeting()

        said = wrong(client, **{name: value})

        assert list(said) == [name]
        assert said[name].endswith(".")

    def test_says_everything_that_is_wrong_at_once(self, client):
        said = wrong(client, day="someday", per_page="many")

        assert set(said) == {"day", "per_page"}
        assert "someday" in said["day"]
        assert "tue" in said["day"]

    def test_given_twice_or_too_often_is_not_understood(self, client):
        assert "once" in wrong(client, page=["1", "2"])["page"]
        assert "20 times" in wrong(client, day=["mon"] * 21)["day"]

    def test_of_changes_takes_no_other_choice(self, client):
        said = wrong(client, changed_since="2026-01-01T00:00:00Z", day="mon", page="2")

        assert set(said) == {"day", "page"}


class TestAnswers:
    ADDRESSES = (
        *(MEETINGS, "/api/v1/fellowships", "/api/v1/meeting-guide.json"),
        "/api/v1/openapi.json",
    )

    @pytest.mark.parametrize("address", ADDRESSES)
    def test_go_to_any_site_and_set_no_cookie(self, client, address):
        a_meeting()

        response = client.get(address)

        assert response.status_code == 200
        assert response["Content-Type"] == "application/json"
        assert response["Access-Control-Allow-Origin"] == "*"
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")
        assert "no-cache" in response["Cache-Control"]

    @pytest.mark.parametrize("address", ADDRESSES)
    def test_are_for_reading_only(self, client, address):
        for method in ("post", "put", "patch", "delete"):
            response = getattr(client, method)(address)
            assert response.status_code == 405
            assert response["Content-Type"] == "application/problem+json"
            assert response["Allow"] == "GET, HEAD, OPTIONS"
        assert client.head(address).status_code == 200
        options = client.options(address)
        assert options.status_code == 204
        assert options["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"

    def test_are_not_sent_to_who_has_them(self, client):
        a_meeting()
        tag = client.get(MEETINGS)["ETag"]

        again = client.get(MEETINGS, headers={"If-None-Match": tag})
        assert (again.status_code, again.content) == (304, b"")
        assert again["ETag"] == tag
        assert again["Access-Control-Allow-Origin"] == "*"

        a_meeting()
        assert client.get(MEETINGS, headers={"If-None-Match": tag}).status_code == 200

    def test_know_since_when_they_stand(self, client):
        a_meeting()
        since = client.get(MEETINGS)["Last-Modified"]

        assert since == "Sat, 21 Nov 2026 12:00:00 GMT"
        headers = {"If-Modified-Since": since}
        assert client.get(MEETINGS, headers=headers).status_code == 304

    def test_of_another_day_are_others(self, client):
        a_meeting()
        tag = client.get(MEETINGS)["ETag"]

        with clock.frozen_at(SATURDAY_NOON + timedelta(hours=11)):
            assert client.get(MEETINGS)["ETag"] == tag
        with clock.frozen_at(SATURDAY_NOON + timedelta(hours=12)):
            assert client.get(MEETINGS)["ETag"] != tag

    def test_that_move_with_the_clock_stand_a_quarter_of_an_hour(self, client):
        a_meeting()
        query = {"sort": "soonest"}
        tag = client.get(MEETINGS, query)["ETag"]

        with clock.frozen_at(SATURDAY_NOON + timedelta(minutes=14)):
            assert client.get(MEETINGS, query)["ETag"] == tag
        with clock.frozen_at(SATURDAY_NOON + timedelta(minutes=15)):
            assert client.get(MEETINGS, query)["ETag"] != tag

    def test_near_a_place_are_kept_nowhere(self, client):
        a_meeting()

        response = client.get(MEETINGS, {"place": "Northbridge"})

        assert response["Cache-Control"] == "no-store"


class TestFellowships:
    def test_are_told(self, client):
        a_fellowship("na", helpline="0808 157 0001")
        a_fellowship("aa")

        told = client.get("/api/v1/fellowships").json()

        assert [each["key"] for each in told["contents"]] == ["aa", "na"]
        assert told["total_items"] == 2
        assert told["contents"][1] == {
            "key": "na",
            "name": "NA in full",
            "short_name": "NA",
            "approach": "12-step",
            "for_whom": ["use"],
            "summary": "People take turns to talk and to listen.",
            "helpline": "0808 157 0001",
            "url": "http://testserver/fellowships/na/",
        }


def test_a_meeting_that_was_withdrawn_and_one_that_never_was_public_are_told_apart(
    client,
):
    with within(INSTALLATION):
        assert Meeting.objects.count() == 0
    a_meeting(status="closed", visibility="residents")
    a_meeting(status="closed", withdrawn_at=SATURDAY_NOON, reference="BCDFGHJKMN")

    told = json.loads(
        client.get(MEETINGS, {"changed_since": "2020-01-01T00:00:00Z"}).content
    )

    assert told["contents"] == [
        {"reference": "BCDFGHJKMN", "withdrawn_at": "2026-11-21T12:00:00Z"}
    ]
