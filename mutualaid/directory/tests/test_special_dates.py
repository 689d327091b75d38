"""Bank holidays and Christmas: which days, and what is known of them."""

from datetime import UTC, date, datetime, time

import pytest

from mutualaid.activity_log.models import Entry
from mutualaid.core import clock
from mutualaid.core.refusal import Refused
from mutualaid.directory.actions import (
    add_date,
    cancel_date,
    move_date,
)
from mutualaid.directory.actions import special_dates as actions
from mutualaid.directory.actions.special_dates import (
    answer_special_dates,
    confirm_date,
    forget_date,
    shut_date,
)
from mutualaid.directory.answers import SpecialAnswer
from mutualaid.directory.models import ConfirmedDate, DifferentDate, DirectoryRevision
from mutualaid.directory.recurrence import (
    DateException,
    ExceptionKind,
    Frequency,
    Schedule,
)
from mutualaid.directory.special_dates import (
    DateStatus,
    SpecialDay,
    is_christmas,
    is_in_season,
    is_unconfirmed,
    special_dates,
    special_day,
    special_days_between,
)

from .factories import TESTER, a_meeting

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
TODAY = NOON.date()
CHRISTMAS, NEW_YEAR = date(2026, 12, 25), date(2027, 1, 1)


def on_fridays(*exceptions: DateException) -> Schedule:
    return Schedule(
        frequency=Frequency.WEEKLY,
        weekday=4,
        start_time=time(19),
        exceptions=exceptions,
    )


class TestSpecialDays:
    @pytest.mark.parametrize(
        ("on", "day"),
        [
            (date(2026, 4, 3), SpecialDay.GOOD_FRIDAY),
            (date(2026, 4, 5), SpecialDay.EASTER_SUNDAY),
            (date(2026, 4, 6), SpecialDay.BANK_HOLIDAY),
            (date(2026, 5, 25), SpecialDay.BANK_HOLIDAY),
            (date(2026, 12, 24), SpecialDay.CHRISTMAS_EVE),
            (CHRISTMAS, SpecialDay.CHRISTMAS_DAY),
            (date(2026, 12, 26), SpecialDay.BOXING_DAY),
            (date(2026, 12, 28), SpecialDay.BANK_HOLIDAY),  # for Boxing Day
            (date(2026, 12, 31), SpecialDay.NEW_YEARS_EVE),
            (NEW_YEAR, SpecialDay.NEW_YEARS_DAY),
            (date(2026, 3, 17), None),  # Northern Ireland’s
            (date(2026, 12, 27), None),
        ],
    )
    def test_are_englands(self, on, day):
        assert special_day(on) == day

    def test_cross_the_year(self):
        days = [on for on, _ in special_days_between(date(2026, 12, 31), NEW_YEAR)]

        assert days == [date(2026, 12, 31), NEW_YEAR]

    @pytest.mark.parametrize(
        ("on", "so"),
        [
            (date(2026, 11, 14), False),
            (date(2026, 11, 15), True),
            (date(2027, 1, 6), True),
            (date(2027, 1, 7), False),
        ],
    )
    def test_have_a_season(self, on, so):
        assert is_in_season(on) is so

    @pytest.mark.parametrize(
        ("on", "so"),
        [
            (date(2026, 12, 28), True),
            (NEW_YEAR, True),
            (date(2026, 8, 31), False),
        ],
    )
    def test_of_christmas_are_told_apart(self, on, so):
        assert is_christmas(on) is so


class TestStatus:
    def statuses(self, *exceptions, confirmed=()):
        schedule = on_fridays(*exceptions)
        found = special_dates(schedule, confirmed, TODAY)
        return {each.on: each.status for each in found}

    def test_is_not_confirmed_unless_somebody_says_so(self):
        assert self.statuses() == {
            CHRISTMAS: DateStatus.NOT_CONFIRMED,
            NEW_YEAR: DateStatus.NOT_CONFIRMED,
        }

    def test_is_what_somebody_said(self):
        shut = DateException(NEW_YEAR, ExceptionKind.CANCELLED)

        assert self.statuses(shut, confirmed=[CHRISTMAS]) == {
            CHRISTMAS: DateStatus.RUNNING,
            NEW_YEAR: DateStatus.SHUT,
        }

    def test_tells_of_moved_and_extra_dates(self):
        moved = DateException(CHRISTMAS, ExceptionKind.MOVED, date(2026, 12, 23))
        extra = DateException(
            date(2026, 12, 26), ExceptionKind.EXTRA, start_time=time(9)
        )

        assert self.statuses(moved, extra) == {
            CHRISTMAS: DateStatus.MOVED,
            date(2026, 12, 26): DateStatus.EXTRA,
            NEW_YEAR: DateStatus.NOT_CONFIRMED,
        }

    def test_is_asked_for_sixty_days_ahead(self):
        october = date(2026, 10, 26)  # 60 days before Christmas Day

        found = special_dates(on_fridays(), (), october)

        assert [each.on for each in found] == [CHRISTMAS]

    @pytest.mark.parametrize(
        ("on", "kind", "so"),
        [
            (CHRISTMAS, None, True),
            (CHRISTMAS, ExceptionKind.EXTRA, False),
            (TODAY, None, False),
        ],
    )
    def test_of_an_occurrence_is_unconfirmed_where_it_is_usual(self, on, kind, so):
        assert is_unconfirmed(on, kind) is so


