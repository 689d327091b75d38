"""Lines of the log for the tests, and a reckoning of their chain that shares no code with ours."""

import json
from hashlib import sha256
from typing import Any

from django.db import transaction

from mutualaid.activity_log.actions import record
from mutualaid.activity_log.models import ChainHead, Entry
from mutualaid.core.actor import system_actor

TESTER = system_actor("tests")


def a_line(**given: Any) -> Entry:
    """A line of the installation's own chain, committed."""
    with transaction.atomic():
        return record(**{"act": "tests.try", "by": TESTER, **given})


def digest(row: dict[str, Any], before: str) -> str:
    """What the row's digest must be after a line with the digest `before`."""
    said = (
        row["chain"],
        row["sequence"],
        row["recorded_at"].isoformat(),
        row["actor"],
        row["role"],
        row["act"],
        row["subject"],
        row["detail"],
        before,
    )
    text = json.dumps(
        said, sort_keys=True, ensure_ascii=False, separators=(",", ":")
    ).encode()
    return sha256(text).hexdigest()


def faults(chain: int) -> list[str]:
    """What is wrong with a chain, from its first line to its head; nothing if it is whole."""
    found, before, number = [], "", 0
    for number, row in enumerate(
        Entry.objects.filter(chain=chain).order_by("sequence").values(), 1
    ):
        if row["sequence"] != number:
            found.append(f"line {number} is missing")
        if row["previous_digest"] != before:
            found.append(f"line {number} follows another line")
        if row["digest"] != digest(row, before):
            found.append(f"line {number} says something else")
        before = row["digest"]
    head = ChainHead.objects.get(chain=chain)
    if (head.sequence, head.digest) != (number, before):
        found.append("the newest line is not the head's")
    return found
