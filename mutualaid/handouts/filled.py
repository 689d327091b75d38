"""What a sheet is filled with when it is shown: by its area, and by whoever reads it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .local_groups import GroupList


@dataclass(frozen=True, slots=True)
class ShownInsert:
    """A local paragraph, and since when it stands."""

    words: str
    dated: str

    def told(self) -> dict[str, str]:
        return {"words": self.words, "dated": self.dated}


@dataclass(frozen=True, slots=True)
class Filled:
    """Nothing of this is kept."""

    publisher: str
    insert: ShownInsert | None = None
    groups: GroupList | None = None
    cells: Mapping[str, str] = field(default_factory=dict)