@pytest.mark.django_db
class TestActions:
    @pytest.fixture(autouse=True)
    def _noon(self):
        with clock.frozen_at(NOON):
            yield

    @pytest.fixture
    def meeting(self):
        return a_meeting(weekday=4)

    def confirm(self, meeting, on=CHRISTMAS):
        confirm_date(meeting=meeting, on=on, by_role="recovery-champion", by=TESTER)

    def test_confirming_is_kept_with_the_role_and_told_to_everybody(self, meeting):
        revision = DirectoryRevision.current()

        self.confirm(meeting)

        kept = ConfirmedDate.objects.get()
        assert (kept.on, kept.by_role) == (CHRISTMAS, "recovery-champion")
        assert DirectoryRevision.current() == revision + 1
        assert Entry.objects.latest("sequence").act == "directory.confirm_date"

    def test_confirming_twice_is_one_line(self, meeting):
        self.confirm(meeting)
        lines = Entry.objects.count()

        self.confirm(meeting)

        assert Entry.objects.count() == lines

    def test_confirming_what_was_shut_makes_it_usual(self, meeting):
        cancel_date(meeting=meeting, on=CHRISTMAS, by=TESTER)

        self.confirm(meeting)

        assert not DifferentDate.objects.exists()
        assert ConfirmedDate.objects.exists()

    def test_a_moved_date_is_not_confirmed_where_it_was(self, meeting):
        move_date(meeting=meeting, on=CHRISTMAS, at=time(11), by=TESTER)

        with pytest.raises(Refused, match="moved"):
            self.confirm(meeting)

    @pytest.mark.parametrize(
        "on",
        [date(2026, 12, 18), date(2026, 12, 26), date(2026, 4, 3)],
        ids=["an ordinary Friday", "no Friday", "past"],
    )
    def test_other_days_are_refused(self, meeting, on):
        with pytest.raises(Refused, match="to ask about"):
            self.confirm(meeting, on)

        with pytest.raises(Refused, match="to ask about"):
            shut_date(meeting=meeting, on=on, by=TESTER)

    def test_shutting_takes_the_confirmation_back(self, meeting):
        self.confirm(meeting)

        shut_date(meeting=meeting, on=CHRISTMAS, by=TESTER)
        shut_date(meeting=meeting, on=CHRISTMAS, by=TESTER)

        assert not ConfirmedDate.objects.exists()
        assert DifferentDate.objects.get().kind == "cancelled"

    def test_forgetting_brings_back_the_honest_default(self, meeting):
        self.confirm(meeting)
        shut_date(meeting=meeting, on=NEW_YEAR, by=TESTER)

        for on in (CHRISTMAS, NEW_YEAR, CHRISTMAS):
            forget_date(meeting=meeting, on=on, by=TESTER)

        assert not ConfirmedDate.objects.exists()
        assert not DifferentDate.objects.exists()

    def test_an_extra_date_stays_whatever_is_said(self, meeting):
        on = date(2026, 12, 26)
        add_date(meeting=meeting, on=on, at=time(9), by=TESTER)

        forget_date(meeting=meeting, on=on, by=TESTER)

        assert DifferentDate.objects.get().kind == "extra"

    def test_several_days_are_answered_in_one(self, meeting):
        meeting.refresh_from_db()
        answer_special_dates(
            meeting=meeting,
            answers={
                CHRISTMAS: SpecialAnswer.SHUT,
                NEW_YEAR: SpecialAnswer.RUNNING,
            },
            by_role="recovery-champion",
            by=TESTER,
        )
        answer_special_dates(
            meeting=meeting,
            answers={CHRISTMAS: SpecialAnswer.UNKNOWN},
            by_role="recovery-champion",
            by=TESTER,
        )

        assert [each.on for each in ConfirmedDate.objects.all()] == [NEW_YEAR]
        assert not DifferentDate.objects.exists()

    def test_a_log_that_fails_undoes_it(self, meeting, monkeypatch):
        self.confirm(meeting)
        monkeypatch.setattr(actions, "record", lambda **_: 1 / 0)

        with pytest.raises(ZeroDivisionError):
            self.confirm(meeting, NEW_YEAR)
        with pytest.raises(ZeroDivisionError):
            forget_date(meeting=meeting, on=CHRISTMAS, by=TESTER)

        assert [each.on for each in ConfirmedDate.objects.all()] == [CHRISTMAS]
