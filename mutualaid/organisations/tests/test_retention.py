import pytest

from mutualaid.organisations.retention import (
    ACTIVITY_LOG,
    CARE_RECORD,
    KINDS,
    LONGEST,
    SHORTEST,
    departures,
    in_words,
    periods,
)

USUAL = {kind.key: kind.days for kind in KINDS}


class TestKinds:
    def test_have_a_name_of_their_own_and_a_period_that_can_be_chosen(self):
        assert len(USUAL) == len(KINDS)
        assert all(SHORTEST <= days <= LONGEST for days in USUAL.values())

    def test_keep_the_log_no_shorter_than_the_notes(self):
        assert USUAL[ACTIVITY_LOG] >= USUAL[CARE_RECORD]


class TestPeriods:
    def test_are_the_usual_ones_where_an_area_chose_none(self):
        assert {each.kind.key: each.days for each in periods({})} == USUAL

    def test_are_what_an_area_chose(self):
        told = {each.kind.key: each.days for each in periods({"pairing": 30})}

        assert told == {**USUAL, "pairing": 30}

    def test_forget_a_kind_that_is_no_more(self):
        assert "gone" not in [each.kind.key for each in periods({"gone": 5})]


class TestDepartures:
    def test_are_only_what_is_not_usual(self):
        assert departures(USUAL) == {}
        assert departures({**USUAL, "pairing": 30}) == {"pairing": 30}


class TestInWords:
    @pytest.mark.parametrize(
        ("days", "words"),
        [
            (1, "1 day"),
            (90, "90 days"),
            (364, "364 days"),
            (365, "1 year"),
            (366, "1 year"),
            (367, "367 days"),
            (730, "2 years"),
            (2922, "8 years"),
            (7305, "20 years"),
        ],
    )
    def test_says_years_where_they_are_whole(self, days, words):
        assert in_words(days) == words
