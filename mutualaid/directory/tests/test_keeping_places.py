"""Keeping places, groups, pairs that look alike and values of lists, page by page."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from mutualaid.core import clock
from mutualaid.directory import actions
from mutualaid.directory.models import (
    DifferentMeetings,
    Group,
    GroupRelations,
    LocalValue,
    Meeting,
    VenueFact,
)
from mutualaid.directory.models.meetings import MeetingStatus
from mutualaid.directory.permissions import OVERSEERS
from mutualaid.organisations.roles import Role

from .factories import TESTER, a_fellowship, a_group, a_meeting, a_venue, an_area
from .test_find_meetings import text_of
from .test_keeping_pages import add, anew, days, page, post, told, wearing

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


@pytest.fixture
def pair(area):
    venue = a_venue()
    first = a_meeting(venue=venue)
    return first, a_meeting(venue=venue, name="Harbour Light", notes="Ring.")


def named(pair):
    return [each.reference for each in pair]


class TestDuplicates:
    def test_stand_side_by_side(self, champion, pair):
        text = page(champion, "list_duplicates")
        assert "Pair 1: same day and time, same place" in text
        assert "AA: Harbour Light ," in text

    def test_become_one_and_two_again(self, champion, client, pair):
        first, second = pair
        asked = page(champion, "merge_meetings", *named(pair))
        assert "Second: Ring." in asked
        body = {"keep": first.reference, "taken": ["notes"]}
        response = post(champion, "merge_meetings", *named(pair), **body)
        assert response.url.startswith(f"/directory/meetings/{first.reference}/")
        assert anew(first).notes == "Ring."

        response = client.get(f"/meetings/{second.reference}/")
        assert response.status_code == 301
        assert response.url == f"/meetings/{first.reference}/"
        assert "No two meetings look alike" in page(champion, "list_duplicates")

        page(champion, "undo_merge", second.reference)
        post(champion, "undo_merge", second.reference)
        assert anew(second).status == MeetingStatus.LISTED
        assert client.get(f"/meetings/{second.reference}/").status_code == 200

    def test_the_second_may_stay(self, champion, pair):
        first, second = pair
        post(champion, "merge_meetings", *named(pair), keep=second.reference)
        assert anew(first).merged_into == second
        assert (
            champion.get(
                reverse("show_kept_meeting", args=[first.reference])
            ).status_code
            == 200
        )

    def test_a_chain_leads_to_its_end(self, champion, client, pair):
        first, second = pair
        third = a_meeting(venue=first.venue)
        post(champion, "merge_meetings", *named(pair), keep=second.reference)
        both = (second.reference, third.reference)
        post(champion, "merge_meetings", *both, keep=third.reference)
        response = client.get(f"/meetings/{first.reference}/")
        assert response.url == f"/meetings/{third.reference}/"

    def test_are_told_apart(self, champion, pair):
        post(champion, "tell_meetings_apart", *named(pair))
        assert DifferentMeetings.objects.count() == 1
        assert "No two meetings look alike" in page(champion, "list_duplicates")

    def test_one_is_no_pair(self, champion, pair):
        twice = [pair[0].reference] * 2
        address = reverse("merge_meetings", args=twice)
        assert champion.get(address).status_code == 404

    def test_what_cannot_be_one_is_told(self, champion, pair):
        second = pair[1]
        actions.close_meeting(meeting=second, **HERE)
        response = post(champion, "merge_meetings", *named(pair), keep=second.reference)
        assert "The one that stays has to be listed." in told(response)

    def test_undoing_what_was_never_done_leads_to_its_page(self, champion, pair):
        response = post(champion, "undo_merge", pair[0].reference)
        assert response.url.endswith(f"/{pair[0].reference}/")

    def test_takes_as_many_queries_for_many(
        self, champion, pair, django_assert_num_queries, django_assert_max_num_queries
    ):
        address = reverse("list_duplicates")
        champion.get(address)
        a_meeting()
        with django_assert_max_num_queries(40) as few:
            champion.get(address)
        for _ in range(6):
            a_meeting(venue=pair[0].venue)
        with django_assert_num_queries(len(few)):
            champion.get(address)


class TestVenues:
    def test_what_it_is_like_reaches_the_public(self, champion, client):
        meeting = a_meeting()
        venue = meeting.venue
        page(champion, "check_venue", venue.reference)
        body = {
            "step_free": "yes",
            "step_free_note": "Ramp at the side.",
            "parking": "no",
            **days("checked_on", date(2026, 3, 4)),
        }
        post(champion, "check_venue", venue.reference, **body)
        assert VenueFact.objects.count() == 2

        text = page(champion, "show_venue", venue.reference)
        assert (
            "yes. Ramp at the side. (checked on 4 March 2026: Recovery champion)"
            in text
        )
        public = text_of(client.get(f"/meetings/{meeting.reference}/"))
        assert "Step-free way in: yes (checked March 2026). Ramp at the side." in public
        assert "Parking: no (checked March 2026)" in public
        assert "Accessible toilet, hearing loop" in public
        assert "champion" not in public

    def test_of_which_nobody_knows_anything_says_nothing(self, client, area):
        meeting = a_meeting()
        public = text_of(client.get(f"/meetings/{meeting.reference}/"))
        assert "Step-free way in" not in public

    def test_moves_its_pin(self, champion):
        venue = a_venue()
        page(champion, "change_venue", venue.reference)
        body = {"name": "Hall", "pin": "53.9, 0.7", "notes": "Second floor."}
        post(champion, "change_venue", venue.reference, **body)
        assert anew(venue).point() == (53.9, 0.7)
        text = page(champion, "show_venue", venue.reference)
        assert "53.90000, 0.70000, put there by hand" in text

    def test_has_a_name_at_least(self, champion):
        response = post(champion, "change_venue", a_venue().reference)
        assert "Say at least what the place is called." in told(response)

    def test_without_a_point_says_so(self, champion):
        venue = a_venue(latitude=None, longitude=None)
        text = page(champion, "show_venue", venue.reference)
        assert "Not on the map" in text
        assert "Nobody, as far as we know." in text


RELATIONS = {
    "shared_email": "group@harbour.example",
    "is_shared": "on",
    "rent": "£8 an hour",
}


class TestGroups:
    def test_what_stays_inside_stays_inside(self, champion, client):
        group = a_group()
        meeting = a_meeting(group=group)
        page(champion, "change_group", group.reference)
        body = {"name": "Harbour", "relations": "Key with the caretaker", **RELATIONS}
        post(champion, "change_group", group.reference, **body)

        text = page(champion, "show_group", group.reference)
        for words in ("£8 an hour", "Key with the caretaker", "group@harbour.example"):
            assert words in text
            public = client.get(f"/meetings/{meeting.reference}/").content.decode()
            assert words not in public
        assert "Sent when it is time" in text

    def test_an_address_nobody_calls_shared_is_refused(self, champion):
        group = a_group()
        body = {"name": group.name, "shared_email": "jo@harbour.example"}
        response = post(champion, "change_group", group.reference, **body)
        assert "only if the group shares it" in told(response)
        assert not GroupRelations.objects.exists()

    @pytest.mark.parametrize("role", OVERSEERS)
    def test_are_for_keepers_alone(self, area, role):
        group = a_group()
        client = wearing(role, area)
        for view in ("show_group", "change_group"):
            address = reverse(view, args=[group.reference])
            assert client.get(address).status_code == 403

    def test_their_contact_stands_for_a_hidden_address(self, area, client):
        group = a_group(public_contact="0300 123 4567")
        meeting = a_meeting(group=group, visibility="contact")
        text = text_of(client.get(f"/meetings/{meeting.reference}/"))
        assert "0300 123 4567" in text
        for hidden in ("St Anne’s Hall", "Harbour Row", "NB1 1AA", "53.8"):
            assert hidden not in text

    def test_one_for_people_who_stay_somewhere_is_not_there(self, area, client):
        meeting = a_meeting(visibility="residents")
        assert client.get(f"/meetings/{meeting.reference}/").status_code == 404
        assert (
            client.get(f"/meetings/{meeting.reference}/calendar.ics").status_code == 404
        )

    def test_of_the_same_name_is_not_added_again(self, champion):
        a_fellowship()
        known = a_group(name="Tide group")
        add(champion, group="tide GROUP")
        assert Meeting.objects.get().group == known
        assert Group.objects.count() == 1


@pytest.fixture
def offered(from_a_list):
    actions.change_meeting(meeting=from_a_list, values={"notes": "Door B"}, **HERE)
    LocalValue.objects.update(offered="Door C", needs_review=True)
    return from_a_list


class TestLocalValues:
    def test_wait_to_be_looked_at(self, champion, offered):
        assert "AA: Seawall" in page(champion, "list_local_values")
        asked = page(champion, "review_local_values", offered.reference)
        assert "Keep ours: Door B" in asked
        assert "Take the list’s: Door C" in asked
        assert "1 meeting has another value in its list" in page(
            champion, "show_directory"
        )

    def test_may_wait_longer(self, champion, offered):
        post(champion, "review_local_values", offered.reference)
        assert LocalValue.objects.get().needs_review

    @pytest.mark.parametrize(
        ("said", "notes"), [("ours", "Door B"), ("theirs", "Door C")]
    )
    def test_are_kept_or_replaced(self, champion, offered, said, notes):
        post(champion, "review_local_values", offered.reference, notes=said)
        assert anew(offered).notes == notes
        assert not LocalValue.objects.filter(needs_review=True).exists()

    def test_nothing_waits(self, champion, from_a_list):
        response = post(champion, "review_local_values", from_a_list.reference)
        assert response.status_code == 302
        assert "Nothing to look at" in page(champion, "list_local_values")
