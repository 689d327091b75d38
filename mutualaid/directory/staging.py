"""What an import would change, worked out before anything is."""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from .formats.records import MeetingRecord, Problem, Reading

SMALLEST_GUARDED = 4  # records; of fewer, half is one
LARGEST_DROP = 0.5  # share of a source's records that one file may take away


@dataclass(frozen=True, slots=True)
class KnownRecord:
    """A record as we last read it."""

    pk: int
    digest: str
    is_gone: bool


@dataclass(frozen=True, slots=True)
class Staged:
    """The records of one file, sorted by what they change. `gone` are primary keys."""

    new: tuple[tuple[MeetingRecord, str], ...]  # with their digests
    changed: tuple[tuple[MeetingRecord, str, int], ...]  # and the known primary key
    unchanged: int
    gone: tuple[int, ...]
    known: int

    def report(
        self, read: int, problems: Sequence[Problem], *, is_dry_run: bool
    ) -> "ImportReport":
        """In numbers, for a file that held `read` records."""
        accepted = len(self.new) + len(self.changed) + self.unchanged
        return ImportReport(
            read=read,
            accepted=accepted,
            rejected=read - accepted,
            new=len(self.new),
            changed=len(self.changed),
            unchanged=self.unchanged,
            gone=len(self.gone),
            is_dry_run=is_dry_run,
            problems=tuple(problems),
        )

    @property
    def changes_anything(self) -> bool:
        return bool(self.new or self.changed or self.gone)

    @property
    def is_suspicious_drop(self) -> bool:
        """So much is gone that a broken source is likelier than so many closures.

        Of one to three records all may be replaced at once, but not by fewer: keys made of
        day and time change with them.
        """
        gone = len(self.gone)
        if self.known >= SMALLEST_GUARDED:
            return gone > self.known * LARGEST_DROP
        return gone == self.known > len(self.new) + len(self.changed)


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or would do. accepted + rejected == read, always."""

    read: int
    accepted: int
    rejected: int
    new: int
    changed: int
    unchanged: int
    gone: int
    is_dry_run: bool = False
    problems: tuple[Problem, ...] = field(default=())

    def as_json(self) -> dict[str, Any]:
        """Plain values for the command line and the activity log."""
        return asdict(self)

    def counts(self) -> dict[str, int]:
        """The numbers alone."""
        names = "read accepted rejected new changed unchanged gone"
        return {name: getattr(self, name) for name in names.split()}


def with_fellowships(
    reading: Reading, usual: str, known: Iterable[str]
) -> tuple[dict[str, MeetingRecord], list[Problem]]:
    """The records whose fellowship is known, by their fellowship's key, and all problems.

    A record's own word goes before `usual`, the one the person importing named.
    """
    known = frozenset(known)
    kept: dict[str, MeetingRecord] = {}
    problems = list(reading.problems)
    for record in reading.records:
        fellowship = record.fellowship or usual
        if fellowship in known:
            kept[record.key] = record
        else:
            problems.append(
                Problem(record.key, "fellowship", _unknown(fellowship), True)
            )
    return kept, problems


def _unknown(fellowship: str) -> str:
    if not fellowship:
        return "Neither the record nor the import says which fellowship this is."
    return f"There is no fellowship with the key {fellowship}."


def stage(
    records: Mapping[str, MeetingRecord],
    known: Mapping[str, KnownRecord],
    unreadable: Collection[str] = (),
    usual: str = "",
) -> Staged:
    """Compare a file with what is known of its source.

    `unreadable` are the keys of records that are there and could not be read this time:
    their last good copy stays. `usual` is the fellowship of those that say none.
    """
    new, changed, unchanged = [], [], 0
    for key, record in records.items():
        digest = digest_of(record, usual)
        before = known.get(key)
        if before is None:
            new.append((record, digest))
        elif before.is_gone or before.digest != digest:
            changed.append((record, digest, before.pk))
        else:
            unchanged += 1
    living = {key: each for key, each in known.items() if not each.is_gone}
    missing = living.keys() - records.keys() - set(unreadable)
    gone = tuple(sorted(living[key].pk for key in missing))
    return Staged(tuple(new), tuple(changed), unchanged, gone, len(living))


def digest_of(record: MeetingRecord, usual: str = "") -> str:
    """Changes whenever the source's record, or our reading of it, does."""
    told = repr(record) if record.fellowship else f"{usual} {record!r}"
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()
