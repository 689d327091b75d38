"""What somebody asks about gaps, read from an address and written back to one."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from .choices import (
    ACCESS,
    ACCESSES,
    AUDIENCE,
    AUDIENCES,
    DISTANCES,
    FELLOWSHIP,
    USUAL_DISTANCE,
    Where,
    where,
)

IN_PERSON, ONLINE = "in-person", "online"
MODES = (IN_PERSON, ONLINE)


@dataclass(frozen=True, slots=True)
class GapQuery:
    """One question; empty choices stand for any."""

    miles: int = USUAL_DISTANCE
    fellowship: str = ""
    audience: str = ""
    access: str = ""
    mode: str = IN_PERSON

    @classmethod
    def read(
        cls, parameters: Mapping[str, str], fellowships: Collection[str]
    ) -> "GapQuery":
        """From the parameters of an address; what is not known there is left out."""
        miles = {str(each): each for each in DISTANCES}

        def one_of(name: str, known: Collection[str]) -> str:
            said = parameters.get(name, "")
            return said if said in known else ""

        return cls(
            miles=miles.get(parameters.get("within", ""), USUAL_DISTANCE),
            fellowship=one_of(FELLOWSHIP, fellowships),
            audience=one_of("for", AUDIENCES),
            access=one_of(ACCESS, ACCESSES),
            mode=one_of("mode", MODES) or IN_PERSON,
        )

    def place(self) -> Where:
        """Where in the dimensions it looks."""
        return where(
            **{
                FELLOWSHIP: self.fellowship,
                AUDIENCE: self.audience,
                ACCESS: self.access,
            }
        )

    def address(self) -> str:
        """The part of the address after "?"; nothing for what is usual."""
        return urlencode({name: value for name, value in self._said() if value})

    def _said(self) -> list[tuple[str, str]]:
        return [
            ("within", "" if self.miles == USUAL_DISTANCE else str(self.miles)),
            (FELLOWSHIP, self.fellowship),
            ("for", self.audience),
            (ACCESS, self.access),
            ("mode", "" if self.mode == IN_PERSON else self.mode),
        ]

    def anything(self) -> "GapQuery":
        """The same distance and mode, and nothing else asked for."""
        return replace(self, fellowship="", audience="", access="")
