"""What the seals of a chain cover: its lines, its head, and the anchors kept elsewhere."""

from collections.abc import Mapping
from datetime import UTC

from .anchors import Anchor
from .keys import Key
from .models import ChainHead, Entry


def digest_of(entry: Entry, key: Key) -> str:
    """Covers everything the line says, and by the line before it the whole chain up to here."""
    return key.seal(
        "line",
        [
            entry.chain,
            entry.sequence,
            entry.recorded_at.astimezone(UTC).isoformat(),
            entry.actor,
            entry.role,
            entry.act,
            entry.subject,
            entry.detail,
            entry.is_confidential,
            entry.previous_digest,
            entry.key_id,
        ],
    )


def seal(head: ChainHead, key: Key) -> None:
    """Put the seal on a head, without which nobody can say where the chain ends."""
    head.key_id = key.id
    head.seal = _seal_of(head, key)


def is_sealed(head: ChainHead, ring: Mapping[str, Key]) -> bool:
    """Whether the head stands as the program left it."""
    key = ring.get(head.key_id)
    return key is not None and head.seal == _seal_of(head, key)


def _seal_of(head: ChainHead, key: Key) -> str:
    said = [head.chain, head.sequence, head.digest]
    return key.seal("head", [*said, head.starts_after, head.start_digest, head.key_id])


def signature_of(anchor: Anchor, key: Key) -> str:
    """Covers everything an anchor says."""
    return key.seal("anchor", [value for _, value in sorted(anchor.said().items())])
