"""A meeting's values by MeetingField in words: for differences, history and corrections."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from mutualaid.directory.formats.vocabulary import FEATURES, LANGUAGES
from mutualaid.directory.meeting_values import pattern_columns
from mutualaid.directory.models import MeetingField
from mutualaid.directory.models.meetings import (
    MeetingStatus,
    Visibility,
    schedule_from_columns,
)
from mutualaid.directory.recurrence_words import describe

from . import words


@dataclass(frozen=True, slots=True)
class Told:
    """One field as two people tell it: what stands there, and what would."""

    field: str  # key of MeetingField
    label: str
    before: str
    after: str


def told(
    field: str, before: Any, after: Any, names: Mapping[str, str] | None = None
) -> Told:
    """Both values in words; `names` are those of venues and groups by reference."""
    which = MeetingField(field)
    known = names or {}
    return Told(
        field,
        str(which.label),
        value_words(which, before, known),
        value_words(which, after, known),
    )


def value_words(field: MeetingField, value: Any, names: Mapping[str, str]) -> str:
    """One value in words; nothing there is said too."""
    if value in (None, "", []):
        return gettext("nothing")
    match field:
        case MeetingField.PATTERN:
            return describe(schedule_from_columns(pattern_columns(value)))
        case MeetingField.VENUE | MeetingField.GROUP | MeetingField.FELLOWSHIP:
            return names.get(value, str(value))
        case MeetingField.FEATURES:
            return _list(FEATURES, value)
        case MeetingField.LANGUAGES:
            return _list(LANGUAGES, value)
        case MeetingField.VENUE_CLOSED:
            return gettext("yes") if value else gettext("no")
        case _:
            return _one_of_few(field, value)


def _list(labels: Mapping[str, str], keys: Iterable[str]) -> str:
    return ", ".join(gettext(labels[key]) if key in labels else key for key in keys)


def _one_of_few(field: MeetingField, value: Any) -> str:
    match field:
        case MeetingField.MODE:
            return words.mode_words(value)
        case MeetingField.OPENNESS:
            return words.openness_words(value)
        case MeetingField.STATUS:
            return str(MeetingStatus(value).label)
        case MeetingField.VISIBILITY:
            return str(Visibility(value).label)
        case _:
            return str(value)
