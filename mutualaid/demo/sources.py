"""The demo's lists of meetings, in the formats that real sources use."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

DATA = Path(__file__).parent / "data"
POSTCODES = DATA / "postcodes.csv"
PLACES = DATA / "places.csv"

# Seasons and edits stay as old as they are, whenever the demo is made: {today-40} in a list is
# the date forty days ago.
_DATE_WORD = re.compile(r"\{today([+-][0-9]{1,3})\}")


@dataclass(frozen=True, slots=True)
class DemoSource:
    """A list; `fellowship` is empty where each of its records says its own."""

    name: str
    file_name: str
    fellowship: str

    def read(self, today: date) -> bytes:
        """The list as its source would give it out today."""

        def dated(word: re.Match[str]) -> str:
            return (today + timedelta(days=int(word[1]))).isoformat()

        text = (DATA / self.file_name).read_text(encoding="utf-8")
        return _DATE_WORD.sub(dated, text).encode()


SOURCES = (
    DemoSource("AA Northbridge Intergroup", "aa-meetings.json", "aa"),
    DemoSource("Northbridge Fellowships Forum", "fellowship-meetings.csv", ""),
    DemoSource("SMART Northbridge", "smart-meetings.csv", "smart"),
    DemoSource("Northbridge Recovery Network", "local-groups.csv", "local"),
)
