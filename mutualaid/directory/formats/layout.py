"""What a format has to say for itself: how its bytes come apart, and how its records are read."""

from collections.abc import Mapping
from typing import Any, ClassVar

from mutualaid.directory.recurrence import Schedule

from .field_names import FieldNames
from .source_record import SourceRecord
from .start_and_length import ClockHabit
from .timing import schedules_of
from .unpacked import Row, Unpacked, fields_of


class Layout:
    """The part that all formats share: a record is a dictionary that tells things by our names."""

    words: ClassVar[Mapping[str, str]] = {}  # its own headings, told in ours
    codes_of: ClassVar[str] = ""  # the fellowship whose codes it has where nobody says

    def unpack(
        self, data: bytes, names: FieldNames, companions: Mapping[str, bytes]
    ) -> Unpacked:
        """Takes the bytes apart, or raises FormatError."""
        raise NotImplementedError

    def require(self, unpacked: Unpacked, names: FieldNames) -> None:
        """Raises FormatError where no record could be read with these names."""

    def fields(
        self, row: Row, headings: tuple[str, ...], names: FieldNames
    ) -> dict[str, Any]:
        """The fields of one record, or Refused where it is none."""
        return fields_of(row)

    def told(
        self, raw: dict[str, Any], companions: Mapping[str, Any]
    ) -> dict[str, Any]:
        """The redacted record with its values as Meeting Guide would have them."""
        return raw

    def meanings(
        self, companions: Mapping[str, Any]
    ) -> Mapping[str, str | None] | None:
        """What each code says, where the format explains them itself."""
        return None

    def schedules(
        self, record: SourceRecord, timezone: str, habit: ClockHabit
    ) -> tuple[Schedule, ...]:
        """When the meeting is held."""
        return schedules_of(record, timezone, habit)
