from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutualaid.geography.importing.postcode_layouts import (
    CODE_POINT_OPEN,
    NATIONAL,
    PostcodeLayout,
)
from mutualaid.geography.importing.postcode_rows import UNITED_KINGDOM, read_batch
from mutualaid.geography.importing.tables import UNREADABLE

DEGREES = PostcodeLayout("test", NATIONAL, postcode=0, upward=1, across=2, ended=3)
GOOD = ["NB3 4QX", "52.1", "-1.5", ""]


def batch_of(*rows, layout=DEGREES, size=100):
    return read_batch(iter(rows), layout, size=size, first_row=2)


class TestReadBatch:
    def test_keeps_what_it_needs(self):
        batch = batch_of(GOOD, ["NB3 4QY", " 52.2", "-1.6 ", "199606"])

        assert batch.rows == [
            ("NB34QX", 52.1, -1.5, None),
            ("NB34QY", 52.2, -1.6, date(1996, 6, 1)),
        ]
        assert (batch.counts["live"], batch.counts["ended"]) == (1, 1)

    @pytest.mark.parametrize(
        ("latitude", "longitude", "counted"),
        [
            ("99.999999", "0.000000", "no_coordinates"),
            ("100", "0", "no_coordinates"),
            ("0", "0", "no_coordinates"),
            ("", "", "no_coordinates"),
            ("52.1", " ", "no_coordinates"),
            ("48.85", "2.35", "outside_uk"),  # Paris
            ("53.35", "-9.5", "outside_uk"),  # Connemara
            ("-52.1", "-1.5", "outside_uk"),
            ("nan", "1", "outside_uk"),
            ("52.1", "inf", "outside_uk"),
        ],
    )
    def test_counts_coordinates_it_cannot_use(self, latitude, longitude, counted):
        batch = batch_of(["NB3 4QX", latitude, longitude, ""])

        assert batch.rows == []
        assert batch.counts == {counted: 1, "live": 0, "ended": 0}
        assert batch.problems == []

    @pytest.mark.parametrize(
        ("row", "reason"),
        [
            (["NB3", "52.1", "-1.5", ""], "not a postcode"),
            (["", "52.1", "-1.5", ""], "not a postcode"),
            (["NB3 4QX", "52.1"], "too few columns"),
            (["NB3 4QX", "52,1", "-1.5", ""], "coordinates are not numbers"),
            (
                ["NB3 4QX", "52.1", "-1.5", "June"],
                "the end month is not a year and month",
            ),
            (
                ["NB3 4QX", "52.1", "-1.5", "199613"],
                "the end month is not a year and month",
            ),
            (UNREADABLE, "cannot be read"),
        ],
    )
    def test_gives_the_row_and_the_reason_of_bad_ones(self, row, reason):
        batch = batch_of(GOOD, row, GOOD)

        assert batch.problems == [(3, reason)]
        assert len(batch.rows) == 2

    @pytest.mark.parametrize(("easting", "northing"), [("0", "0"), ("", "")])
    def test_knows_code_point_rows_without_a_place(self, easting, northing):
        batch = batch_of(["NB3 4QX", "90", easting, northing], layout=CODE_POINT_OPEN)

        assert batch.counts["no_coordinates"] == 1

    def test_turns_code_point_metres_into_degrees(self):
        leeds = ["LS1 4AP", "10", "422242", "433819", *[""] * 6]
        off_the_map = ["LS1 4AQ", "10", "900000", "433819", *[""] * 6]

        batch = batch_of(leeds, off_the_map, layout=CODE_POINT_OPEN)

        ((postcode, latitude, longitude, ended_on),) = batch.rows
        assert (postcode, ended_on) == ("LS14AP", None)
        assert (latitude, longitude) == pytest.approx((53.80022, -1.66379), abs=1e-4)
        assert batch.counts["outside_uk"] == 1

    def test_takes_no_more_than_its_size(self):
        rows = iter([GOOD, GOOD, GOOD])

        assert read_batch(rows, DEGREES, size=2, first_row=2).read == 2
        assert read_batch(rows, DEGREES, size=2, first_row=4).read == 1

    @given(st.lists(st.lists(st.text(), max_size=5)))
    def test_counts_every_row_once_and_never_raises(self, rows):
        for layout in (DEGREES, CODE_POINT_OPEN):
            batch = batch_of(*rows, layout=layout, size=10_000)

            assert batch.read == len(rows) == sum(batch.counts.values())
            assert batch.counts["bad"] == len(batch.problems)
            assert all(UNITED_KINGDOM.holds(row[1], row[2]) for row in batch.rows)
