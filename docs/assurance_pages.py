"""Prints what assessors ask for: the ASVS list, the hazard log, and who is told of in which column."""

import os
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import django

ROOT = Path(__file__).resolve().parents[1]
FOLDER = Path(__file__).parent / "assurance"
Line = Mapping[str, Any]

ANSWERS = {
    "tests": "test",
    "documents": "document",
    "deployer": "whoever runs it",
    "not_applicable": "not applicable",
    "not_met": "not met",
}
CHAPTERS = {
    1: "Encoding and sanitisation",
    2: "Validation and business logic",
    3: "Web front end",
    4: "API and web service",
    5: "File handling",
    6: "Authentication",
    7: "Session management",
    8: "Authorisation",
    11: "Cryptography",
    12: "Secure communication",
    13: "Configuration",
    14: "Data protection",
    15: "Secure coding and architecture",
    16: "Logging and error handling",
}
ASVS_HEAD = """\
# OWASP ASVS 5.0.0, level 2

Written by `docs/generate.py` from [asvs.toml](asvs.toml), which `tests/architecture/test_assurance.py` holds
against the tests and pages that it names. The words are ours; the standard's own stand at its numbers. Left
out are V9 (no tokens that speak for themselves), V17 (no WebRTC) and V10 (we hand out no tokens; what
signing in through a provider needs of it stands at the end).

Answers are looked up by us, not by anybody independent. *Not met* says what is missing; *whoever runs it*
is theirs to see to, and [security.md](security.md#what-whoever-runs-it-must-do) tells them."""


def told(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text("utf-8"))


