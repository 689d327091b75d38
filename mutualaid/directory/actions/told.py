"""What a record tells of a meeting, as columns to be written and as values to be compared."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from mutualaid.directory.formats.records import MeetingRecord
from mutualaid.directory.meeting_values import Values, pattern_value
from mutualaid.directory.models import Fellowship
from mutualaid.directory.models.meetings import PATTERN_COLUMNS
from mutualaid.directory.recurrence_columns import schedule_columns
from mutualaid.directory.visibility import visibility_of

from .settling import Kept, venue_identity

# Written as the record has them, under the same name.
_COPIED = (
    "name",
    "mode",
    "openness",
    "venue_closed",
    "conference_url",
    "conference_phone",
    "conference_notes",
    "notes",
)
# Of a field of MeetingField that is not the column of the same name.
_COLUMNS: dict[str, tuple[str, ...]] = {
    "pattern": PATTERN_COLUMNS,
    "venue": ("venue_id",),
    "group": ("group_id",),
    "fellowship": ("fellowship_id",),
}


class Told(NamedTuple):
    """One meeting of a record."""

    columns: dict[str, Any]
    values: Values  # by MeetingField, all but its status


class Telling:
    """Tells meetings from the records of one list."""

    def __init__(
        self,
        fellowships: Mapping[str, Fellowship],
        usual: str,
        *,
        is_own_list: bool,
        venues: Mapping[str, Kept],
        groups: Mapping[tuple[int, str], Kept],
    ) -> None:
        self._fellowships = fellowships
        self._usual = usual
        self._is_own_list = is_own_list
        self._venues = venues
        self._groups = groups

    def told(self, record: MeetingRecord, slot: int) -> Told:
        """The meeting of this slot."""
        fellowship = self._fellowships[record.fellowship or self._usual]
        venue = self._venues[venue_identity(record.venue)] if record.venue else None
        group = self._groups.get((fellowship.pk, record.group_name))
        plain = {
            **{name: getattr(record, name) for name in _COPIED},
            "features": list(record.features),
            "languages": list(record.languages),
            "website": record.website or record.source_url,
            "visibility": visibility_of(
                record, fellowship.for_whom, is_own_list=self._is_own_list
            ).value,
        }
        pattern = schedule_columns(record.schedules[slot])
        columns = {
            **plain,
            **pattern,
            "fellowship_id": fellowship.pk,
            "venue_id": venue and venue.pk,
            "group_id": group and group.pk,
            "type_codes": [list(pair) for pair in record.type_codes],
            "source_updated_at": record.source_updated_at,
        }
        values = {
            **plain,
            "pattern": pattern_value(pattern),
            "fellowship": fellowship.key,
            "venue": venue and venue.reference,
            "group": group and group.reference,
        }
        return Told(columns, values)


def columns_of(field: str) -> tuple[str, ...]:
    """The columns that hold a field of MeetingField."""
    return _COLUMNS.get(field, (field,))
