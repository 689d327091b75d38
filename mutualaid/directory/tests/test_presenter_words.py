from datetime import UTC, datetime, timedelta

import pytest

from mutualaid.core import clock
from mutualaid.directory.presenters import words
from mutualaid.directory.presenters.rows import title
from mutualaid.directory.recurrence import Occurrence

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)  # a Saturday
TODAY = NOON.date()


@pytest.fixture(autouse=True)
def _saturday_noon():
    words.when_words.cache_clear()
    with clock.frozen_at(NOON):
        yield


class TestMode:
    @pytest.mark.parametrize(
        ("mode", "said"),
        [
            ("in-person", "In person"),
            ("online", "Online"),
            ("hybrid", "In person and online"),
            ("", "In person or online: not stated"),
            ("by-post", "In person or online: not stated"),
        ],
    )
    def test_is_told_and_never_guessed(self, mode, said):
        assert words.mode_words(mode) == said


class TestOpenness:
    @pytest.mark.parametrize(
        ("openness", "said"),
        [
            ("open", "Open to anyone"),
            ("closed", "For people with this problem"),
            ("", ""),
        ],
    )
    def test_is_told_where_it_is_stated(self, openness, said):
        assert words.openness_words(openness) == said


class TestLength:
    @pytest.mark.parametrize(
        ("minutes", "said"),
        [
            (None, ""),
            (0, ""),
            (45, "45 minutes"),
            (60, "1 hour"),
            (90, "90 minutes"),
            (120, "2 hours"),
        ],
    )
    def test_is_in_whole_hours_or_in_minutes(self, minutes, said):
        assert words.length_words(minutes) == said


class TestWhen:
    @pytest.mark.parametrize(
        ("starts_at", "said"),
        [
            (datetime(2026, 11, 21, 19, tzinfo=UTC), "7pm today"),
            (datetime(2026, 11, 22, 0, tzinfo=UTC), "midnight tomorrow"),
            (datetime(2026, 11, 22, 12, 30, tzinfo=UTC), "12:30pm tomorrow"),
            (datetime(2026, 11, 23, 19, tzinfo=UTC), "7pm Monday 23 November"),
            (datetime(2027, 1, 4, 12, tzinfo=UTC), "midday Monday 4 January 2027"),
            (datetime(2027, 7, 1, 18, tzinfo=UTC), "7pm Thursday 1 July 2027"),
        ],
    )
    def test_is_the_time_in_england_then_the_day(self, starts_at, said):
        assert words.when_words(starts_at, TODAY) == said

    def test_changes_with_the_day(self):
        starts_at = datetime(2026, 11, 22, 19, tzinfo=UTC)

        said = [words.when_words(starts_at, TODAY + timedelta(days=n)) for n in (0, 1)]

        assert said == ["7pm tomorrow", "7pm today"]

    @pytest.mark.parametrize(
        ("starts_at", "said"),
        [
            (datetime(2026, 11, 23, 19, tzinfo=UTC), "Mon 7pm"),
            (datetime(2026, 7, 1, 23, tzinfo=UTC), "Thu midnight"),
        ],
    )
    def test_is_short_beside_others(self, starts_at, said):
        occurrence = Occurrence(starts_at.date(), starts_at, None)

        assert words.short_when_words(occurrence) == said

    def test_says_that_nothing_comes(self):
        assert words.short_when_words(None) == "no date to come"


class TestOtherZone:
    @pytest.mark.parametrize(
        ("zone", "said"),
        [
            ("Europe/London", ""),
            ("Europe/Dublin", ""),
            ("Europe/Paris", "8pm in Paris"),
            ("America/New_York", "2pm in New York"),
            ("America/Argentina/Buenos_Aires", "4pm in Buenos Aires"),
            ("Pacific/Auckland", "8am in Auckland"),
        ],
    )
    def test_is_told_where_its_clock_differs(self, zone, said):
        starts_at = datetime(2026, 11, 23, 19, tzinfo=UTC)

        assert words.other_zone_words(starts_at, zone) == said


class TestDistance:
    @pytest.mark.parametrize(
        ("miles", "said"),
        [
            (None, ""),
            (0.0, "about 5 minutes’ walk (less than 0.1 miles)"),
            (0.0999, "about 5 minutes’ walk (less than 0.1 miles)"),
            (0.1, "about 5 minutes’ walk (0.1 miles)"),
            (0.65, "about 20 minutes’ walk (0.7 miles)"),
            (0.95, "about 25 minutes’ walk (1 mile)"),
            (1.06, "about 30 minutes’ walk (1.1 miles)"),
            (1.0, "about 25 minutes’ walk (1 mile)"),
            (2.0, "about 50 minutes’ walk (2 miles)"),
            (2.1, "2.1 miles"),
            (9.96, "10 miles"),
            (44.4, "44 miles"),
            (1234, "1,234 miles"),
        ],
    )
    def test_is_a_walk_where_people_would_walk(self, miles, said):
        assert words.distance_words(miles) == said


class TestTitle:
    @pytest.mark.parametrize(
        ("fellowship", "name", "venue", "said"),
        [
            ("AA", "Harbour Lights", "Hall", "AA: Harbour Lights"),
            ("SMART", "Smart Tuesday", "Hall", "Smart Tuesday"),
            ("AA", "", "Hall", "AA, Hall"),
        ],
    )
    def test_says_neither_name_twice(self, fellowship, name, venue, said):
        assert title(fellowship, name, venue) == said
