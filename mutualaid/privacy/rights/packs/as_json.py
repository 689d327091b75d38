"""The pack for other programs, by a schema that is served beside it."""

import json
from pathlib import Path
from typing import Any

from .gathering import Pack, Row, Section

SCHEMA = Path(__file__).with_name("pack.schema.json")
VERSION = 1


def json_of(pack: Pack, *, schema: str) -> str:
    """Keys in the order of the schema; `schema` is its full address."""
    told = {
        "$schema": schema,
        "version": VERSION,
        "reference": pack.reference,
        "made_at": pack.made_at.isoformat(timespec="seconds"),
        "sections": [_section(each) for each in pack.sections],
        "corrections": list(pack.corrections),
        "left_out": [
            {"table": table, "because": because}
            for table, because in pack.left_out.items()
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1)


def _section(section: Section) -> dict[str, Any]:
    return {
        "table": section.table,
        "title": section.title,
        "columns": [
            {"name": column.name, "title": column.title} for column in section.columns
        ],
        "rows": [_row(row, section) for row in section.rows],
        "withheld": [
            {"name": column.name, "because": column.because}
            for column in section.withheld
        ],
    }


def _row(row: Row, section: Section) -> dict[str, Any]:
    return {
        "cells": {
            column.name: {"value": cell.value, "words": cell.words}
            for column, cell in zip(section.columns, row.cells, strict=True)
        },
        "corrections": list(row.corrections),
    }
