"""A reading of a list in words: what it would change or did, and what is wrong with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, ngettext

from mutualaid.directory.import_history import PastChanges
from mutualaid.directory.import_preview import Difference, DifferencePage, Preview
from mutualaid.directory.models import ImportRun, MeetingChange
from mutualaid.directory.models.imports import ChangeKind, ImportStatus

from .values import Told, told

PROBLEMS_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Tab:
    """One kind of change, and how many there are."""

    kind: ChangeKind
    text: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class ChangedMeeting:
    """One meeting and what differs."""

    name: str
    reference: str  # "" for one that is not there yet
    fields: list[Told]
    kept_here: list[str]  # labels of the fields whose own value stays


@dataclass(frozen=True, slots=True)
class ImportPage:
    """The page of a reading."""

    title: str
    status: str
    summary: str
    blocked: str
    warning: str
    tabs: list[Tab]
    kind: ChangeKind
    meetings: list[ChangedMeeting]
    number: int
    pages: int
    problems: list[tuple[str, str]]
    more_problems: int
    can_apply: bool = False
    can_undo: bool = False

    def address(self, number: int) -> str:
        """The address of another page of the same kind of change."""
        return f"?show={self.kind.value}&page={number}"


def kind_to_show(run: ImportRun, seen: Preview | None, asked: str) -> ChangeKind:
    """The kind of change an address asks for, else the most telling that there is.

    What would go, then what would change: the rest can wait to be looked at.
    """
    if asked in ChangeKind.values:
        return ChangeKind(asked)
    numbers = _numbers(seen.counts if seen else run.counts)
    order = (ChangeKind.REMOVED, ChangeKind.CHANGED, ChangeKind.ADDED)
    return next((kind for kind in order if numbers[kind]), ChangeKind.ADDED)


def present_import(
    run: ImportRun,
    seen: Preview | None,
    kind: ChangeKind,
    found: DifferencePage | PastChanges,
) -> ImportPage:
    """`found` are the changes of this kind: to come while it waits, past once it is settled."""
    numbers = _numbers(seen.counts if seen else run.counts)
    problems = _problems(run, seen)
    return ImportPage(
        title=run.source_name,
        status=str(run.get_status_display()),
        summary=counts_words(seen.counts if seen else run.counts),
        blocked=seen.blocked if seen else "",
        warning=seen.warning if seen else "",
        tabs=[
            Tab(each, _tab_words(each, numbers[each]), each is kind)
            for each in ChangeKind
        ],
        kind=kind,
        meetings=_meetings(seen, found),
        number=found.page,
        pages=found.pages,
        problems=problems[:PROBLEMS_SHOWN],
        more_problems=max(0, len(problems) - PROBLEMS_SHOWN),
        can_apply=seen is not None and not seen.blocked,
        can_undo=run.status == ImportStatus.APPLIED,
    )


def counts_words(counts: Mapping[str, Any]) -> str:
    """The numbers of a reading in one sentence; nothing where it came to none."""
    if not counts.get("read"):
        return ""
    read = ngettext(
        "%(n)s record read", "%(n)s records read", counts["read"]
    ) % {"n": f"{counts['read']:,}"}  # fmt: skip
    rest = gettext("%(new)s new, %(changed)s changed, %(gone)s gone") % {
        name: f"{counts.get(name, 0):,}" for name in ("new", "changed", "gone")
    }
    left_out = counts.get("rejected", 0)
    if not left_out:
        return f"{read}: {rest}."
    without = gettext("%(n)s left out") % {"n": f"{left_out:,}"}
    return f"{read}: {rest}, {without}."


def _numbers(counts: Mapping[str, Any]) -> dict[ChangeKind, int]:
    return {
        ChangeKind.ADDED: counts.get("new", 0),
        ChangeKind.CHANGED: counts.get("changed", 0),
        ChangeKind.REMOVED: counts.get("gone", 0),
    }


def _tab_words(kind: ChangeKind, count: int) -> str:
    return f"{kind.label} ({count:,})"


def _meetings(
    seen: Preview | None, found: DifferencePage | PastChanges
) -> list[ChangedMeeting]:
    if isinstance(found, PastChanges):
        return [_happened(each, found.names) for each in found.changes]
    fellowships = seen.source.fellowships if seen else {}
    names = {key: row.name for key, row in fellowships.items()}
    return [_expected(each, names) for each in found.differences]


def _expected(difference: Difference, fellowships: Mapping[str, str]) -> ChangedMeeting:
    """Venues and groups of a preview are in words already."""
    fields = [
        told(each.field, each.before, each.after, fellowships)
        for each in difference.changes
        if not _says_nothing(each.before, each.after)
    ]
    return ChangedMeeting(
        name=difference.name,
        reference=difference.meeting.reference if difference.meeting else "",
        fields=fields,
        kept_here=[
            str(each.field.label) for each in difference.changes if each.is_kept_here
        ],
    )


def _says_nothing(before: Any, after: Any) -> bool:
    return before in (None, "", [], False) and after in (None, "", [], False)


def _happened(change: MeetingChange, names: Mapping[str, str]) -> ChangedMeeting:
    keys = dict.fromkeys([*change.before, *change.after])
    return ChangedMeeting(
        name=change.meeting.name,
        reference=change.meeting.reference,
        fields=[
            told(key, change.before.get(key), change.after.get(key), names)
            for key in keys
            if not _says_nothing(change.before.get(key), change.after.get(key))
        ],
        kept_here=[],
    )


def _problems(run: ImportRun, seen: Preview | None) -> list[tuple[str, str]]:
    """Where and what, the gravest first."""
    if seen is not None:
        found: Sequence[Any] = sorted(seen.problems, key=lambda each: not each.fatal)
        return [
            (_where(each.record, each.field), _reason(each.reason, is_fatal=each.fatal))
            for each in found
        ]
    return [
        (
            _where(each.get("record", ""), each.get("field", "")),
            _reason(each.get("reason", ""), is_fatal=each.get("fatal", False)),
        )
        for each in run.problems
    ]


def _where(record: str, column: str) -> str:
    return ", ".join(part for part in (record, column) if part)


def _reason(reason: str, *, is_fatal: bool) -> str:
    return f"{reason} Left out." if is_fatal else reason
