import re
from pathlib import Path

PRODUCT = Path(__file__).resolve().parents[2] / "mutualaid"
WRITERS = re.compile(
    r"csv\.(?:writer|DictWriter)\b|openpyxl(?:\.Workbook\(| import [^\n]*\bWorkbook\b)"
)
# Here each cell is kept from acting as a formula, and ten thousand of them are tried.
SAFE = {"core/spreadsheets.py", "core/workbooks.py"}


def writers_in(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.py")
        if "tests" not in path.parts and WRITERS.search(path.read_text("utf-8"))
    }


class TestTables:
    def test_are_written_by_the_two_modules_that_make_cells_safe(self):
        assert writers_in(PRODUCT) == SAFE

    def test_written_elsewhere_would_be_noticed(self, tmp_path):
        (tmp_path / "export.py").write_text("import csv\ncsv.writer(file)\n")

        assert writers_in(tmp_path) == {"export.py"}
