"""Meeting Guide JSON, as plugins, sheets and hand-made feeds really emit it."""

from collections.abc import Mapping
from typing import Any

from .decoding import text_of
from .field_names import FieldNames
from .json_layout import records_of
from .layout import Layout
from .limits import MOST_RECORDS
from .records import FormatError
from .unpacked import Row, Unpacked, headings_of


class MeetingGuide(Layout):
    """A list of objects whose names of fields are ours."""

    def unpack(
        self, data: bytes, names: FieldNames, companions: Mapping[str, bytes]
    ) -> Unpacked:
        records = records_of(text_of(data))
        _refuse_other_answers(records)
        return Unpacked("meeting-guide", numbered(records), headings_of(records))


def numbered(records: list[Any]) -> list[Row]:
    """The records by their place in the file, if they are not too many."""
    if len(records) > MOST_RECORDS:
        raise FormatError(f"The file holds more than {MOST_RECORDS:,} records.")
    return [Row(f"record {number}", record) for number, record in enumerate(records, 1)]


def _refuse_other_answers(records: list[Any]) -> None:
    """A BMLT server's other lists look like meetings without a day, and would be taken for such."""
    first = records[0] if records and isinstance(records[0], dict) else {}
    for words, names in _OTHER_ANSWERS:
        if names <= first.keys():
            raise FormatError(
                f"This is BMLT's list of {words}, not of meetings; ask it for GetSearchResults."
            )


_OTHER_ANSWERS = (
    ("formats", {"key_string", "name_string"}),
    ("service bodies", {"parent_id", "type", "name"}),
)
