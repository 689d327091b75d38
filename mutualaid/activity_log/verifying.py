"""Walking a chain from its start to its end, holding every line to its seal and its anchors."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Exists, IntegerField, OuterRef
from django.db.models.functions import Cast

from mutualaid.core import clock
from mutualaid.core.area import INSTALLATION

from .anchor_book import AnchorBook
from .anchors import Anchor
from .findings import Fault, Finding, Findings
from .keys import Key, key_ring
from .models import UNSEALED, ChainHead, Entry, EntryQuerySet
from .sealing import digest_of, is_sealed

BATCH = 1_000
ANCHORED_WITHIN = timedelta(days=2)

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class ChainReport:
    """How many lines of a chain were read, and what is wrong with them."""

    chain: int
    lines: int
    findings: tuple[Finding, ...]
    left_out: int

    @property
    def has_tampering(self) -> bool:
        """Whether anything but a warning was found."""
        return any(not finding.fault.is_warning for finding in self.findings)


def _silently(_stage: str, _done: int, _total: int) -> None:
    """Progress that nobody watches."""


def verify_chain(
    chain: int, book: AnchorBook, progress: Progress = _silently
) -> ChainReport:
    """Everything wrong with a chain. Read the anchors first: what grows after them is no fault."""
    anchors = book.of_chain(chain)
    findings = Findings(chain)
    head = ChainHead.objects.filter(chain=chain).first()
    if head is None or not _has_numbers(head):
        lines = Entry.objects.filter(chain=chain).count()
        _without_end(chain, lines, bool(anchors), findings)
    else:
        walk = _Walk(head, anchors, findings)
        lines = walk.to_the_end(progress)
        _check_end(head, walk, findings)
        _check_anchors(head, anchors, findings)
    return ChainReport(chain, lines, tuple(findings), findings.left_out)


def _has_numbers(head: ChainHead) -> bool:
    """SQLite takes text into a column of numbers."""
    return type(head.sequence) is int and type(head.starts_after) is int


def _without_end(chain: int, lines: int, has_anchors: bool, findings: Findings) -> None:
    """An area's first line is that it was added, so each has a chain."""
    if lines:
        findings.add(Fault.END_UNKNOWN)
    elif has_anchors or chain != INSTALLATION:
        findings.add(Fault.GONE)


class _Walk:
    """Where one walk along a chain stands: the line expected next and what it must follow."""

    def __init__(
        self, head: ChainHead, anchors: list[Anchor], findings: Findings
    ) -> None:
        self.expected = head.starts_after + 1
        # None after a line that could not be read.
        self.digest: str | None = head.start_digest
        self._head = head
        self._newest_pk = 0
        self._ring = key_ring()
        self._findings = findings
        self._anchors: dict[int, list[Anchor]] = {}
        for anchor in anchors:
            self._anchors.setdefault(anchor.sequence, []).append(anchor)

    def to_the_end(self, progress: Progress) -> int:
        """Take every line up to the head's, a batch at a time; answers how many there were."""
        lines, stage = 0, f"Chain {self._head.chain}"
        for batch in _batches(self._head):
            for pk, sequence, entry in batch:
                self._take(pk, sequence, entry)
            lines += len(batch)
            known = self._head.sequence - self._head.starts_after
            progress(stage, lines, max(lines, known))
        return lines

    def _take(self, pk: int, sequence: int, entry: Entry | None) -> None:
        if sequence > self.expected:
            self._findings.add(Fault.MISSING, self.expected, sequence - 1)
            self.digest = None
        fault = self._fault(pk, entry)
        if fault:
            self._findings.add(fault, sequence)
        self.digest = entry.digest if entry else None
        self._hold_to_anchors(sequence)
        self.expected, self._newest_pk = sequence + 1, pk

    def _hold_to_anchors(self, sequence: int) -> None:
        for anchor in self._anchors.get(sequence, ()):
            if self.digest is not None and anchor.digest != self.digest:
                self._findings.add(Fault.UNLIKE_ANCHOR, sequence, day=anchor.day)

    def _fault(self, pk: int, entry: Entry | None) -> Fault | None:
        if entry is None:
            return Fault.UNREADABLE
        key = self._ring.get(entry.key_id)
        if key is None:
            return Fault.UNKNOWN_KEY
        if not _is_as_written(entry, key):
            return Fault.CHANGED
        if entry.previous_digest == UNSEALED:
            return Fault.END_WAS_CHANGED
        if self.digest is not None and entry.previous_digest != self.digest:
            return Fault.UNLINKED
        return Fault.MOVED if pk <= self._newest_pk else None


