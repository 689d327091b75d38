"""Adapters: the bytes of a file in, records and problems out. Pure; nothing is stored or fetched."""

from collections.abc import Callable, Mapping

from . import csv_sheet, meeting_guide
from .decoding import text_of
from .records import FormatError, Reading

FORMATS: dict[str, Callable[..., Reading]] = {
    "meeting-guide": meeting_guide.read,
    "csv": csv_sheet.read,
}


def read(
    data: bytes,
    *,
    name: str = "",
    format: str | None = None,  # noqa: A002 (the word of the command line)
    fellowship: str = "",
    timezone: str = "Europe/London",
    mapping: Mapping[str, str] | None = None,
) -> Reading:
    """What the file holds; FormatError, with one sentence, where it can't be read at all."""
    chosen = format or recognise(data, name)
    if chosen not in FORMATS:
        choices = ", ".join(FORMATS)
        raise FormatError(f"There is no format called {chosen!r}; there are {choices}.")
    return FORMATS[chosen](
        data, fellowship=fellowship, timezone=timezone, mapping=mapping
    )


def recognise(data: bytes, name: str = "") -> str:
    """The format by what the file holds, and by its name only where it holds nothing telling."""
    start = text_of(data).lstrip()[:1]
    if start in ("[", "{") or name.casefold().endswith(".json"):
        return "meeting-guide"
    return "csv"
