"""Writing the activity log, inside the transaction of the act it records."""

import logging
from typing import Any

from django.db import transaction
from django.db.models import Max

from mutualaid.activity_log.keys import current_key, key_ring
from mutualaid.activity_log.models import LONGEST, UNSEALED, ChainHead, Entry
from mutualaid.activity_log.plain_values import (
    refuse_other_text,
    refuse_other_than_plain,
)
from mutualaid.activity_log.sealing import digest_of, is_sealed, seal
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.core.area import INSTALLATION, current_area_id, within

logger = logging.getLogger(__name__)


def record(
    *,
    act: str,
    by: Actor,
    subject: str = "",
    detail: dict[str, Any] | None = None,
    area_id: int | None = None,
    confidential: bool = False,
) -> Entry:
    """Add a line to the area's chain. Call it last: it locks the chain until the commit.

    Without `area_id` the line belongs to the present area, else to the installation. `detail`
    takes short ordinary values only; ValueError for others. No page shows a `confidential` line.
    Raises TransactionManagementError outside a transaction.
    """
    _refuse_outside_a_transaction()
    entry = Entry(
        chain=(current_area_id() or INSTALLATION) if area_id is None else area_id,
        recorded_at=clock.now(),
        actor=by.token,
        role=by.role,
        act=act,
        subject=subject,
        detail=detail or {},
        is_confidential=confidential,
    )
    _refuse_free_text(entry)
    if entry.chain == current_area_id():
        _add(entry)
    else:
        # A new area's first line is written by the installation, into the area's own chain.
        with within(entry.chain):
            _add(entry)
    return entry


def _add(entry: Entry) -> None:
    key = current_key()
    head = locked_head(entry.chain)
    entry.sequence = head.sequence + 1
    entry.previous_digest = _digest_at(head)
    entry.key_id = key.id
    entry.digest = digest_of(entry, key)
    entry.save(force_insert=True)
    head.sequence, head.digest = entry.sequence, entry.digest
    seal(head, key)
    head.save(update_fields=["sequence", "digest", "key_id", "seal"])


def locked_head(chain: int) -> ChainHead:
    """The head of a chain, held until the commit; a chain's first writer makes it."""
    heads = ChainHead.objects.select_for_update().filter(chain=chain)
    head = heads.first()
    if head is None:
        ChainHead.objects.get_or_create(chain=chain, defaults=_first_head(chain))
        head = heads.get()
    return head


def _first_head(chain: int) -> dict[str, object]:
    """Unsealed where there are lines: then somebody has taken the head away."""
    lines = Entry.objects.filter(chain=chain)
    if newest := lines.aggregate(newest=Max("sequence"))["newest"]:
        return {"sequence": newest}
    head = ChainHead(chain=chain)
    seal(head, current_key())
    return {"key_id": head.key_id, "seal": head.seal}


def _digest_at(head: ChainHead) -> str:
    """What the next line follows; a head that somebody changed leaves a gap for good.

    The act goes on: to refuse it would let whoever can change one row stop all work.
    """
    if is_sealed(head, key_ring()):
        return head.digest
    logger.error("The head of chain %s of the activity log was changed.", head.chain)
    return UNSEALED


def _refuse_outside_a_transaction() -> None:
    connection = transaction.get_connection()
    connection.validate_no_broken_transaction()
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(
            "An act and its line in the activity log belong in one transaction."
        )


def _refuse_free_text(entry: Entry) -> None:
    for name, longest in LONGEST.items():
        refuse_other_text(name, getattr(entry, name), longest)
    if not isinstance(entry.detail, dict):
        raise ValueError("The log's detail has a name for each value.")
    refuse_other_than_plain("detail", entry.detail)
