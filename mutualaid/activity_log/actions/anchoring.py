"""Making the anchors of a chain."""

from dataclasses import replace
from pathlib import Path

from django.conf import settings

from mutualaid.activity_log.anchors import Anchor, add_anchor
from mutualaid.activity_log.keys import current_key, key_ring
from mutualaid.activity_log.models import ChainHead, Entry
from mutualaid.activity_log.sealing import digest_of, is_sealed, signature_of
from mutualaid.core import clock
from mutualaid.core.refusal import Refused


def anchor_chain(*, chain: int, directory: Path | None = None) -> Anchor | None:
    """State how far the chain has come, in MUTUALAID_ANCHORS; None where it has not begun.

    Raises Refused for a chain that is plainly not as it was written: nothing is signed for it.
    """
    head = ChainHead.objects.filter(chain=chain).first()
    if head is None and not Entry.objects.filter(chain=chain).exists():
        return None
    if head is None or not _is_whole(head):
        raise Refused(
            f"Chain {chain} of the activity log is not as it was written, so no anchor was "
            "made for it; `mutualaid verify-log` says where."
        )
    key = current_key()
    anchor = Anchor(
        chain=chain,
        sequence=head.sequence,
        digest=head.digest,
        lines=head.sequence - head.starts_after,
        anchored_at=clock.now().isoformat(timespec="seconds"),
        key_id=key.id,
    )
    anchor = replace(anchor, signature=signature_of(anchor, key))
    add_anchor(anchor, directory or settings.ANCHORS_DIR)
    return anchor


def _is_whole(head: ChainHead) -> bool:
    """A seal that holds, as many lines as it says, and the newest of them as written."""
    ring = key_ring()
    lines = Entry.objects.filter(chain=head.chain, sequence__lte=head.sequence)
    if not is_sealed(head, ring) or lines.count() != head.sequence - head.starts_after:
        return False
    newest = lines.filter(sequence=head.sequence, digest=head.digest).first()
    if newest is None or newest.key_id not in ring:
        return False
    return newest.digest == digest_of(newest, ring[newest.key_id])