def _is_as_written(entry: Entry, key: Key) -> bool:
    try:
        if entry.raw_truth != int(entry.is_confidential):  # type: ignore[attr-defined]
            return False
        return entry.digest == digest_of(entry, key)
    except (AttributeError, TypeError, ValueError, RecursionError):
        # A column holds what its type does not allow.
        return False


Line = tuple[int, int, Entry | None]


def _batches(head: ChainHead) -> Iterator[list[Line]]:
    """The chain's lines in their order, never more than one batch in memory."""
    sequence, pk = head.starts_after + 1, 0
    lines = Entry.objects.filter(chain=head.chain, sequence__lte=head.sequence)
    while True:
        # Two lines may share a number where somebody dropped the constraint.
        ahead = lines.filter(sequence__gte=sequence).exclude(
            sequence=sequence, pk__lte=pk
        )
        batch = _read(ahead.order_by("sequence", "pk")[:BATCH])
        if not batch:
            return
        yield batch
        pk, sequence, _ = batch[-1]


def _read(lines: EntryQuerySet) -> list[Line]:
    """Each line with its key and number; None for one that cannot be read."""
    try:
        return [(entry.pk, entry.sequence, entry) for entry in _with_raw_truth(lines)]
    except Exception:
        keys = lines.values_list("pk", "sequence")
        return [(pk, sequence, _entry(pk)) for pk, sequence in keys]


def _with_raw_truth(lines: EntryQuerySet) -> EntryQuerySet:
    """On SQLite 2 is read as False, and yet a condition takes it for true."""
    return lines.annotate(raw_truth=Cast("is_confidential", IntegerField()))


def _entry(pk: int) -> Entry | None:
    try:
        return _with_raw_truth(Entry.objects.filter(pk=pk)).get()
    except Exception:
        # Whatever somebody wrote there, it must not end the search for what else they did.
        return None


def _check_end(head: ChainHead, walk: _Walk, findings: Findings) -> None:
    if walk.expected <= head.sequence:
        findings.add(Fault.MISSING, walk.expected, head.sequence)
    elif walk.digest is not None and walk.digest != head.digest:
        findings.add(Fault.END_ELSEWHERE)
    if not is_sealed(head, key_ring()):
        findings.add(Fault.END_UNSEALED)
    if _has_lines_out_of_place(head):
        findings.add(Fault.OUT_OF_PLACE)


def _has_lines_out_of_place(head: ChainHead) -> bool:
    """Asked in one statement, since the chain may grow meanwhile."""
    lines = Entry.objects.filter(chain=OuterRef("chain"))
    outside = ChainHead.objects.filter(pk=head.pk).filter(
        Exists(lines.filter(sequence__gt=OuterRef("sequence")))
        | Exists(lines.filter(sequence__lte=OuterRef("starts_after")))
    )
    return outside.exists()


def _check_anchors(head: ChainHead, anchors: list[Anchor], findings: Findings) -> None:
    for anchor in anchors:
        if anchor.sequence > head.sequence:
            findings.add(Fault.BEYOND_END, anchor.sequence, day=anchor.day)
    start = (head.starts_after, head.start_digest)
    if head.starts_after and start not in {
        (anchor.sequence, anchor.digest) for anchor in anchors
    }:
        findings.add(Fault.START_WITHOUT_ANCHOR, 1, head.starts_after)
    anchored = max((anchor.sequence for anchor in anchors), default=0)
    _check_age(head, max(anchored, head.starts_after), findings)


def _check_age(head: ChainHead, anchored: int, findings: Findings) -> None:
    late = clock.now() - ANCHORED_WITHIN
    lines = Entry.objects.filter(chain=head.chain, sequence__gt=anchored)
    old = lines.filter(sequence__lte=head.sequence, recorded_at__lt=late)
    numbers = old.order_by("sequence").values_list("sequence", flat=True)
    first, last = numbers.first(), numbers.last()
    if first and last:
        findings.add(Fault.NOT_ANCHORED, first, last)
