"""Lines of the log for the tests, and a reckoning of their chain that shares no code with ours."""

import hmac
import json
from contextlib import nullcontext
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import transaction

from mutualaid.activity_log.actions import record
from mutualaid.activity_log.models import ChainHead, Entry
from mutualaid.core.actor import system_actor
from mutualaid.core.area import current_area_id, within

TESTER = system_actor("tests")


def a_line(**given: Any) -> Entry:
    """A line of the area's own chain, else of the installation's, committed."""
    chain = given.get("area_id") or 0
    around = nullcontext() if current_area_id() is not None else within(chain)
    with around, transaction.atomic():
        return record(**{"act": "tests.try", "by": TESTER, **given})


def mac(said: list[Any], secret: str) -> str:
    """A seal as the decision record describes it."""
    text = json.dumps(said, sort_keys=True, separators=(",", ":"))
    return hmac.new(secret.encode(), text.encode(), sha256).hexdigest()


def digest(row: dict[str, Any], before: str, secret: str = "") -> str:
    """What the row's digest must be after a line with the digest `before`."""
    said = (
        "line",
        row["chain"],
        row["sequence"],
        row["recorded_at"].isoformat(),
        row["actor"],
        row["role"],
        row["act"],
        row["subject"],
        row["detail"],
        row["is_confidential"],
        before,
        row["key_id"],
    )
    return mac(list(said), secret or settings.LOG_KEY)


def faults(chain: int) -> list[str]:
    """What is wrong with a chain, from its first line to its head; nothing if it is whole."""
    with within(chain):
        rows = Entry.objects.filter(chain=chain).order_by("sequence").values()
        found, before, number = [], "", 0
        for number, row in enumerate(rows, 1):
            if row["sequence"] != number:
                found.append(f"line {number} is missing")
            if row["previous_digest"] != before:
                found.append(f"line {number} follows another line")
            if row["digest"] != digest(row, before):
                found.append(f"line {number} says something else")
            before = row["digest"]
        head = ChainHead.objects.values().get(chain=chain)
    if (head["sequence"], head["digest"]) != (number, before):
        found.append("the newest line is not the head's")
    said = ["head", *(head[name] for name in SEALED)]
    if head["seal"] != mac(said, settings.LOG_KEY):
        found.append("the head's seal does not hold")
    return found


SEALED = ("chain", "sequence", "digest", "starts_after", "start_digest", "key_id")
