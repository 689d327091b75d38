import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SETTING = re.compile(r"\b(?:MUTUALAID_[A-Z_]+[A-Z]|DATABASE_URL|PORT)\b")
READERS = [
    *sorted((ROOT / "mutualaid").rglob("*.py")),
    *sorted(path for path in (ROOT / "bin").iterdir() if path.is_file()),
    *sorted((ROOT / "tests").rglob("*.py")),
    ROOT / "conftest.py",
]


def read_names() -> set[str]:
    return {
        name
        for path in READERS
        for name in SETTING.findall(path.read_text(encoding="utf-8"))
    }


def documented_names() -> list[str]:
    text = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    return re.findall(r"^## `(\w+)`", text, flags=re.MULTILINE)


class TestSettingsDocument:
    def test_has_a_heading_for_each_setting_that_is_read(self):
        assert read_names() - set(documented_names()) == set()

    def test_has_none_that_nothing_reads(self):
        assert set(documented_names()) - read_names() == set()

    def test_names_each_once(self):
        assert len(documented_names()) == len(set(documented_names()))

    @pytest.mark.parametrize("name", ["DATABASE_URL", "MUTUALAID_DATA", "PORT"])
    def test_is_held_against_real_names(self, name):
        assert name in read_names()
