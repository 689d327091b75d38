import io

import pytest
from openpyxl import load_workbook

from mutualaid.core.workbooks import workbook_of


def read(content: bytes):
    return load_workbook(io.BytesIO(content))


class TestWorkbookOf:
    def test_keeps_numbers_and_text_in_their_rows(self):
        book = read(workbook_of({"Plan": [["What", "How many"], ["Rooms", 7]]}))

        rows = [[cell.value for cell in row] for row in book["Plan"].iter_rows()]
        assert rows == [["What", "How many"], ["Rooms", 7]]

    @pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+44 1632 960001", "-2"])
    def test_leaves_no_formula(self, text):
        book = read(workbook_of({"Plan": [["What"], [text]]}))

        cell = book["Plan"]["A2"]
        assert (cell.data_type, cell.value) == ("s", f"'{text}")

    def test_has_a_sheet_for_each_name_with_its_head_in_sight(self):
        book = read(workbook_of({"One": [["a"]], "Two": [["b"]], "x" * 40: [["c"]]}))

        assert book.sheetnames == ["One", "Two", "x" * 31]
        assert book["Two"].freeze_panes == "A2"
        assert book["Two"]["A1"].font.bold
