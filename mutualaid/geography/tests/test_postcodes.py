import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutualaid.geography.kinds import PlaceKind
from mutualaid.geography.postcodes import read_postcode, whole_postcode, with_space

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
outcodes = st.one_of(
    st.from_regex(r"[A-Z]{1,2}[0-9]{1,2}", fullmatch=True),
    st.from_regex(r"[A-Z]{1,2}[0-9][A-Z]", fullmatch=True),
    st.just("GIR"),
)
inwards = st.from_regex(r"[0-9][A-Z]{2}", fullmatch=True)


class TestReadPostcode:
    @pytest.mark.parametrize(
        ("typed", "label"),
        [
            ("NB3 4QX", "NB3 4QX"),
            ("nb34qx", "NB3 4QX"),
            ("  nb3   4qx ", "NB3 4QX"),
            ("N B 3 4 Q X", "NB3 4QX"),
            ("NB34 QX", "NB3 4QX"),
            ("NB3-4QX", "NB3 4QX"),
            ("NB3\u00a04QX", "NB3 4QX"),
            ("\uff2e\uff22\uff13 4QX", "NB3 4QX"),  # full-width letters
            ("NB3 OQX", "NB3 0QX"),
            ("nb3oqx", "NB3 0QX"),
            ("NB3 IQX", "NB3 1QX"),
            ("EC1A 1BB", "EC1A 1BB"),
            ("ec1a1bb", "EC1A 1BB"),
            ("M1 1AE", "M1 1AE"),
            ("M11AE", "M1 1AE"),
            ("CR26XH", "CR2 6XH"),
            ("dn551pt", "DN55 1PT"),
            ("W1P1HQ", "W1P 1HQ"),
            ("bt1 5gs", "BT1 5GS"),
            ("je2 4wd", "JE2 4WD"),
            ("GY1 1AA", "GY1 1AA"),
            ("im1 1aa", "IM1 1AA"),
            ("gir oaa", "GIR 0AA"),
            ("NB3 4Q", "NB3 4Q"),
            ("NB3 4", "NB3 4"),
            ("nb3", "NB3"),
            ("EC1A", "EC1A"),
        ],
    )
    def test_understands_what_people_type(self, typed, label):
        assert read_postcode(typed).label == label

    @pytest.mark.parametrize(
        "typed",
        ["", " ", "Norbury", "N", "NBX 4QX", "12345", "NB3 4QXX", "3NB 4QX", "M25 motorway",
         "NB3 4QX NB3 4QX", "NB3 4QX" * 50, "\0", "🙂"],
    )  # fmt: skip
    def test_leaves_other_words_alone(self, typed):
        assert read_postcode(typed) is None

    @given(
        outcodes, inwards, st.sampled_from(["", " ", "  ", "-", "\t"]), st.booleans()
    )
    def test_reads_its_own_writing(self, outcode, inward, gap, small):
        written = f"{outcode}{gap}{inward}"

        read = read_postcode(written.lower() if small else written)

        assert read.unit == outcode + inward
        assert read_postcode(read.label) == read
        assert with_space(read.unit) == read.label

    @given(st.text())
    def test_never_raises(self, text):
        read = read_postcode(text)

        assert read is None or re.fullmatch(
            r"[A-Z0-9]{2,4}( [0-9][A-Z]{0,2})?", read.label
        )


class TestReadings:
    def test_go_from_the_postcode_outwards(self):
        assert read_postcode("nb34qx").readings() == (
            (PlaceKind.POSTCODE, "NB34QX", True),
            (PlaceKind.SECTOR, "NB3 4", False),
            (PlaceKind.OUTCODE, "NB3", False),
        )

    def test_of_a_postcode_without_its_end_begin_with_the_sector(self):
        assert read_postcode("nb3 4q").readings()[0] == (
            PlaceKind.SECTOR,
            "NB3 4",
            False,
        )

    def test_of_an_outcode_think_of_the_sector_written_without_a_space(self):
        assert read_postcode("NB34").readings() == (
            (PlaceKind.OUTCODE, "NB34", True),
            (PlaceKind.SECTOR, "NB3 4", True),
            (PlaceKind.OUTCODE, "NB3", False),
        )

    def test_of_a_sector_written_with_a_space_do_not_think_of_an_outcode(self):
        assert read_postcode("NB3 4").readings() == (
            (PlaceKind.SECTOR, "NB3 4", True),
            (PlaceKind.OUTCODE, "NB3", False),
        )


class TestWholePostcode:
    @given(outcodes, inwards, st.sampled_from(["", " ", "  "]))
    def test_takes_the_spacings_of_published_files(self, outcode, inward, gap):
        assert whole_postcode(f"{outcode}{gap}{inward}") == outcode + inward

    @pytest.mark.parametrize(
        "text", ["NB3", "NB3 4", "NB3 4Q", "NB3 OQX", "", "postcode"]
    )
    def test_takes_nothing_less(self, text):
        assert whole_postcode(text) is None
