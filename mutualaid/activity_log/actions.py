"""Writing the activity log, inside the transaction of the act it records."""

import hashlib
import json
from typing import Any

from django.db import transaction

from mutualaid.core import clock
from mutualaid.core.actor import Actor

from .models import ChainHead, Entry


def record(
    *,
    act: str,
    by: Actor,
    subject: str = "",
    detail: dict[str, Any] | None = None,
    area_id: int | None = None,
) -> Entry:
    """Add a line to the area's chain. Call it last: it locks the chain until the commit.

    `detail` takes ordinary fields only: values nobody would mind in a log.
    Raises TransactionManagementError outside a transaction.
    """
    chain = area_id or 0
    connection = transaction.get_connection()
    connection.validate_no_broken_transaction()
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(
            "An act and its line in the activity log belong in one transaction."
        )
    ChainHead.objects.get_or_create(chain=chain)
    head = ChainHead.objects.select_for_update().get(chain=chain)
    entry = Entry(
        chain=chain,
        sequence=head.sequence + 1,
        recorded_at=clock.now(),
        actor=by.token,
        role=by.role,
        act=act,
        subject=subject,
        detail=detail or {},
        previous_digest=head.digest,
    )
    entry.digest = digest_of(entry)
    entry.save(force_insert=True)
    head.sequence, head.digest = entry.sequence, entry.digest
    head.save(update_fields=["sequence", "digest"])
    return entry


def digest_of(entry: Entry) -> str:
    """SHA-256 over everything the line says and the digest of the line before."""
    said = [
        entry.chain,
        entry.sequence,
        entry.recorded_at.isoformat(),
        entry.actor,
        entry.role,
        entry.act,
        entry.subject,
        entry.detail,
        entry.previous_digest,
    ]
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
