"""Small lists of meetings as a source gives them, and bringing them in."""

import json
from typing import Any

from mutualaid.directory.actions import apply_import, import_meetings, stage_import
from mutualaid.directory.models import ImportRun
from mutualaid.directory.staging import ImportReport

from .factories import TESTER, a_fellowship, an_area


def a_record(slug: str = "one", **given: Any) -> dict[str, Any]:
    """A meeting on Monday at 7pm in St Anne's Hall, in Meeting Guide JSON."""
    usual = {
        "slug": slug,
        "name": "Harbour Lights",
        "day": 1,
        "time": "19:00",
        "end_time": "20:00",
        "types": ["O", "W"],
        "group": "Harbour group",
        "location": "St Anne's Hall",
        "formatted_address": "1 Harbour Row, Northbridge, NB1 1AA, UK",
        "latitude": 53.8,
        "longitude": 0.75,
        "attendance_option": "in_person",
    }
    return {**usual, **given}


def _given(records: tuple[Any, ...], given: dict[str, Any]) -> dict[str, Any]:
    a_fellowship("aa")
    usual = {
        "area": an_area(),
        "source_name": "List",
        "data": json.dumps(records).encode(),
        "file_name": "list.json",
        "by": TESTER,
        "by_role": "tester",
        "fellowship": "aa",
    }
    return {**usual, **given}


def bring_in(*records: Any, **given: Any) -> ImportReport:
    """Import them at once."""
    return import_meetings(**_given(records, given))


def stage_list(*records: Any, **given: Any) -> ImportRun:
    """Stage them."""
    return stage_import(**_given(records, given))


def take(run: ImportRun, **given: Any) -> ImportReport:
    """Take over a staged list."""
    return apply_import(run=run, **{"by": TESTER, "by_role": "tester", **given})
