"""The page that walks a telephone number through the software names what is there."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs/from-form-to-forgotten.md").read_text("utf-8")
TESTS = re.findall(r"`([\w/.]+\.py)::(\w+)::(\w+)`", PAGE)
FILES = re.findall(r"`([a-z_]+/[\w/]+\.py)`", PAGE)
STEPS = re.split(r"^## \d+\. ", PAGE, flags=re.MULTILINE)[1:]


def known_in(file: str) -> set[tuple[str, str]]:
    """Class and name of each test of a file."""
    found = ast.parse((ROOT / file).read_text("utf-8")).body
    classes = [each for each in found if isinstance(each, ast.ClassDef)]
    return {
        (each.name, part.name)
        for each in classes
        for part in each.body
        if isinstance(part, ast.FunctionDef)
    }


class TestFromFormToForgotten:
    @pytest.mark.parametrize(("file", "subject", "fact"), TESTS)
    def test_names_a_test_that_is_there(self, file, subject, fact):
        assert (subject, fact) in known_in(file)

    @pytest.mark.parametrize("file", FILES)
    def test_names_a_file_that_is_there(self, file):
        assert (ROOT / "mutualaid" / file).is_file() or (ROOT / file).is_file()

    def test_has_a_test_for_every_step(self):
        assert len(STEPS) == 10
        assert all("::test_" in step for step in STEPS)
