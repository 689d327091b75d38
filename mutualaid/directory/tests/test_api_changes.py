"""A copy that follows `changed_since` holds exactly what is published, whatever happens."""

import json
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from mutualaid.core import clock
from mutualaid.core.refusal import Refused
from mutualaid.directory.actions import (
    cancel_date,
    import_meetings,
    verify_meeting,
)
from mutualaid.directory.actions.adding import add_meeting
from mutualaid.directory.actions.changing import change_meeting
from mutualaid.directory.actions.closing import close_meeting, reopen_meeting
from mutualaid.directory.actions.groups import change_group
from mutualaid.directory.actions.merging import merge_meetings, undo_merge
from mutualaid.directory.actions.venues import Answer, check_venue
from mutualaid.directory.meeting_values import pattern_value
from mutualaid.directory.models import Meeting
from mutualaid.directory.models.meetings import PATTERN_COLUMNS
from mutualaid.directory.models.venue_facts import VenueQuestion
from mutualaid.directory.models.verification import VerificationKind
from mutualaid.directory.published import published

from .factories import TESTER, a_fellowship, a_group, a_meeting, a_venue, an_area

MEETINGS = "/api/v1/meetings"
START = datetime(2026, 11, 21, 12, tzinfo=UTC)
BEGINNING = "2020-01-01T00:00:00Z"
# These move with the clock or with the reading of a list; a copy has them as of its answer.
MOVING = ("confidence", "next_dates", "source", "different_dates")


class Copy:
    """What another site would keep."""

    def __init__(self, client, per_page=2):
        self.client = client
        self.per_page = per_page
        self.since = BEGINNING
        self.held = {}

    def follow(self, between=lambda: None):
        """Take over every change; `between` happens after each page."""
        answer = self.client.get(
            MEETINGS, {"changed_since": self.since, "per_page": self.per_page}
        )
        while True:
            page = answer.json()
            for told in page["contents"]:
                if "withdrawn_at" in told:
                    self.held.pop(told["reference"], None)
                else:
                    self.held[told["reference"]] = told
            if "next" not in page:
                self.since = page["follow_from"]
                return
            between()
            answer = self.client.get(page["next"])


def published_now(client):
    contents, address = [], f"{MEETINGS}?per_page=500"
    while address:
        page = client.get(address).json()
        contents += page["contents"]
        address = page.get("next")
    return {told["reference"]: told for told in contents}


def lasting(told):
    return {
        reference: {name: value for name, value in each.items() if name not in MOVING}
        for reference, each in told.items()
    }


def some(number):
    return Meeting.objects.order_by("pk")[number % Meeting.objects.count()]


def edit(number):
    change_meeting(
        meeting=some(number),
        values={"name": f"Name {number}"},
        by_role="recovery champion",
        by=TESTER,
    )


