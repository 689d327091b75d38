"""A meeting as values by MeetingField, the way changes, local values and corrections hold them.

Values are what JSON can hold: a pattern is a dictionary of columns with dates and times
written out, a venue or group is its reference.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, time
from typing import Any

from .models import Fellowship, Group, Meeting, MeetingField, Venue
from .models.meetings import PATTERN_COLUMNS

Values = dict[str, Any]

_READ: dict[str, Callable[[Any], Any]] = {
    "start_time": time.fromisoformat,
    **dict.fromkeys(("starts_on", "ends_on", "anchored_on"), date.fromisoformat),
}
LOCAL_FIELDS = tuple(
    field
    for field in MeetingField
    if field not in (MeetingField.FELLOWSHIP, MeetingField.STATUS)
)


def values_of(meeting: Meeting) -> Values:
    """Every field; venue, group and fellowship must have been read with it."""
    return {field.value: value_of(meeting, field) for field in MeetingField}


def value_of(meeting: Meeting, field: MeetingField) -> Any:
    """One field as JSON holds it."""
    match field:
        case MeetingField.PATTERN:
            return pattern_value(
                {name: getattr(meeting, name) for name in PATTERN_COLUMNS}
            )
        case MeetingField.VENUE | MeetingField.GROUP:
            row = getattr(meeting, field.value)
            return row.reference if row else None
        case MeetingField.FELLOWSHIP:
            return meeting.fellowship.key
        case _:
            return getattr(meeting, field.value)


def pattern_value(columns: Mapping[str, Any]) -> Values:
    """Pattern columns as JSON holds them."""
    return {name: _written(columns[name]) for name in PATTERN_COLUMNS}


def _written(value: Any) -> Any:
    if isinstance(value, time):
        return value.isoformat("minutes")
    return value.isoformat() if isinstance(value, date) else value


def pattern_columns(value: Mapping[str, Any]) -> Values:
    """The columns again, from what `pattern_value` made of them."""
    return {
        name: _READ[name](value[name]) if name in _READ and value[name] else value[name]
        for name in PATTERN_COLUMNS
    }


def set_values(meeting: Meeting, values: Mapping[str, Any]) -> list[str]:
    """Set these fields on the row, without saving; the names of the columns touched.

    Raises DoesNotExist for a venue or group that is not the area's.
    """
    columns: Values = {}
    for field, value in values.items():
        columns |= _columns(meeting, MeetingField(field), value)
    for name, value in columns.items():
        setattr(meeting, name, value)
    return list(columns)


def _columns(meeting: Meeting, field: MeetingField, value: Any) -> Values:
    match field:
        case MeetingField.PATTERN:
            return pattern_columns(value)
        case MeetingField.VENUE:
            return {"venue": _row(Venue, meeting, value)}
        case MeetingField.GROUP:
            return {"group": _row(Group, meeting, value)}
        case MeetingField.FELLOWSHIP:
            raise ValueError("A meeting keeps its fellowship.")
        case _:
            return {field.value: value}


def _row(
    model: type[Venue] | type[Group], meeting: Meeting, reference: str | None
) -> Any:
    if not reference:
        return None
    return model.objects.get(area_id=meeting.area_id, reference=reference)


def difference(
    before: Mapping[str, Any], after: Mapping[str, Any]
) -> tuple[Values, Values]:
    """The fields of `after` that are not as in `before`: as they were, as they are."""
    changed = [field for field in after if before.get(field) != after[field]]
    return (
        {field: before.get(field) for field in changed},
        {field: after[field] for field in changed},
    )


def names_in(values: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """The names of all that these mention by reference or key; a query for each kind at most."""
    told = list(values)
    found: dict[str, str] = {}
    for field, rows, key in (
        (MeetingField.VENUE, Venue.objects.all(), "reference"),
        (MeetingField.GROUP, Group.objects.all(), "reference"),
        (MeetingField.FELLOWSHIP, Fellowship.objects.all(), "key"),
    ):
        mentioned = {each[field] for each in told if each.get(field)}
        if mentioned:
            named = rows.filter(**{f"{key}__in": mentioned})
            found |= {getattr(row, key): str(row) for row in named}
    return found
