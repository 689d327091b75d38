"""docs/assurance says nothing of tests, pages and columns that are not there, and forgets none."""

import ast
import re
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "assurance"
ANSWERS = {"tests", "documents", "deployer", "not_applicable", "not_met"}
# Lines of levels 1 and 2 in each chapter, as counted from the published standard.
CHAPTERS = {
    1: (8, 19),
    2: (4, 7),
    3: (8, 11),
    4: (2, 8),
    5: (4, 5),
    6: (13, 22),
    7: (6, 12),
    8: (4, 3),
    11: (3, 11),
    12: (3, 6),
    13: (1, 12),
    14: (2, 7),
    15: (3, 10),
    16: (0, 16),
}
ALL_LINES = 210
# Taken beside them, since these are data about health.
OF_LEVEL_THREE = {"1.2.10", "3.4.3", "16.3.2"}
ASVS = tomllib.loads((FOLDER / "asvs.toml").read_text("utf-8"))
HAZARDS = tomllib.loads((FOLDER / "hazards.toml").read_text("utf-8"))["hazard"]


@cache
def names_in(path: Path) -> frozenset[str]:
    """What may stand behind a file's name: "", "TestThis", "TestThis::test_that", "test_that"."""
    found = {""}
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.ClassDef):
            methods = {each.name for each in node.body if hasattr(each, "name")}
            found |= {node.name, *(f"{node.name}::{method}" for method in methods)}
        elif isinstance(node, ast.FunctionDef):
            found.add(node.name)
    return frozenset(found)


@cache
def headings_in(path: Path) -> frozenset[str]:
    """The marks that a page's headings can be led to by."""
    titles = re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.M)
    plain = (re.sub(r"[^\w\s-]", "", title.lower()) for title in titles)
    return frozenset({"", *(re.sub(r"\s", "-", title) for title in plain)})


def is_there(named: str) -> bool:
    """Whether a test or a heading is where its name says."""
    sign = "#" if "#" in named else "::"
    path, _, rest = named.partition(sign)
    if not (ROOT / path).is_file():
        return False
    return rest in (names_in if path.endswith(".py") else headings_in)(ROOT / path)


def named_by(line) -> list[str]:
    return [*line.get("tests", []), *line.get("documents", [])]


def is_answered(line) -> bool:
    """One answer, with its words; pages may stand beside it, or be the answer themselves."""
    answers = ANSWERS & {*line}
    says_something = all(line[name] for name in ("asks", *answers))
    return says_something and len(answers - {"documents"} or answers) == 1


class TestIsThere:
    @pytest.mark.parametrize(
        "named",
        [
            "tests/architecture/test_assurance.py",
            "tests/architecture/test_assurance.py::TestIsThere::test_knows_what_is",
            "docs/assurance/security.md#what-whoever-runs-it-must-do",
        ],
    )
    def test_knows_what_is(self, named):
        assert is_there(named)

    @pytest.mark.parametrize(
        "named",
        [
            "tests/architecture/test_nothing.py",
            "tests/architecture/test_assurance.py::TestIsThere::test_knows_nothing",
            "docs/assurance/security.md#no-such-heading",
        ],
    )
    def test_knows_what_is_not(self, named):
        assert not is_there(named)


class TestAsvs:
    def test_has_each_line_of_both_levels(self):
        counted = Counter(
            (int(line["id"].partition(".")[0]), line["level"])
            for line in ASVS["line"]
            if line["level"] < 3
        )

        assert {
            chapter: (counted[chapter, 1], counted[chapter, 2]) for chapter in CHAPTERS
        } == CHAPTERS
        assert counted.total() == ALL_LINES

    def test_has_three_of_the_third_level(self):
        assert {
            line["id"] for line in ASVS["line"] if line["level"] == 3
        } == OF_LEVEL_THREE

    def test_has_no_line_twice(self):
        times = Counter((line["id"], line["level"]) for line in ASVS["line"])

        assert max(times.values()) == 1

    @pytest.mark.parametrize("kind", ["line", "also"])
    def test_answers_each_line_once(self, kind):
        unclear = [line["id"] for line in ASVS[kind] if not is_answered(line)]

        assert unclear == []

    @pytest.mark.parametrize("kind", ["line", "also"])
    def test_names_tests_and_pages_that_exist(self, kind):
        lost = [
            f"{line['id']}: {named}"
            for line in ASVS[kind]
            for named in named_by(line)
            if not is_there(named)
        ]

        assert lost == []

    def test_has_tests_where_it_says_so(self):
        others = [
            f"{line['id']}: {named}"
            for line in ASVS["line"] + ASVS["also"]
            for named in line.get("tests", [])
            if not re.search(r"(^|/)tests/.*test_\w+\.py", named)
        ]

        assert others == []


class TestHazards:
    def test_are_about_twenty_and_different(self):
        assert len({each["hazard"] for each in HAZARDS}) == len(HAZARDS) >= 20

    @pytest.mark.parametrize("each", HAZARDS, ids=lambda each: each["hazard"])
    def test_say_everything(self, each):
        for name in ("cause", "effect", "remains", "owner"):
            assert each[name]
        for when in ("initial", "residual"):
            assert all(1 <= figure <= 5 for figure in each[when])
            assert len(each[when]) == 2
        assert all(now <= then for now, then in zip(each["residual"], each["initial"], strict=True))  # fmt: skip

    @pytest.mark.parametrize("each", HAZARDS, ids=lambda each: each["hazard"])
    def test_name_controls_that_exist(self, each):
        for control in each["control"]:
            assert named_by(control)
            assert [named for named in named_by(control) if not is_there(named)] == []


class TestPersonalData:
    def test_are_all_listed_with_their_class(self):
        page = (FOLDER / "personal-data.md").read_text("utf-8")
        listed = set(re.findall(r"^\| ([\w.]+) \| `(\w+)` \| (\w+) \|", page, re.M))
        kept = {
            (model._meta.label, name, data_class)
            for model in apps.get_models()
            for name, data_class in getattr(model, "DATA_CLASSES", {}).items()
            if data_class != "ordinary"
        }

        assert listed == kept
        assert kept


class TestImpactAssessment:
    page = (FOLDER / "dpia.md").read_text("utf-8")

    def test_marks_what_is_left_to_the_deployer(self):
        assert self.page.count("**[Fill in]**") >= 15

    def test_leads_to_the_list_of_columns(self):
        assert "(personal-data.md)" in self.page


@pytest.mark.parametrize(
    "sheet", sorted(FOLDER.glob("*.md")), ids=lambda path: path.name
)
def test_links_lead_somewhere(sheet):
    links = re.findall(r"\]\(([^)\s]+)\)", sheet.read_text("utf-8"))
    lost = []
    for link in links:
        path, _, mark = link.partition("#")
        target = (sheet.parent / path).resolve() if path else sheet
        is_known = target.is_file() and (not mark or mark in headings_in(target))
        lost += [] if is_known else [link]

    assert lost == []
