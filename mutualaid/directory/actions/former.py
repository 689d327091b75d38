"""What was there before a list was read, sorted by what it is about."""

from dataclasses import dataclass, field
from typing import Any

from mutualaid.directory.models import LocalValue

from .journal import LOCAL_COLUMNS, read_instant


@dataclass(slots=True)
class Former:
    """The lines of a journal but for the records of the source."""

    last_read_at: str | None = None
    columns: dict[int, tuple[Any, Any]] = field(default_factory=dict)
    dates: dict[int, tuple[list[Any], list[Any]]] = field(default_factory=dict)
    locals: dict[int, dict[str, dict[str, Any]]] = field(default_factory=dict)
    venues: dict[int, tuple[dict[str, Any], dict[str, Any]]] = field(
        default_factory=dict
    )

    def take(self, kind: str, told: list[Any]) -> None:
        """One line."""
        pk, *rest = told
        match kind:
            case "source":
                self.last_read_at = rest[0]
            case "columns":
                self.columns[pk] = rest[0], rest[1]
            case "dates":
                self.dates[pk] = rest[0], rest[1]
            case "venue":
                self.venues[pk] = rest[0], rest[1]
            case "local":
                name, *values, set_at = rest
                known = dict(zip(LOCAL_COLUMNS, values, strict=True))
                self.locals.setdefault(pk, {})[name] = {**known, "set_at": set_at}

    def meetings(self) -> set[int]:
        """Those of which anything is told."""
        return {*self.columns, *self.dates, *self.locals}


def local_again(area_id: int, meeting: int, name: str, told: Any) -> LocalValue:
    """The local value that there was."""
    columns = {**told, "set_at": read_instant(told["set_at"])}
    return LocalValue(area_id=area_id, meeting_id=meeting, field=name, **columns)
