"""docs/assurance/sbom.json names what the locks name, and nothing of the machine it was made on."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PATH = ROOT / "docs" / "assurance" / "sbom.json"
BILL = json.loads(PATH.read_text("utf-8"))
LOCKED = re.compile(r"^([\w.-]+)(?:\[[\w,-]+\])?==([\w.+!-]+)", re.M)

# A process of its own: what it imports takes four seconds, which every run of tests would pay.
VALIDATING = """
import sys
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
print(JsonStrictValidator(SchemaVersion.V1_6).validate_str(sys.stdin.read()))
"""


def trouble_with(bill: str) -> str:
    told = subprocess.run(
        [sys.executable, "-c", VALIDATING],
        input=bill,
        capture_output=True,
        text=True,
        check=True,
    )
    return told.stdout.strip()


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def named(kind: str) -> set[tuple[str, str]]:
    return {
        (plain(part["name"]), part["version"])
        for part in BILL["components"]
        if part["purl"].startswith(f"pkg:{kind}/")
    }


def of_npm() -> set[tuple[str, str]]:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    return {
        (plain(place.rpartition("node_modules/")[2]), told["version"])
        for place, told in packages.items()
        if place
    }


class TestBill:
    def test_keeps_to_the_published_form(self):
        assert trouble_with(PATH.read_text("utf-8")) == "None"

    @pytest.mark.parametrize("lock", sorted(ROOT.glob("requirements*.lock")), ids=str)
    def test_holds_every_python_package_of(self, lock):
        locked = {(plain(name), version) for name, version in LOCKED.findall(lock.read_text())}  # fmt: skip

        assert locked
        assert locked - named("pypi") == set()

    def test_holds_every_npm_package(self):
        assert named("npm") == of_npm()

    def test_holds_nothing_that_is_not_locked(self):
        locks = "".join(lock.read_text() for lock in ROOT.glob("requirements*.lock"))
        locked = {(plain(name), version) for name, version in LOCKED.findall(locks)}

        assert named("pypi") == locked

    def test_says_nothing_of_its_machine_or_day(self):
        assert "serialNumber" not in BILL
        assert "timestamp" not in BILL["metadata"]
        assert "externalReferences" not in PATH.read_text()

    def test_says_what_is_needed_for_running(self):
        running = {
            (plain(part["name"]), part["version"])
            for part in BILL["components"]
            if part["scope"] == "required"
        }
        lock = (ROOT / "requirements.lock").read_text()

        assert running == {(plain(n), v) for n, v in LOCKED.findall(lock)}
