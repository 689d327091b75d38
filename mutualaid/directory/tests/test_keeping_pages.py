"""The pages on which people keep the directory by hand."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from mutualaid.core import clock
from mutualaid.core.area import within
from mutualaid.directory import actions
from mutualaid.directory.models import (
    DifferentDate,
    LocalValue,
    Meeting,
    Venue,
    Verification,
)
from mutualaid.directory.permissions import KEEPERS, OVERSEERS
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as make

from .factories import TESTER, a_fellowship, a_group, a_meeting, a_venue, an_area
from .test_find_meetings import text_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
HERE = {"by_role": "recovery-champion", "by": TESTER}


@pytest.fixture(autouse=True)
def _saturday_noon():
    with clock.frozen_at(NOW):
        yield


@pytest.fixture
def area():
    return an_area(host="testserver")


@pytest.fixture
def champion(area):
    return wearing(Role.RECOVERY_CHAMPION, area)


def wearing(role, area):
    return make.signed_in_client(make.membership(role, area))


def page(client, view, *arguments, **asked):
    response = client.get(reverse(view, args=arguments), asked)
    assert response.status_code == 200, response.status_code
    return text_of(response)


def post(client, view, *arguments, **body):
    return client.post(reverse(view, args=arguments), body)


def anew(row):
    return type(row).objects.get(pk=row.pk)


def days(name, day: date):
    parts = {"day": day.day, "month": day.month, "year": day.year}
    return {f"{name}-{part}": str(value) for part, value in parts.items()}


class TestDoors:
    @pytest.mark.parametrize("role", Role)
    def test_lists_are_read_by_those_who_keep_or_oversee_it(self, area, role):
        meeting = a_meeting()
        client = wearing(role, area)
        for view, named in (
            ("show_directory", ()),
            ("list_kept_meetings", ()),
            ("show_kept_meeting", (meeting.reference,)),
            ("list_duplicates", ()),
            ("list_local_values", ()),
            ("show_venue", (meeting.venue.reference,)),
        ):
            status = client.get(reverse(view, args=named)).status_code
            assert status == (200 if role in (*KEEPERS, *OVERSEERS) else 403), view

    def test_a_strangers_meeting_is_not_there(self, area, champion):
        south = make.area()
        with within(south.pk):
            meeting = a_meeting(area=south, venue=a_venue(area=south))
        for view in ("show_kept_meeting", "change_meeting", "close_meeting"):
            assert (
                champion.get(reverse(view, args=[meeting.reference])).status_code == 404
            )
        venue = reverse("show_venue", args=[meeting.venue.reference])
        assert champion.get(venue).status_code == 404


class TestShowDirectory:
    def test_tells_how_many_there_are_and_what_waits(self, area, champion):
        venue = a_venue()
        a_meeting(venue=venue, verified_on=date(2026, 11, 1), verified_how="visited")
        a_meeting(venue=venue)
        a_meeting(status="closed")
        elsewhere = an_area(slug="elsewhere")
        a_meeting(area=elsewhere, venue=a_venue(area=elsewhere))

        text = page(champion, "show_directory")

        assert "1 of 2 published meetings (50%) were confirmed" in text
        assert "2 meetings are listed" in text
        assert "1 is closed" in text
        assert "1 pair of meetings looks alike" in text

    def test_of_an_empty_area_says_so(self, champion):
        text = page(champion, "show_directory")
        assert "No meetings are published yet." in text
        assert "Nothing waits." in text

    def test_is_a_room_of_keepers(self, champion):
        assert 'href="/directory/"' in champion.get("/today/").content.decode()


class TestWhatWaits:
    def test_stands_on_the_first_page(self, champion):
        venue = a_venue()
        for _ in range(2):
            a_meeting(venue=venue)
        assert "1 pair of meetings looks alike" in text_of(champion.get("/today/"))


class TestListKeptMeetings:
    @pytest.mark.parametrize(
        ("asked", "names"),
        [
            ({}, {"Anchor", "Beacon", "Cove"}),
            ({"status": "closed"}, {"Cove"}),
            ({"fellowship": "na"}, {"Beacon"}),
            ({"day": "2"}, {"Beacon"}),
            ({"origin": "hand"}, {"Anchor", "Beacon", "Cove"}),
            ({"unverified": "30"}, {"Beacon", "Cove"}),
            ({"q": "mill beac"}, {"Beacon"}),
            ({"status": "nonsense", "page": "999"}, {"Anchor", "Beacon", "Cove"}),
        ],
    )
    def test_narrows_down(self, area, champion, asked, names):
        recently = {"verified_on": date(2026, 11, 1), "verified_how": "visited"}
        a_meeting(name="Anchor", **recently)
        beacon = {"fellowship": a_fellowship("na"), "venue": a_venue(name="Mill Hall")}
        a_meeting(name="Beacon", weekday=2, **beacon)
        a_meeting(name="Cove", status="closed")

        text = page(champion, "list_kept_meetings", **asked)

        found = {name for name in ("Anchor", "Beacon", "Cove") if f": {name}" in text}
        assert found == names

    def test_takes_as_many_queries_for_many(
        self, area, champion, django_assert_num_queries, django_assert_max_num_queries
    ):
        address = reverse("list_kept_meetings")
        for _ in range(2):
            a_meeting()
        champion.get(address)
        with django_assert_max_num_queries(40) as few:
            champion.get(address)
        venue = a_venue()
        for _ in range(60):
            a_meeting(venue=venue)
        with django_assert_num_queries(len(few)):
            champion.get(address)

    def test_who_oversees_is_offered_nothing_to_change(self, area):
        text = page(wearing(Role.AUDITOR, area), "list_kept_meetings")
        assert "Add a meeting" not in text


@pytest.fixture
def from_a_list(area):
    actions.import_meetings(
        area=area,
        source_name="North list",
        data=b"name,day,time,notes\nSeawall,Monday,19:00,Ring the bell",
        file_name="list.csv",
        fellowship=a_fellowship().key,
        by=TESTER,
    )
    return Meeting.objects.get()


class TestShowKeptMeeting:
    def test_sets_the_lists_value_beside_ours(self, champion, from_a_list):
        actions.change_meeting(meeting=from_a_list, values={"notes": "Door B"}, **HERE)

        text = page(champion, "show_kept_meeting", from_a_list.reference)

        assert "Every Monday, 7pm" in text
        assert (
            "Door B set here Set here on 21 November 2026: Recovery champion." in text
        )
        assert "Its list says: Ring the bell" in text
        assert "21 November 2026: Changed. By hand, Recovery champion" in text

    def test_tells_who_confirmed_it_and_how(self, champion):
        meeting = a_meeting()
        actions.verify_meeting(
            meeting=meeting, kind="seen", on=date(2026, 11, 2), **HERE
        )
        text = page(champion, "show_kept_meeting", meeting.reference)
        assert (
            "Seen in the fellowship’s own list on 2 November 2026: Recovery champion"
            in text
        )

    @pytest.mark.parametrize(
        ("given", "words"),
        [
            ({}, "The public sees it."),
            ({"visibility": "contact"}, "without its address"),
            ({"visibility": "residents"}, "for people who stay there"),
            (
                {"status": "gone", "withdrawn_at": NOW},
                "not seen it since 21 November 2026",
            ),
            ({"status": "closed"}, "Somebody here closed it."),
            ({"venue": None, "mode": "online"}, "By hand"),
        ],
    )
    def test_says_what_the_public_sees(self, champion, given, words):
        meeting = a_meeting(**given)
        actions.close_meeting(meeting=a_meeting(), **HERE)
        if words == "By hand":
            actions.change_meeting(meeting=meeting, values={"name": "New"}, **HERE)
        assert words in page(champion, "show_kept_meeting", meeting.reference)

    def test_says_that_a_place_is_not_on_the_map(self, champion):
        meeting = a_meeting(venue=a_venue(latitude=None, longitude=None))
        text = page(champion, "show_kept_meeting", meeting.reference)
        assert "Searches near by miss it" in text


MEETING = {
    "name": "Tide Turners",
    "fellowship": "aa",
    "frequency": "weekly",
    "weekday": "1",
    "interval": "1",
    "start_time": "7pm",
    "duration_minutes": "90",
    "mode": "in-person",
    "place_name": "Mill Hall",
    "place_address": "2 Mill Row",
    "place_town": "Northbridge",
    "place_pin": "53.81, 0.76",
    "openness": "closed",
    "features_0": ["women"],
    "languages": ["en"],
    "more_languages": ["uk"],
    "visibility": "public",
    "notes": "Come in by the garden.",
    "conference_phone": "0330 088 5830",
}


def add(client, **changed):
    a_fellowship()
    return post(client, "add_meeting", **{**MEETING, **changed})


def told(response) -> str:
    assert response.status_code == 200
    return text_of(response)


class TestAddMeeting:
    def test_makes_the_meeting_its_place_and_its_group(self, champion):
        response = add(champion, group="Tide group")

        meeting = Meeting.objects.get()
        assert response.url == f"/directory/meetings/{meeting.reference}/?saved=yes"
        assert meeting.venue.point() == (53.81, 0.76)
        assert meeting.group.name == "Tide group"
        assert (meeting.features, meeting.languages) == (["women"], ["en", "uk"])
        assert meeting.conference_phone == "03300885830"
        text = text_of(champion.get(response.url))
        assert "Saved." in text
        assert "Every Tuesday, 7pm to 8:30pm" in text

    def test_the_public_finds_it(self, champion, client):
        add(champion)
        assert "Tide Turners" in text_of(client.get("/meetings/"))

    @pytest.mark.parametrize(
        ("changed", "pattern"),
        [
            ({"interval": "2", **days("anchored_on", date(2026, 11, 24))}, "Every other Tuesday, 7pm to 8:30pm"),
            ({"frequency": "monthly-weekday", "ordinals": ["1", "3"]}, "First and third Tuesday of the month, 7pm to 8:30pm"),
            ({"frequency": "monthly-date", "day_of_month": "15"}, "On the 15th of each month, 7pm to 8:30pm"),
            ({"frequency": "appointment", "start_time": ""}, "By appointment"),
        ],
    )  # fmt: skip
    def test_every_way_of_repeating(self, champion, changed, pattern):
        response = add(champion, **changed)
        assert pattern in text_of(champion.get(response.url))

    @pytest.mark.parametrize(
        ("changed", "words"),
        [
            ({"weekday": ""}, "“Day of the week” needs an answer."),
            ({"frequency": "monthly-weekday"}, "“Which of the month?” needs an answer."),
            ({"frequency": "monthly-date"}, "“Date of the month” needs an answer."),
            ({"start_time": ""}, "“When does it start?” needs an answer."),
            ({"interval": "2"}, "to count from"),
            ({"interval": "2", **days("anchored_on", date(2026, 11, 25))}, "It would not meet on that date."),
            ({**days("starts_on", date(2026, 12, 1)), **days("ends_on", date(2026, 11, 1))}, "The last date is before the first."),
            ({"duration_minutes": "2000"}, "Write a number from 5 to 1440."),
            ({"place_pin": "somewhere"}, "Write two numbers"),
            ({"place_pin": "0.76, 53.81"}, "Latitude comes first."),
            ({"place_postcode": "NB"}, "Write the whole postcode"),
            ({"notes": "Ring Jo on 07700 900123"}, "Take out e-mail addresses"),
            ({"website": "javascript:alert(1)"}, "Write the address in full"),
            ({"conference_phone": "ask"}, "Write the number in full."),
            ({"known_place": "Mill"}, "one of the two"),
            ({"place_name": "", "place_address": "", "place_town": "", "place_pin": ""}, "Say where people go"),
        ],
    )  # fmt: skip
    def test_says_what_is_wrong_and_keeps_what_was_typed(
        self, champion, changed, words
    ):
        text = told(add(champion, **changed))
        assert words in text
        assert not Meeting.objects.exists()
        assert not Venue.objects.exists()

    def test_a_password_in_a_link_is_left_out(self, champion):
        add(champion, conference_url="https://zoom.example/j/1?pwd=abc")
        assert Meeting.objects.get().conference_url == "https://zoom.example/j/1"

    def test_one_that_looks_alike_is_asked_about(self, champion):
        add(champion)
        text = told(add(champion, name="Tide Turner"))
        assert "It may be listed already" in text
        assert Meeting.objects.count() == 1

        add(champion, name="Tide Turner", is_another="yes")
        assert Meeting.objects.count() == 2
        assert Venue.objects.count() == 1


PLACELESS = {"place_name": "", "place_address": "", "place_town": "", "place_pin": ""}


class TestKnownPlaces:
    @pytest.mark.parametrize(
        "typed", ["mill", "Mill Hall, 2 Mill Row, Northbridge", "row northbridge 2"]
    )
    def test_some_words_of_one_are_enough(self, area, champion, typed):
        kept = {"area": area, "postcode": ""}
        mill = a_venue(name="Mill Hall", address="2 Mill Row", **kept)
        a_venue(name="St Anne’s", address="1 Harbour Row", **kept)
        add(champion, known_place=typed, **PLACELESS)
        assert Meeting.objects.get().venue == mill

    def test_of_several_one_is_chosen(self, area, champion):
        small, large = (a_venue(name=f"Mill {size}") for size in ("Room", "Hall"))
        asked = {"known_place": "mill", **PLACELESS}
        text = told(add(champion, **asked))
        assert "Several places fit. Choose one of them." in text
        assert "Mill Room, 1 Harbour Row" in text

        add(champion, chosen_place=large.reference, **asked)
        assert Meeting.objects.get().venue == large
        assert small.meetings.count() == 0

    @pytest.mark.parametrize(
        ("count", "words"), [(0, "no place like that"), (14, "Many places fit")]
    )
    def test_none_or_too_many_are_told(self, area, champion, count, words):
        for number in range(count):
            a_venue(name=f"Mill {number}")
        assert words in told(add(champion, known_place="mill", **PLACELESS))

    def test_a_place_of_another_area_is_not_taken(self, area, champion):
        south = make.area()
        with within(south.pk):
            far = a_venue(area=south, name="Mill Far")
        asked = {"known_place": "mill", "chosen_place": far.reference, **PLACELESS}
        told(add(champion, **asked))
        assert not Meeting.objects.exists()


def as_shown(client, meeting) -> dict:
    """The form as the page shows it, sent back unchanged."""
    response = client.get(reverse("change_meeting", args=[meeting.reference]))
    form = response.context["form"] if response.context else None
    assert form is None
    return {
        "seen": str(meeting.calendar_sequence),
        "name": meeting.name,
        "frequency": "weekly",
        "weekday": "0",
        "interval": "1",
        "start_time": "7pm",
        "visibility": "public",
        "notes": meeting.notes,
        "mode": meeting.mode,
    }


class TestChangeMeeting:
    def test_is_kept_beside_the_list(self, champion, from_a_list):
        body = as_shown(champion, from_a_list) | {"notes": "Door B"}
        response = post(champion, "change_meeting", from_a_list.reference, **body)
        assert response.status_code == 302
        local = LocalValue.objects.get()
        assert (local.field, local.value, local.source_value) == (
            "notes",
            "Door B",
            "Ring the bell",
        )
        assert local.by_role == "recovery-champion"
        text = page(champion, "change_meeting", from_a_list.reference)
        assert "Its list says: Ring the bell" in text

    def test_what_is_sent_back_as_it_stood_changes_nothing(self, champion, from_a_list):
        body = as_shown(champion, from_a_list)
        post(champion, "change_meeting", from_a_list.reference, **body)
        assert not from_a_list.changes.filter(reason="edit").exists()

    def test_two_at_once_lose_nothing(self, champion, from_a_list):
        body = as_shown(champion, from_a_list) | {"name": "Seawalk"}
        actions.change_meeting(meeting=from_a_list, values={"notes": "B"}, **HERE)
        response = post(champion, "change_meeting", from_a_list.reference, **body)
        assert "while you had it open" in told(response)
        assert anew(from_a_list).name == "Seawall"

    def test_shows_the_answers_as_they_stand(self, champion):
        group = a_group(name="Harbour")
        meeting = a_meeting(group=group, features=["women"], languages=["uk"])
        content = champion.get(
            reverse("change_meeting", args=[meeting.reference])
        ).content.decode()
        assert 'value="Harbour"' in content
        assert 'value="St Anne’s Hall, 1 Harbour Row, Northbridge, NB1 1AA"' in content
        for key in ("women", "uk"):
            assert f'value="{key}" checked' in content

    def test_one_listed_as_another_leads_to_its_page(self, champion):
        merged = a_meeting(status="merged", merged_into=a_meeting())
        address = reverse("change_meeting", args=[merged.reference])
        assert champion.get(address).status_code == 302


class TestStanding:
    def test_is_confirmed(self, champion):
        meeting = a_meeting()
        body = {"kind": "visited", **days("on", date(2026, 11, 20))}
        response = post(champion, "confirm_meeting", meeting.reference, **body)
        assert response.status_code == 302
        kept = Verification.objects.get()
        assert (kept.kind, kept.by_role) == ("visited", "recovery-champion")
        assert anew(meeting).changed_at == NOW

    def test_not_for_tomorrow(self, champion):
        meeting = a_meeting()
        body = {"kind": "visited", **days("on", date(2026, 11, 22))}
        response = post(champion, "confirm_meeting", meeting.reference, **body)
        assert "Nobody can have seen it" in told(response)

    def test_is_closed_and_opened_again(self, champion, client):
        meeting = a_meeting()
        public = f"/meetings/{meeting.reference}/"
        post(champion, "close_meeting", meeting.reference)
        response = client.get(public)
        assert response.status_code == 410
        assert "It no longer meets, as far as we know." in text_of(response)
        post(champion, "reopen_meeting", meeting.reference)
        assert client.get(public).status_code == 200

    @pytest.mark.parametrize(
        ("view", "status"), [("close_meeting", "closed"), ("reopen_meeting", "listed")]
    )
    def test_twice_is_told(self, champion, view, status):
        meeting = a_meeting(status=status)
        told(post(champion, view, meeting.reference))


MONDAY = date(2026, 11, 23)


class TestDifferentDates:
    @pytest.mark.parametrize(
        ("body", "words"),
        [
            ({"kind": "cancelled", **days("on", MONDAY)}, "not running"),
            ({"kind": "moved", **days("on", MONDAY), "at": "6pm"}, "moved to 6pm"),
            (
                {"kind": "extra", **days("on", MONDAY + timedelta(1))},
                "an extra meeting",
            ),
        ],
    )
    def test_are_told_and_taken_back(self, champion, body, words):
        meeting = a_meeting()
        post(champion, "add_different_date", meeting.reference, **body)
        assert words in page(champion, "list_different_dates", meeting.reference)
        on = DifferentDate.objects.get().original_date.isoformat()
        post(champion, "undo_different_date", meeting.reference, on=on)
        text = page(champion, "list_different_dates", meeting.reference)
        assert "Every date to come is as usual" in text

    def test_what_makes_no_sense_is_told(self, champion):
        meeting = a_meeting()
        body = {"kind": "cancelled", **days("on", MONDAY + timedelta(1))}
        response = post(champion, "add_different_date", meeting.reference, **body)
        assert "It does not meet on Tuesday 24 November." in told(response)

    @pytest.mark.parametrize("on", ["", "nonsense", "2026-11-23"])
    def test_nothing_to_take_back(self, champion, on):
        meeting = a_meeting()
        response = post(champion, "undo_different_date", meeting.reference, on=on)
        assert response.status_code == 302
        assert "saved" not in response.url
