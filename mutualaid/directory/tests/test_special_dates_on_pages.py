"""What the pages say of bank holidays and Christmas."""

from datetime import UTC, date, datetime, time

import pytest

from mutualaid.core import clock
from mutualaid.directory.actions import add_date, cancel_date, move_date
from mutualaid.directory.actions.special_dates import confirm_date
from mutualaid.directory.models import ConfirmedDate, DifferentDate
from mutualaid.directory.presenters.special_dates import season_words, unconfirmed_words
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests.factories import membership, signed_in_client

from .factories import TESTER, a_meeting, an_area
from .test_find_meetings import text_of

pytestmark = pytest.mark.django_db
ADVENT = datetime(2026, 12, 20, 12, tzinfo=UTC)
CHRISTMAS, NEW_YEAR = date(2026, 12, 25), date(2027, 1, 1)


def at(*day: int):
    return clock.frozen_at(datetime(*day, 12, tzinfo=UTC))


@pytest.fixture(autouse=True)
def _in_advent():
    with clock.frozen_at(ADVENT):
        an_area(host="testserver")
        yield


def page_of(client, meeting):
    return text_of(client.get(f"/meetings/{meeting.reference}/"))


class TestShowMeeting:
    def test_has_a_box_at_christmas_with_each_of_its_dates(self, client):
        meeting = a_meeting(weekday=4)
        cancel_date(meeting=meeting, on=NEW_YEAR, by=TESTER, note="Hall shut.")

        text = page_of(client, meeting)

        assert "Christmas and New Year" in text
        assert "Friday 25 December, Christmas Day: not confirmed" in text
        assert "1 January 2027, New Year’s Day: does not run. Hall shut." in text
        assert "Next: 7pm Friday 25 December Not confirmed for Christmas Day" in text

    def test_says_what_somebody_confirmed(self, client):
        meeting = a_meeting(weekday=4)
        confirm_date(meeting=meeting, on=CHRISTMAS, by_role="x", by=TESTER)

        text = page_of(client, meeting)

        assert "Friday 25 December, Christmas Day: runs as usual" in text
        assert "Not confirmed for" not in text

    def test_tells_of_moved_and_extra_dates_among_them(self, client):
        meeting = a_meeting(weekday=4)
        move_date(meeting=meeting, on=CHRISTMAS, to=date(2026, 12, 23), by=TESTER)
        add_date(meeting=meeting, on=date(2026, 12, 26), at=time(9), by=TESTER)

        text = page_of(client, meeting)

        assert "Christmas Day: moved to Wednesday 23 December" in text
        assert "Boxing Day: an extra meeting" in text

    def test_out_of_season_bank_holidays_are_told_among_the_rest(self, client):
        with at(2026, 8, 1):
            text = page_of(client, a_meeting())

        assert "Bank holidays Monday 31 August, the bank holiday: not confirmed" in text

    def test_before_the_season_both_are_told_together(self, client):
        with at(2027, 10, 31):
            meeting = a_meeting(weekday=5)

            assert "Christmas and New Year" in page_of(client, meeting)

    def test_without_such_a_date_says_nothing(self, client):
        with at(2026, 9, 10):
            text = page_of(client, a_meeting())

        assert "ank holiday" not in text

    @pytest.mark.parametrize(
        ("first", "last", "said"),
        [
            (date(2026, 5, 1), date(2027, 9, 30), "Runs from 1 May 2026 to 30"),
            (date(2027, 5, 1), None, "Starts on 1 May 2027"),
            (None, date(2027, 9, 30), "Runs until 30 September 2027"),
            (date(2026, 5, 1), None, ""),
            (None, None, ""),
        ],
    )
    def test_says_from_when_to_when_it_runs(self, first, last, said):
        words = season_words(first, last, ADVENT.date())

        assert words.startswith(said)
        assert bool(words) is bool(said)

    def test_a_season_stands_beside_the_pattern(self, client):
        meeting = a_meeting(ends_on=date(2027, 9, 30))

        assert "Runs until 30 September 2027" in page_of(client, meeting)

    def test_says_in_which_role_somebody_checked(self, client):
        meeting = a_meeting()
        meeting.verifications.create(
            area=meeting.area,
            kind="visited",
            verified_on=ADVENT.date(),
            by_role="recovery-champion",
            recorded_at=ADVENT,
        )
        meeting.verified_on, meeting.verified_how = ADVENT.date(), "visited"
        meeting.save()

        text = page_of(client, meeting)

        assert "Checked today by a visit, told by a recovery champion" in text

    def test_leads_to_where_one_can_tell_us(self, client):
        meeting = a_meeting()

        body = client.get(f"/meetings/{meeting.reference}/").content.decode()

        assert f'href="/meetings/{meeting.reference}/tell-us/"' in body


class TestRow:
    def test_says_not_confirmed_where_the_next_date_is_special(self, client):
        a_meeting(weekday=4)

        assert "Not confirmed for Christmas Day" in text_of(client.get("/meetings/"))

    def test_says_nothing_once_somebody_confirmed_it(self, client):
        meeting = a_meeting(weekday=4)
        confirm_date(meeting=meeting, on=CHRISTMAS, by_role="x", by=TESTER)

        assert "Not confirmed for" not in text_of(client.get("/meetings/"))

    def test_says_nothing_of_an_ordinary_day(self, client):
        a_meeting(weekday=1)

        assert "Not confirmed for" not in text_of(client.get("/meetings/"))

    def test_warns_of_a_shut_place_as_well(self, client):
        a_meeting(weekday=4, venue_closed=True)

        said = "Not confirmed for Christmas Day. Its usual place is closed for now"
        assert said in text_of(client.get("/meetings/"))

    def test_has_a_name_for_every_special_day(self):
        days = [
            date(2026, 4, 3),
            date(2026, 4, 5),
            date(2026, 12, 24),
            CHRISTMAS,
            date(2026, 12, 26),
            date(2026, 12, 28),
            date(2026, 12, 31),
            NEW_YEAR,
        ]

        assert len({unconfirmed_words(day) for day in days}) == len(days)
        assert unconfirmed_words(ADVENT.date()) == ""


class TestAnswerSpecialDates:
    @pytest.fixture
    def champion(self):
        return signed_in_client(membership(Role.RECOVERY_CHAMPION, an_area()))

    def address(self, meeting):
        return f"/directory/meetings/{meeting.reference}/special-dates/"

    def test_keeps_what_was_answered(self, champion):
        meeting = a_meeting(weekday=4)
        given = {"on-2026-12-25": "running", "on-2027-01-01": "shut"}

        response = champion.post(self.address(meeting), given)

        assert response.status_code == 302
        assert ConfirmedDate.objects.get().by_role == "recovery-champion"
        assert DifferentDate.objects.get().original_date == NEW_YEAR

    def test_shows_what_stands(self, champion):
        meeting = a_meeting(weekday=4)
        move_date(meeting=meeting, on=CHRISTMAS, at=time(11), by=TESTER)

        text = text_of(champion.get(self.address(meeting)))

        assert "Friday 25 December, Christmas Day: moved to 11am" in text
        assert "Friday 1 January 2027, New Year’s Day" in text

    def test_says_where_there_is_none(self, champion):
        with at(2026, 9, 10):
            text = text_of(champion.get(self.address(a_meeting())))

        assert "None of its dates in the next two months" in text

    def test_any_other_answer_is_told(self, champion):
        meeting = a_meeting(weekday=4)

        response = champion.post(self.address(meeting), {"on-2026-12-25": "perhaps"})

        assert "Choose one of the answers in the list." in text_of(response)
