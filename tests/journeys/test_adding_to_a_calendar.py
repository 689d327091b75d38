"""I take a meeting's dates with me, in a calendar that other people may look into."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
import recurring_ical_events
from icalendar import Calendar, Event

from mutualaid.core import clock
from mutualaid.design_system import dates

DISCREET = "Add to my calendar as “Meeting”"
NAMED = "Add it with its name"
# Of the demo: one date cancelled, one moved, one extra.
OUT_OF_THE_ORDINARY = [
    "AA: Overfold Village Group",
    "CA: City Wednesday",
    "AA: Saturday Breakfast",
]


@pytest.fixture
def seeker(visitor):
    visitor.opens("/meetings/?q=Overfold+Village")
    visitor.follows("AA: Overfold Village Group")
    return visitor


def download(seeker, name: str) -> bytes:
    with seeker.page.expect_download() as started:
        seeker.page.get_by_text(name, exact=True).click()
    assert started.value.suggested_filename == "meeting.ics"
    return Path(started.value.path()).read_bytes()


def events_of(file: bytes) -> list[Event]:
    return Calendar.from_ical(file).walk("VEVENT")


def starts(file: bytes, how_many: int) -> list[datetime]:
    """The next dates as an independent library reads them."""
    now = clock.now()
    calendar = recurring_ical_events.of(Calendar.from_ical(file))
    coming = calendar.between(now, now + timedelta(days=400))
    return sorted(event.start for event in coming)[:how_many]


def in_words(start: datetime) -> str:
    today = clock.today()
    near = {today: "today", today + timedelta(days=1): "tomorrow"}
    return f"{dates.clock_time(start)} {near.get(start.date(), dates.day(start))}"


def next_dates(seeker) -> list[str]:
    row = seeker.page.locator(".govuk-summary-list__row").filter(has_text="Next dates")
    return row.locator("li").all_inner_texts()


class TestAddingToACalendar:
    def test_the_first_offer_says_only_meeting(self, seeker):
        file = download(seeker, DISCREET)

        (event,) = events_of(file)
        assert event["summary"] == "Meeting"
        assert b"Village Group" not in file
        assert b"Alcoholics" not in file
        assert "url" not in event

    def test_the_second_offer_names_the_group(self, seeker):
        (event,) = events_of(download(seeker, NAMED))

        assert event["summary"] == "AA: Overfold Village Group"
        assert event["url"] == seeker.page.url

    def test_is_one_entry_however_often_it_is_taken(self, seeker):
        taken = [download(seeker, name) for name in (DISCREET, DISCREET, NAMED)]

        assert len({event["uid"] for file in taken for event in events_of(file)}) == 1

    def test_keeps_to_the_clock_of_the_place(self, seeker):
        (event,) = events_of(download(seeker, DISCREET))

        assert event["dtstart"].params["TZID"] == "Europe/London"

    @pytest.mark.parametrize("meeting", OUT_OF_THE_ORDINARY)
    def test_has_the_dates_that_the_page_has(self, visitor, meeting):
        visitor.opens(f"/meetings/?q={meeting.partition(': ')[2]}")
        visitor.follows(meeting)
        visitor.reads("Dates that differ")
        shown = next_dates(visitor)

        file = download(visitor, DISCREET)

        assert [in_words(each) for each in starts(file, len(shown))] == shown


class TestByAppointment:
    def test_offers_no_calendar(self, visitor):
        visitor.opens("/meetings/?q=A+Chat+at+the+Lamplight")
        visitor.follows("Local group: A Chat at the Lamplight")

        assert visitor.page.get_by_text("calendar").count() == 0
