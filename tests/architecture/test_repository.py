import json
import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST_README = 600

# Put together here, so that this file does not break its own rule.
MACHINE_PATHS = re.compile(
    r"(?<![\w.])/(?:" + "|".join(["work", "root", "home"]) + r")/\w"
)
REGISTRIES = re.compile(
    "|".join(["pypi" + r"\.org", "npmjs" + r"\.org", "python" + "hosted"])
)


def text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


class TestFiles:
    @pytest.mark.parametrize("unwanted", [MACHINE_PATHS, REGISTRIES])
    def test_name_no_machine_and_no_registry(self, project_files, unwanted):
        found = [
            f"{path}: {match.group()}"
            for path in project_files
            if (match := unwanted.search(text_of(path)))
        ]

        assert found == []

    def test_are_small(self, project_files):
        assert [path for path in project_files if path.stat().st_size > 500_000] == []


class TestLocks:
    @pytest.mark.parametrize("path", sorted(ROOT.glob("requirements*.lock")), ids=str)
    def test_hold_versions_and_hashes_and_no_address(self, path):
        text = path.read_text()

        assert "://" not in text
        assert (
            re.findall(r"^(?![\w.\[\],-]+==\S+|    --hash=sha256:).+", text, re.M) == []
        )

    @pytest.mark.parametrize("path", sorted(ROOT.glob("requirements*.lock")), ids=str)
    def test_give_every_package_a_hash(self, path):
        packages = re.split(r"^(?=\S)", path.read_text(), flags=re.M)[1:]

        assert [
            package for package in packages if "--hash=sha256:" not in package
        ] == []

    def test_of_npm_hold_no_address_and_a_hash_for_each_package(self):
        packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
        installed = {name: told for name, told in packages.items() if name}

        assert [name for name, told in installed.items() if "resolved" in told] == []
        assert [n for n, told in installed.items() if "integrity" not in told] == []


class TestReadme:
    def test_is_short(self):
        words = (ROOT / "README.md").read_text("utf-8").split()

        assert 0 < len(words) <= LONGEST_README

    def test_links_to_files_that_exist(self):
        text = (ROOT / "README.md").read_text("utf-8")
        targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", text)

        assert [target for target in targets if not (ROOT / target).exists()] == []


class TestDecisions:
    """docs/adr: NNNN-title.md, each headed by its own number."""

    decisions = sorted((ROOT / "docs" / "adr").glob("*.md"))

    def test_have_numbers_of_their_own(self):
        numbers = Counter(path.name[:4] for path in self.decisions)

        assert [number for number, times in numbers.items() if times > 1] == []

    @pytest.mark.parametrize("path", decisions, ids=lambda path: path.name)
    def test_are_headed_by_the_number_in_their_name(self, path):
        named = re.match(r"(\d{4})-[a-z0-9-]+\.md$", path.name)
        headed = re.match(r"# (\d+)\b", path.read_text("utf-8"))

        assert named
        assert headed
        assert int(named.group(1)) == int(headed.group(1))
