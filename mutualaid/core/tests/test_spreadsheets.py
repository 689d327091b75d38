import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mutualaid.core.spreadsheets import plain_cell, safe_cell, table_row

STARTS = ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n"]
CASES, ALL_CASES = 500, 10_000
cells = st.one_of(
    st.text(max_size=30),
    st.builds(
        "".join,
        st.tuples(
            st.text(" \t\r\n\u200b\ufeff\x00'", max_size=3),
            st.sampled_from(STARTS),
            st.text(max_size=10),
        ),
    ),
)


def acts_as_formula(cell: str) -> bool:
    """How a spreadsheet might see it: by the first character that has a shape."""
    seen = cell.lstrip(
        "".join(map(chr, range(33))) + "\x7f\x85\xa0\u200b\u200e\u2028\ufeff"
    )
    return seen.startswith(tuple("=+-@＝＋－＠")) or cell[:1] in {"\t", "\r", "\n"}


class TestSafeCell:
    @pytest.mark.parametrize("start", STARTS)
    def test_marks_what_would_act_as_a_formula(self, start):
        assert safe_cell(f"{start}1+1") == f"'{start}1+1"

    @pytest.mark.parametrize("text", ["  =1", "\x00=1", "\ufeff=1", "\u00a0@x"])
    def test_looks_past_what_has_no_shape(self, text):
        assert safe_cell(text) == f"'{text}"

    @pytest.mark.parametrize("text", ["", "Sam", "3 - 2", "a=b", "21 November 2026"])
    def test_leaves_other_text_alone(self, text):
        assert safe_cell(text) == text

    @given(cells)
    def test_never_acts_as_a_formula(self, text):
        assert not acts_as_formula(safe_cell(text))

    @given(cells)
    def test_can_be_taken_back(self, text):
        assert plain_cell(safe_cell(text)) == text


class TestTableRow:
    @pytest.mark.prove
    def test_keeps_ten_thousand_cells_and_starts_no_formula(
        self, full_figures, record_property
    ):
        read = []

        @settings(max_examples=ALL_CASES if full_figures else CASES)
        @given(cells)
        def write_and_read(text):
            ((cell, _),) = csv.reader(io.StringIO(table_row([text, "end"]), newline=""))
            assert not acts_as_formula(cell)
            assert plain_cell(cell) == text
            read.append(cell)

        write_and_read()
        record_property("cells", len(read))
        assert len(read) >= (ALL_CASES if full_figures else CASES)