def answer_of(line: Line) -> str:
    """Which of the answers a line has; the strongest where it names documents too."""
    for answer in ("tests", "deployer", "not_applicable", "not_met", "documents"):
        if line.get(answer):
            return answer
    return ""


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [list(head), ["---"] * len(list(head)), *map(list, rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def asvs() -> str:
    """The whole list, what is not met first."""
    lines = told("asvs.toml")
    parts = [ASVS_HEAD, "## In short", _counts(lines["line"])]
    parts += ["## Not met", _listed(lines["line"], "not_met")]
    for number, title in CHAPTERS.items():
        own = [line for line in lines["line"] if _chapter(line) == number]
        parts += [f"## V{number} {title}", _rows(own)]
    parts += ["## V10 where a provider of identities is set", _rows(lines["also"])]
    return "\n\n".join(parts) + "\n"


def _chapter(line: Line) -> int:
    return int(line["id"].partition(".")[0])


def _counts(lines: list[Line]) -> str:
    head = ["Chapter", "Lines", *(words.capitalize() for words in ANSWERS.values())]
    rows = []
    for number, title in {**CHAPTERS, 0: "**All**"}.items():
        own = [line for line in lines if number in (0, _chapter(line))]
        counted = Counter(map(answer_of, own))
        name = f"V{number} {title}" if number else title
        rows.append([name, str(len(own)), *(str(counted[each]) for each in ANSWERS)])
    return table(head, rows)


def _listed(lines: list[Line], answer: str) -> str:
    return "\n".join(
        f"- **{line['id']}** {line['asks']}: {line[answer]}"
        for line in lines
        if answer_of(line) == answer
    )


def _rows(lines: list[Line]) -> str:
    head = ["No.", "Level", "Asks for", "Answer"]
    return table(
        head,
        (
            [line["id"], str(line["level"]), line["asks"], _answer(line)]
            for line in lines
        ),
    )


def _answer(line: Line) -> str:
    answer = answer_of(line)
    if answer in ("not_applicable", "not_met"):
        said = [f"{ANSWERS[answer].capitalize()}. {line[answer]}"]
    elif answer == "deployer":
        said = ["Whoever runs it."]
    else:
        said = []
    said += [link(each) for each in line.get("tests", [])]
    said += [link(each) for each in line.get("documents", [])]
    return " ".join(said)


def link(named: str) -> str:
    """A test or a heading as a link from the folder of these pages."""
    path, mark = re.match(r"([^:#]+)(.*)", named).groups()  # type: ignore[union-attr]
    shown = mark.removeprefix("::").removeprefix("#").split("::")[-1] or Path(path).stem
    shown = shown.removeprefix("test_")
    target = os.path.relpath(ROOT / path, FOLDER) + (mark if mark[:1] == "#" else "")
    return f"[{shown.replace('_', ' ').replace('-', ' ')}]({target})"


NOT_ACCEPTABLE = 10
HAZARD_HEAD = """\
# Hazard log

For DCB0129, the clinical safety standard for makers of health IT. Written by `docs/generate.py` from
[hazards.toml](hazards.toml); a test holds it to the tests that it names.

**A clinical safety officer has to approve this log, and none has.** The organisation that puts the software to use
names that person, a registered clinician trained in clinical risk, looks at each line with people who work
there, and adds what its own use brings (DCB0160). Until then severity, likelihood and residual risk below are
the authors' proposals.

Severity: 1 minor, 2 significant, 3 considerable, 4 major, 5 catastrophic. Likelihood: 1 very low, 2 low,
3 medium, 4 high, 5 very high. Risk is severity × likelihood, as first seen and with the controls in place:
up to 4 acceptable, 5 to 9 acceptable where it cannot be lowered further, 10 and more not acceptable."""


def hazards() -> str:
    """The hazard log: in short, then each hazard."""
    lines = told("hazards.toml")["hazard"]
    head = ["No.", "Hazard", "First", "With controls", "Owner"]
    short = table(
        head,
        (
            [f"H{number}", each["hazard"], risk(each, "initial"), risk(each, "residual"), each["owner"]]
            for number, each in enumerate(lines, 1)
        ),
    )  # fmt: skip
    open_ones = [f"H{number}" for number, each in enumerate(lines, 1) if is_open(each)]
    still = f"With controls still 10 or more, for the safety officer to decide: {', '.join(open_ones)}."
    parts = [HAZARD_HEAD, "## In short", short, *([still] if open_ones else [])]
    for number, each in enumerate(lines, 1):
        parts += [f"## H{number}: {each['hazard']}", "\n".join(_hazard(each))]
    return "\n\n".join(parts) + "\n"


def risk(hazard: Mapping[str, Any], when: str) -> str:
    severity, likelihood = hazard[when]
    return f"{severity} × {likelihood} = {severity * likelihood}"


def is_open(hazard: Mapping[str, Any]) -> bool:
    severity, likelihood = hazard["residual"]
    return severity * likelihood >= NOT_ACCEPTABLE


def _hazard(each: Mapping[str, Any]) -> Iterator[str]:
    yield f"- **Cause**: {each['cause']}"
    yield f"- **Effect**: {each['effect']}"
    yield f"- **First**: {risk(each, 'initial')}"
    for control in each["control"]:
        held = " ".join(link(named) for named in control.get("tests", []))
        settled = " ".join(link(named) for named in control.get("documents", []))
        by = held or f"no test; {settled}"
        yield f"- **Control**: {control['what']} Held by: {by}"
    yield f"- **With controls**: {risk(each, 'residual')}. {each['remains']}"
    yield f"- **Owner**: {each['owner']}"


PERSONAL_HEAD = """\
# Columns about people

Written by `docs/generate.py` from `DATA_CLASSES` of every model; a test finds a column that is missing here.
What the classes mean: [privacy.md](../privacy.md#classes-of-fields). *Sealed* columns are encrypted under a key
of the person and the shelf, which lives outside the database ([ADR
0032](../adr/0032-a-key-for-each-person-and-shelf.md)). Columns that are not listed hold nothing about anybody."""


def personal_data() -> str:
    """Every personal and special column, by table."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mutualaid.config.settings_test")
    django.setup()
    from django.apps import apps  # noqa: PLC0415

    rows = []
    for model in sorted(apps.get_models(), key=lambda each: each._meta.label):
        told_of = getattr(model, "DATA_CLASSES", {})
        for name, data_class in sorted(told_of.items()):
            if data_class != "ordinary":
                shelf = getattr(model._meta.get_field(name), "shelf", "")
                sealed = f"sealed, {shelf}" if shelf else ""
                rows.append([model._meta.label, f"`{name}`", data_class, sealed])
    return (
        "\n\n".join([PERSONAL_HEAD, table(["Table", "Column", "Class", "Kept"], rows)])
        + "\n"
    )
