"""The history of an action in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mutualaid.design_system.dates import clock_time, full_date
from mutualaid.improvement_plan.models import (
    ActionEvent,
    ActionStatus,
    Cause,
    EventKind,
)
from mutualaid.indicators.registry import find_indicator

from .measures import number_words

LABELS = {
    "title": _("What is to be done"),
    "statement_keys": _("Statements"),
    "cause": _("Why there is a gap"),
    "cause_words": _("More about why"),
    "barriers": _("Barriers"),
    "owner": _("Owner"),
    "owner_body": _("Body without an account"),
    "service": _("Whose line it is"),
    "due_on": _("By when"),
    "indicator_key": _("Measure"),
    "target": _("Target"),
    "resources": _("What it takes"),
    "review_on": _("Look at it again"),
    "value": _("The measure, when agreed and now"),
}


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One field: what stood there, and what stands there since."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ShownEvent:
    """A line of the history."""

    what: str
    who: str
    when: str
    words: str
    changes: list[ShownChange]


def named_in(events: Iterable[ActionEvent]) -> dict[str, set[str]]:
    """The references of people, services and barriers that changes speak of, by field."""
    found: dict[str, set[str]] = {"owner": set(), "service": set(), "barriers": set()}
    for event in events:
        for name in found.keys() & event.changes.keys():
            for side in event.changes[name]:
                found[name] |= {side} if isinstance(side, str) else set(side)
    return {name: values - {""} for name, values in found.items()}


def present_history(
    events: Iterable[ActionEvent], names: Mapping[str, str]
) -> list[ShownEvent]:
    """The newest first; `names` are those of rows by reference."""
    key = ""
    shown = []
    for event in events:
        key = event.changes.get("indicator_key", ["", key])[1]
        shown.append(_present(event, names, key))
    return shown[::-1]


def _present(event: ActionEvent, names: Mapping[str, str], key: str) -> ShownEvent:
    return ShownEvent(
        what=_what(event),
        who=event.by.user.name if event.by else "",
        when=f"{full_date(event.at)}, {clock_time(event.at)}",
        words=event.words,
        changes=[
            ShownChange(
                str(LABELS.get(name, name)),
                value_words(name, before, names, key),
                value_words(name, after, names, key),
            )
            for name, (before, after) in event.changes.items()
        ],
    )


def _what(event: ActionEvent) -> str:
    if event.kind != EventKind.MOVED:
        return str(EventKind(event.kind).label)
    return gettext("From “%(before)s” to “%(after)s”") % {
        "before": ActionStatus(event.from_status).label,
        "after": ActionStatus(event.to_status).label,
    }


def value_words(name: str, value: Any, names: Mapping[str, str], key: str = "") -> str:
    """A value of a field as people read it."""
    if value in ("", None, []):
        return gettext("nothing")
    if name in ("owner", "service"):
        return names.get(value, value)
    if name == "barriers":
        return "; ".join(names.get(each, each) for each in value)
    if name == "statement_keys":
        return ", ".join(value)
    return _plain_words(name, value, key)


def _plain_words(name: str, value: Any, key: str) -> str:
    if name in ("due_on", "review_on"):
        return full_date(date.fromisoformat(value))
    if name == "cause":
        return str(Cause(value).label)
    indicator = find_indicator(value if name == "indicator_key" else key)
    if indicator is None:
        return str(value)
    if name == "indicator_key":
        return str(indicator.title)
    return number_words(indicator, value) if name in ("target", "value") else str(value)
