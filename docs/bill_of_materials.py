"""The software bill of materials: what the lock files name, as CycloneDX.

`cyclonedx-py` reads the locks. What would differ by machine or day (registries, times, a
serial number) is left out, so that the file changes only when a lock does.
"""

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
# What each lock is for; the first that names a package says what it is needed for.
LOCKS = {
    "requirements.lock": "running",
    "requirements-build.lock": "building",
    "requirements-dev.lock": "checking and testing",
    "requirements-node.lock": "building",
    "requirements-uv.lock": "installing",
}
NPM_LOCK = "package-lock.json"
LOCKED = r"^([\w.-]+)(?:\[[\w,-]+\])?(==[\w.+!-]+)"
Component = dict[str, Any]


@cache
def bill() -> str:
    """The whole document, the same on every machine."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    ref = f"pkg:pypi/{project['name']}@{project['version']}"
    parts = sorted([*_of_python(), *_of_npm()], key=lambda part: part["bom-ref"])
    told = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "bom-ref": ref,
                "type": "application",
                "name": project["name"],
                "version": project["version"],
                "licenses": [{"license": {"id": project["license"]}}],
            }
        },
        "components": parts,
        "dependencies": [{"ref": ref, "dependsOn": sorted(_direct(project, parts))}],
    }
    return json.dumps(told, indent=1, ensure_ascii=False) + "\n"


def _of_python() -> Iterator[Component]:
    needed_for: dict[str, str] = {}
    for lock, purpose in LOCKS.items():
        for name, version in re.findall(LOCKED, (ROOT / lock).read_text(), re.M):
            needed_for.setdefault(name + version, purpose)
    for told in _read_by_tool("\n".join(needed_for)):
        purpose = needed_for[f"{told['name']}=={told['version']}"]
        yield _component(told["name"], told["version"], told["purl"], purpose)


def _read_by_tool(requirements: str) -> list[Component]:
    command = [sys.executable, "-m", "cyclonedx_py", "requirements", "--short-PURLs"]
    done = subprocess.run(  # noqa: S603
        [*command, "--output-reproducible", "--no-validate", "-"],
        input=requirements,
        capture_output=True,
        text=True,
        check=True,
    )
    components: list[Component] = json.loads(done.stdout)["components"]
    return components


def _of_npm() -> Iterator[Component]:
    packages = json.loads((ROOT / NPM_LOCK).read_text())["packages"]
    for place, told in packages.items():
        if not place:
            continue
        name = place.rpartition("node_modules/")[2]
        ref = f"pkg:npm/{name.replace('@', '%40')}@{told['version']}"
        part = _component(name, told["version"], ref, "building")
        if "license" in told:
            part["licenses"] = [{"expression": told["license"]}]
        yield part


def _component(name: str, version: str, ref: str, purpose: str) -> Component:
    return {
        "bom-ref": ref,
        "type": "library",
        "name": name,
        "version": version,
        "purl": ref,
        "scope": "required" if purpose == "running" else "excluded",
        "properties": [{"name": "mutualaid:needed-for", "value": purpose}],
    }


def _direct(project: dict[str, Any], parts: list[Component]) -> Iterator[str]:
    """What we name ourselves: Python packages that run, and npm packages that are built in."""
    asked = [re.match(r"[\w.-]+", line) for line in project["dependencies"]]
    npm = json.loads((ROOT / "package.json").read_text())["devDependencies"]
    names = {found.group() for found in asked if found} | set(npm)
    return (part["bom-ref"] for part in parts if part["name"] in names)
