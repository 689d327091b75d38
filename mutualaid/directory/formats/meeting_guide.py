"""Meeting Guide JSON, as plugins, sheets and hand-made feeds really emit it."""

from collections.abc import Iterator, Mapping
from typing import Any

from .decoding import text_of
from .field_names import FieldNames
from .findings import Findings
from .json_layout import records_of
from .meeting_fields import Listing
from .reading import MOST_RECORDS, reading_of
from .records import FormatError, Reading


def read(
    data: bytes,
    *,
    fellowship: str = "",
    timezone: str = "Europe/London",
    mapping: Mapping[str, str] | None = None,
) -> Reading:
    """The meetings of a feed. `fellowship` is that of the list as a whole, as one of our keys."""
    names = FieldNames(mapping)
    records = records_of(text_of(data))
    if len(records) > MOST_RECORDS:
        raise FormatError(f"The file holds more than {MOST_RECORDS:,} records.")
    listing = Listing(fellowship, timezone)
    return reading_of(_numbered(records), names, listing, Findings())


def _numbered(records: list[Any]) -> Iterator[tuple[str, Any]]:
    """Hands out each record and lets go of it, so that a large file is not held twice."""
    for index in range(len(records)):
        record, records[index] = records[index], None
        yield f"record {index + 1}", record