def hide_or_show(number):
    to = ("public", "contact", "residents")[number % 3]
    change_meeting(
        meeting=some(number // 3),
        values={"visibility": to},
        by_role="recovery champion",
        by=TESTER,
    )


def close(number):
    close_meeting(meeting=some(number), by_role="recovery champion", by=TESTER)


def reopen(number):
    reopen_meeting(meeting=some(number), by_role="recovery champion", by=TESTER)


def merge(number):
    merge_meetings(
        keep=some(number), other=some(number // 2), by_role="champion", by=TESTER
    )


def part(number):
    undo_merge(meeting=some(number), by_role="champion", by=TESTER)


def add(number):
    pattern = {name: getattr(some(0), name) for name in PATTERN_COLUMNS}
    add_meeting(
        area=an_area(),
        fellowship=a_fellowship(),
        values={"name": f"Added {number}", "pattern": pattern_value(pattern)},
        by_role="recovery champion",
        by=TESTER,
    )


def verify(number):
    verify_meeting(
        meeting=some(number),
        kind=VerificationKind.SEEN,
        on=clock.today(),
        by_role="recovery champion",
        by=TESTER,
    )


def check_place(number):
    check_venue(
        venue=some(0).venue,
        answers={VenueQuestion.PARKING: Answer(number % 2 == 0)},
        on=clock.today(),
        by_role="recovery champion",
        by=TESTER,
    )


def rename_group(number):
    change_group(group=some(0).group, values={"name": f"Group {number}"}, by=TESTER)


def cancel(number):
    meeting = some(number)
    day = next(
        meeting.pattern().pattern_dates(clock.today(), clock.today() + timedelta(7))
    )
    cancel_date(meeting=meeting, on=day, by=TESTER)


def import_some(number):
    """Each bit of the number says whether a record is in the list, or what it is called."""
    records = [
        {
            "slug": f"record-{place}",
            "name": f"Listed {place}{' anew' if number >> (place + 4) & 1 else ''}",
            "day": place,
            "time": "19:30",
            "location": f"Hall {place}",
            "city": "Northbridge",
            "types": ["O"],
        }
        for place in range(4)
        if number >> place & 1
    ]
    import_meetings(
        area=an_area(),
        source_name="AA list",
        data=json.dumps(records).encode(),
        file_name="list.json",
        by=TESTER,
        fellowship="aa",
        may_drop=True,
    )


HAPPENINGS = (
    *(edit, hide_or_show, close, reopen, merge, part, add, verify),
    *(check_place, rename_group, cancel, import_some),
)


def happen(what, number):
    """What is refused changes nothing."""
    try:
        what(number)
    except Refused:
        return


def the_first_meetings():
    an_area()
    group, venue = a_group(), a_venue()
    for number in range(3):
        a_meeting(name=f"First {number}", group=group, venue=venue, changed_at=START)


@contextmanager
def undone():
    """Each series of happenings begins with nothing."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    published.forget()


happenings = st.lists(
    st.tuples(
        st.sampled_from(HAPPENINGS),
        st.integers(0, 255),
        st.integers(0, 1200),  # seconds until then
        st.booleans(),  # whether the copy is brought up to date before
    ),
    min_size=1,
    max_size=12,
)


@pytest.mark.django_db
class TestCopy:
    @settings(max_examples=12, deadline=None)
    @given(happenings)
    def test_holds_what_is_published(self, series):
        client = Client()
        with undone():
            now = START
            with clock.frozen_at(now):
                the_first_meetings()
                copy = Copy(client)
            for what, number, seconds, is_followed in series:
                now += timedelta(seconds=seconds)
                with clock.frozen_at(now):
                    if is_followed:
                        copy.follow()
                    happen(what, number)
            with clock.frozen_at(now):
                copy.follow()
                assert lasting(copy.held) == lasting(published_now(client))

    def test_misses_nothing_that_changes_while_it_turns_pages(self, client):
        with clock.frozen_at(START):
            the_first_meetings()
            copy = Copy(client, per_page=1)
            ends = iter((edit, close, add, edit))

        def between():
            what = next(ends, None)
            if what:
                with clock.frozen_at(START + timedelta(seconds=5)):
                    what(1)

        with clock.frozen_at(START + timedelta(seconds=10)):
            copy.follow(between)
            assert lasting(copy.held) == lasting(published_now(client))

    def test_looks_back_for_what_was_kept_late(self, client):
        """A long import is stamped when it begins, and seen when it ends."""
        with clock.frozen_at(START):
            the_first_meetings()
            copy = Copy(client)
            copy.follow()
            a_meeting(name="Late", changed_at=START - timedelta(minutes=9))
            copy.follow()

            assert "Late" in {told["name"] for told in copy.held.values()}

    def test_is_told_of_one_hidden_by_name_only(self, client):
        with clock.frozen_at(START):
            the_first_meetings()
            copy = Copy(client)
            copy.follow()
            meeting = some(0)
        with clock.frozen_at(START + timedelta(hours=1)):
            change_meeting(
                meeting=meeting,
                values={"visibility": "residents"},
                by_role="recovery champion",
                by=TESTER,
            )
            page = client.get(MEETINGS, {"changed_since": copy.since}).json()
            gone = page["contents"][-1]

            assert gone == {
                "reference": meeting.reference,
                "withdrawn_at": "2026-11-21T13:00:00Z",
            }
            copy.follow()
            assert meeting.reference not in copy.held


@pytest.mark.django_db
class TestChanges:
    def test_come_in_their_order_with_their_number(self, client):
        with clock.frozen_at(START):
            an_area()
            for minutes, name in ((3, "Third"), (1, "First"), (2, "Second")):
                changed_at = START - timedelta(minutes=minutes)
                a_meeting(name=name, changed_at=changed_at, start_time=time(19))

            page = client.get(
                MEETINGS, {"changed_since": "2026-11-21T11:57:30Z", "per_page": 1}
            ).json()

        assert [each["name"] for each in page["contents"]] == ["Second"]
        assert (page["total_items"], page["total_pages"]) == (2, 2)

    def test_are_followed_from_a_little_before(self, client):
        with clock.frozen_at(START):
            an_area()
            page = client.get(MEETINGS, {"changed_since": BEGINNING}).json()

        assert page["follow_from"] == "2026-11-21T11:50:00Z"

    def test_of_one_instant_are_divided_by_reference(self, client):
        with clock.frozen_at(START):
            an_area()
            for _ in range(5):
                a_meeting(changed_at=START)
            copy = Copy(client, per_page=2)
            copy.follow()

        assert len(copy.held) == 5
