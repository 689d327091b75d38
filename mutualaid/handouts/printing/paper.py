"""Sets a sheet as a tagged PDF: A4 on one side, large print, or easy read on two."""

from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from mutualaid.design_system.printing.paper import typeset
from mutualaid.handouts.filled import Filled
from mutualaid.handouts.map_drawing import lines_between
from mutualaid.handouts.sheet_dates import date_on
from mutualaid.handouts.sheets import EasyLine, Format, Sheet

HERE = Path(__file__).parent
TEMPLATES = {
    Format.A4: HERE / "sheet.typ",
    Format.LARGE: HERE / "sheet.typ",
    Format.EASY: HERE / "easy.typ",
}
PICTURES = HERE.parent / "static/handouts/pictures"


def pdf_of(sheet: Sheet, made_as: Format, filled: Filled) -> bytes:
    """The PDF of a sheet with what its area and its reader put in."""
    return typeset(TEMPLATES[made_as], printed_sheet(sheet, made_as, filled))


def printed_sheet(sheet: Sheet, made_as: Format, filled: Filled) -> dict[str, Any]:
    """All that `sheet.typ` and `easy.typ` say."""
    edition = sheet.edition
    easy = (*sheet.easy, *(edition.easy_safety if sheet.has_safety else ()))
    insert = filled.insert
    return {
        "kicker": _kicker(sheet, made_as),
        "title": sheet.full_title,
        "publisher": filled.publisher,
        "language": sheet.language,
        "is_large": made_as is Format.LARGE,
        "draft": sheet.draft,
        "promise": sheet.promise,
        "blocks": _plain(sheet.blocks),
        "questions": {"heading": edition.either_or, "rows": _plain(sheet.questions)},
        "ticks": {"heading": edition.choose, "items": list(sheet.ticks)},
        "tables": _plain(sheet.tables),
        "cells": [
            {**row, "words": filled.cells.get(row["key"], "")}
            for row in _plain(sheet.cells)
        ],
        "map_lines": [list(line) for line in lines_between(sheet)],
        "groups": filled.groups.told() if filled.groups else None,
        "no_groups": edition.no_groups,
        "who": {"heading": edition.who_will_know, "lines": list(sheet.who_will_know)},
        "ask": {"heading": edition.ask, "lines": list(sheet.ask)},
        "safety": _plain(edition.safety) if sheet.has_safety else None,
        "insert": {"heading": edition.insert, **insert.told()} if insert else None,
        "spaces": _plain(sheet.spaces),
        "easy": [_easy(line) for line in easy],
        "faces": [_picture(face) for face in ("happy", "unsure", "sad")],
        "foot": foot(sheet, filled.publisher),
        "page_word": edition.page,
    }


def foot(sheet: Sheet, publisher: str) -> str:
    """What stands at the foot of every page: which sheet this is, and nothing of whoever has it."""
    edition = sheet.edition
    parts = (
        f"{sheet.numbered()}: {sheet.full_title}",
        edition.name if edition.key else "",
        f"{edition.version} {sheet.version}, {date_on(sheet, sheet.dated)}",
        f"{edition.checked}: {date_on(sheet, sheet.checked_on)}",
        publisher,
    )
    return ". ".join(part.rstrip("?.") for part in parts if part) + "."


def _kicker(sheet: Sheet, made_as: Format) -> str:
    edition = sheet.edition
    kind = {Format.LARGE: edition.in_large, Format.EASY: edition.in_easy}.get(
        made_as, ""
    )
    name = edition.name if edition.key else ""
    return " · ".join(part for part in (sheet.numbered(), name, kind) if part)


def _easy(line: EasyLine) -> dict[str, Any]:
    return {
        "picture": _picture(line.picture),
        "words": line.words,
        "has_space": line.has_space,
    }


@cache
def _picture(name: str) -> str:
    return (PICTURES / f"{name}.svg").read_text("utf-8")


def _plain(parts: Any) -> Any:
    """Our parts as JSON has them."""
    if isinstance(parts, tuple):
        return [_plain(each) for each in parts]
    return _listed(asdict(parts)) if hasattr(parts, "__dataclass_fields__") else parts


def _listed(told: dict[str, Any]) -> dict[str, Any]:
    return {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in told.items()
    }
