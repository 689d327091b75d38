"""How backups stand, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mutualaid.design_system.dates import ago, clock_time, full_date

from .standing import Drilled, Taken

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class BackupPage:
    """What is wrong, if anything, and the facts."""

    warnings: tuple[str, ...]
    facts: Pairs


@dataclass(frozen=True, slots=True)
class DrillPage:
    """The last drill, and those before it as rows of a table."""

    warnings: tuple[str, ...]
    facts: Pairs
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def present_backup(
    taken: Taken | None, *, has_key: bool, confirmed_at: str
) -> BackupPage:
    return BackupPage(
        tuple(_backup_warnings(taken, has_key, confirmed_at)),
        _backup_facts(taken, confirmed_at),
    )


def _backup_warnings(
    taken: Taken | None, has_key: bool, confirmed_at: str
) -> list[str]:
    told = []
    if taken is None:
        told.append(
            _("No backup has been taken yet. Whoever runs the server can do it.")
        )
    elif taken.is_late():
        told.append(
            _("The last backup is older than 26 hours. Tell whoever runs the server.")
        )
    if not has_key:
        told.append(_("There is no key to seal backups for, so none can be taken."))
    elif not confirmed_at:
        told.append(
            _(
                "Nobody has shown yet that the key of the backups is kept somewhere else. "
                "Without it no backup can be opened."
            )
        )
    return told


def _backup_facts(taken: Taken | None, confirmed_at: str) -> Pairs:
    key = _when(datetime.fromisoformat(confirmed_at)) if confirmed_at else ""
    if taken is None:
        return ((_("Key given back"), key),)
    return (
        (_("Last backup"), _when(taken.at)),
        (_("Sealed"), _("Yes, before it left the server")),
        (_("Size"), _size(taken.bytes)),
        (_("Tables"), f"{taken.tables:,}"),
        (_("Key given back"), key),
    )


def _when(at: datetime) -> str:
    return _("%(day)s at %(time)s, %(ago)s") % {
        "day": full_date(at),
        "time": clock_time(at),
        "ago": ago(at),
    }


def _size(size: int) -> str:
    return _("%(n)s MB") % {"n": f"{max(size / 1_000_000, 0.1):,.1f}"}


def present_drills(held: Sequence[Drilled]) -> DrillPage:
    """The newest comes first."""
    last = held[0] if held else None
    return DrillPage(
        tuple(_drill_warnings(last)),
        _drill_facts(last) if last else (),
        (_("Held on"), _("Problems"), _("Took")),
        tuple(
            (full_date(each.at), _problems(each), _seconds(each.seconds))
            for each in held
        ),
    )


def _drill_warnings(last: Drilled | None) -> list[str]:
    if last is None:
        return [_("No restore drill has been held yet.")]
    if last.is_late():
        return [_("The last restore drill is more than a month old."), *last.problems]
    return list(last.problems)


def _drill_facts(last: Drilled) -> Pairs:
    restored = last.report.get("restored") or {}
    tables = restored.get("tables") or {}
    return (
        (_("Last drill"), _when(last.at)),
        (_("Result"), _problems(last)),
        (_("Took"), _seconds(last.seconds)),
        (_("Tables compared"), f"{len(tables):,}" if tables else ""),
        (_("Rows compared"), f"{sum(tables.values()):,}" if tables else ""),
        (_("Log lines verified"), _count(restored.get("log_lines"))),
        (_("Erasures that hold"), _count(restored.get("erasures"))),
    )


def _count(number: int | None) -> str:
    return "" if number is None else f"{number:,}"


def _problems(drilled: Drilled) -> str:
    n = len(drilled.problems)
    if not n:
        return _("No problem")
    return ngettext("%(n)d problem", "%(n)d problems", n) % {"n": n}


def _seconds(seconds: float) -> str:
    n = max(round(seconds), 1)
    if n < 120:
        return ngettext("%(n)d second", "%(n)d seconds", n) % {"n": n}
    minutes = round(n / 60)
    return ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}
