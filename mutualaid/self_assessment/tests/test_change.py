"""What became of a statement since the round before."""

from dataclasses import replace

import pytest

from mutualaid.self_assessment.change import Change, change_of, is_comparable
from mutualaid.self_assessment.instrument import Part, current
from mutualaid.self_assessment.scoring import Unrated

DK, NA = Unrated.UNKNOWN, Unrated.NOT_APPLICABLE


def with_statement(which, **changes):
    """The instrument with one statement that is otherwise."""
    told = current()
    sections = tuple(
        replace(
            section,
            statements=tuple(
                replace(each, **changes) if each.key == which else each
                for each in section.statements
            ),
        )
        for section in told.sections
    )
    return replace(told, sections=sections)


class TestChangeOf:
    @pytest.mark.parametrize(
        ("before", "now", "expected"),
        [
            (1, 2, Change.UP),
            (0, 3, Change.UP),
            (2, 2, Change.SAME),
            (3, 0, Change.DOWN),
            (DK, 0, Change.NEWLY_KNOWN),
            (DK, 3, Change.NEWLY_KNOWN),
            (2, DK, Change.NO_LONGER_KNOWN),
            (DK, DK, Change.SAME),
            (NA, NA, Change.SAME),
            (NA, 2, Change.NOT_COMPARABLE),
            (2, NA, Change.NOT_COMPARABLE),
            (NA, DK, Change.NOT_COMPARABLE),
            (DK, NA, Change.NOT_COMPARABLE),
        ],
    )
    def test_is_by_table(self, before, now, expected):
        assert change_of(before, now) is expected


class TestIsComparable:
    def test_where_the_words_are_the_same(self):
        later = with_statement("1.4", text="Other words.")

        assert is_comparable(current(), later, "1.3")

    @pytest.mark.parametrize(
        "changes",
        [
            {"text": "Other words."},
            {"plain": "Other plain words."},
            {"parts": (Part("1.4", "Another part.", ()),)},
            {"parts": (Part("1.4a", "One.", ()), Part("1.4b", "Two.", ()))},
        ],
    )
    def test_not_where_the_words_are_others(self, changes):
        assert not is_comparable(current(), with_statement("1.4", **changes), "1.4")

    @pytest.mark.parametrize("changes", [{"why": "Because."}, {"good": ("So.",)}])
    def test_where_only_what_explains_it_is_other(self, changes):
        assert is_comparable(current(), with_statement("1.4", **changes), "1.4")

    def test_not_where_the_levels_mean_something_else(self):
        levels = (*current().levels[:-1], replace(current().levels[-1], test="Else."))

        assert not is_comparable(current(), replace(current(), levels=levels), "1.4")

    def test_not_what_was_not_asked_before(self):
        assert not is_comparable(current(), with_statement("1.4", key="1.9"), "1.9")
