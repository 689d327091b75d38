"""How lines leave the log: the oldest of a chain, all up to an anchor, and in no other way."""

from datetime import date, datetime, time
from pathlib import Path

from django.conf import settings
from django.db import transaction

from mutualaid.activity_log.anchor_book import AnchorBook
from mutualaid.activity_log.anchors import Anchor
from mutualaid.activity_log.keys import current_key
from mutualaid.activity_log.models import ChainHead, Entry
from mutualaid.activity_log.sealing import seal
from mutualaid.activity_log.verifying import verify_chain
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.core.refusal import Refused

from .recording import locked_head, record


def remove_before(
    *, area_id: int, day: date, by: Actor, directory: Path | None = None
) -> int:
    """Remove a chain's lines from before `day`, up to the last anchor among them.

    That anchor is where the chain starts from then on. Answers how many lines left. Raises
    Refused where no anchor covers any, or where the chain is not as it was written: removing
    would then take away the evidence.
    """
    book = AnchorBook(directory or settings.ANCHORS_DIR)
    if verify_chain(area_id, book).has_tampering:
        raise Refused(
            f"Chain {area_id} of the activity log is not as it was written, so nothing was "
            "removed from it; `mutualaid verify-log` says where."
        )
    with transaction.atomic():
        head = locked_head(area_id)
        removed = _start_after(head, _last_anchor(head, day, book))
        record(
            act="activity_log.remove_before",
            by=by,
            detail={"day": day.isoformat(), "lines": removed, "to": head.starts_after},
            area_id=area_id,
        )
    return removed


def _last_anchor(head: ChainHead, day: date, book: AnchorBook) -> Anchor:
    midnight = datetime.combine(day, time(), clock.LOCAL_ZONE)
    lines = Entry.objects.filter(chain=head.chain)
    kept = lines.filter(recorded_at__gte=midnight).order_by("sequence").first()
    last = kept.sequence - 1 if kept else head.sequence
    covering = [
        anchor
        for anchor in book.of_chain(head.chain)
        if head.starts_after < anchor.sequence <= last
    ]
    if not covering:
        raise Refused(
            f"No anchor covers lines of chain {head.chain} from before {day}, so all of them stay."
        )
    return max(covering, key=lambda anchor: anchor.sequence)


def _start_after(head: ChainHead, anchor: Anchor) -> int:
    """The database lets go of lines only once the head says that the chain starts after them."""
    head.starts_after, head.start_digest = anchor.sequence, anchor.digest
    seal(head, current_key())
    head.save(update_fields=["starts_after", "start_digest", "key_id", "seal"])
    gone = Entry._base_manager.filter(chain=head.chain, sequence__lte=anchor.sequence)
    removed, _ = gone.delete()
    return removed
