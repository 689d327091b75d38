from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutualaid.improvement_plan.answers import kept_keys
from mutualaid.improvement_plan.figures import days_to_close
from mutualaid.improvement_plan.models import Action
from mutualaid.improvement_plan.presenters.history import value_words
from mutualaid.improvement_plan.presenters.measures import number_words, present_measure
from mutualaid.improvement_plan.presenters.plan import days_words
from mutualaid.improvement_plan.smart import Lack, is_vague, lacks_of
from mutualaid.improvement_plan.statements import known_statements, raises_demand
from mutualaid.indicators.models import Reading
from mutualaid.indicators.registry import all_indicators, find_indicator

DAY = date(2026, 11, 22)
GOOD = {
    "title": "Ask the Tuesday group for a rota",
    "due_on": DAY + timedelta(days=90),
    "indicator_key": "directory.days_in_person",
    "target": 7.0,
}


class TestLacks:
    def test_are_none_for_a_whole_action(self):
        assert lacks_of(Action(**GOOD), DAY, has_owner=True) == []

    @pytest.mark.parametrize(
        ("told", "lack"),
        [
            ({"due_on": None}, Lack.DATE),
            ({"due_on": DAY + timedelta(days=400)}, Lack.FAR_DATE),
            ({"indicator_key": "", "target": None}, Lack.MEASURE),
            ({"target": None}, Lack.TARGET),
            ({"title": "Improve awareness among staff"}, Lack.VAGUE),
        ],
    )
    def test_name_what_is_missing(self, told, lack):
        assert lacks_of(Action(**{**GOOD, **told}), DAY, has_owner=True) == [lack]

    def test_name_a_missing_owner(self):
        assert lacks_of(Action(**GOOD), DAY, has_owner=False) == [Lack.OWNER]

    @pytest.mark.parametrize(
        ("title", "vague"),
        [
            ("Meetings", True),
            ("More groups please soon", True),
            ("Consider, perhaps, a rota", True),
            ("Print the list every Monday", False),
            ("Train both teams in March", False),
        ],
    )
    def test_tell_vague_titles(self, title, vague):
        assert is_vague(title) is vague


class TestDaysToClose:
    def test_are_none_where_nothing_was_closed(self):
        assert days_to_close([]) is None
        assert days_words(None) == ""

    def test_of_one(self):
        took = days_to_close([(DAY, DAY + timedelta(days=12), True)])

        assert (took.closed, took.effect_seen, took.middle) == (1, 1, 12)
        assert days_words(took).startswith("One action has been checked")

    @given(st.lists(st.tuples(st.integers(0, 900), st.booleans()), min_size=1))
    def test_lie_between_the_shortest_and_the_longest(self, told):
        took = days_to_close(
            (DAY, DAY + timedelta(days=days), seen) for days, seen in told
        )

        days = [each for each, _seen in told]
        assert took.longest == max(days)
        assert min(days) <= took.middle <= took.longest
        assert took.effect_seen <= took.closed == len(told)


class TestStatements:
    def test_are_those_of_the_self_assessment_in_their_order(self):
        keys = list(known_statements())

        assert (len(keys), keys[0], keys[-1]) == (27, "1.1", "5.6")

    @pytest.mark.parametrize(
        ("keys", "is_so"),
        [((), False), (("1.4",), False), (("1.1", "2.3"), True), (("4.4",), True)],
    )
    def test_raise_demand_where_they_send_people(self, keys, is_so):
        assert raises_demand(keys) is is_so

    @given(st.lists(st.sampled_from(["1.1", "2.3", "5.6"])))
    def test_are_kept_so_that_each_is_found(self, keys):
        action = Action(statement_keys=kept_keys(keys))

        assert action.keys == tuple(dict.fromkeys(keys))


class TestMeasures:
    @pytest.mark.parametrize(
        ("key", "value", "words"),
        [
            ("directory.verified_share", 87.5, "87.5%"),
            ("directory.verified_share", 90.0, "90%"),
            ("directory.oldest_unchecked", 112.0, "112 days"),
            ("directory.days_in_person", 7.0, "7"),
            ("directory.days_in_person", None, ""),
        ],
    )
    def test_read_in_the_unit_of_their_chart(self, key, value, words):
        assert number_words(find_indicator(key), value) == words

    @pytest.mark.parametrize(
        ("key", "numerator", "target", "is_met"),
        [
            ("directory.days_in_person", 7, 7.0, True),
            ("directory.days_in_person", 6, 7.0, False),
            ("directory.oldest_unchecked", 80, 90.0, True),
            ("directory.oldest_unchecked", 91, 90.0, False),
            ("directory.days_in_person", 7, None, False),
        ],
    )
    def test_are_met_on_the_good_side_of_the_target(
        self, key, numerator, target, is_met
    ):
        reading = Reading(key=key, numerator=numerator, taken_at=DAY)
        shown = present_measure(Action(indicator_key=key, target=target), reading)

        assert shown.is_met is is_met

    def test_are_none_where_nothing_is_measured(self):
        assert present_measure(Action(indicator_key=""), None) is None
        assert present_measure(Action(indicator_key="not.built"), None) is None

    def test_say_that_nobody_has_read_them(self):
        shown = present_measure(Action(indicator_key="directory.days_in_person"), None)

        assert (shown.now, shown.read_on) == ("no reading yet", "")


class TestValuesInWords:
    @pytest.mark.parametrize(
        ("name", "value", "words"),
        [
            ("due_on", "", "nothing"),
            ("due_on", "2026-12-01", "1 December 2026"),
            ("owner", "ABC", "Wren"),
            ("owner", "GONE", "GONE"),
            ("barriers", ["DEF", "GONE"], "No bus; GONE"),
            ("statement_keys", ["1.4", "2.1"], "1.4, 2.1"),
            ("cause", "time", "No time or money for it"),
            ("target", 90.0, "90%"),
            ("value", None, "nothing"),
            ("title", "Ask", "Ask"),
            ("indicator_key", "not.built", "not.built"),
        ],
    )
    def test_say_what_is_kept_as_keys(self, name, value, words):
        names = {"ABC": "Wren", "DEF": "No bus"}

        told = value_words(name, value, names, "directory.verified_share")

        assert told == words

    def test_name_an_indicator_by_its_title(self):
        key, indicator = next(iter(all_indicators().items()))

        assert value_words("indicator_key", key, {}) == str(indicator.title)
