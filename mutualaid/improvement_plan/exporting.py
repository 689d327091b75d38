"""The plan to take away: as a table for spreadsheets, and whole for other programs."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext

from mutualaid.indicators.models import Reading

from .models import Action, ActionEvent, PdsaCycle
from .owners import has_owner
from .presenters.measures import present_measure
from .presenters.plan import overdue_words, owner_words

Row = list[str]


def plan_table(
    actions: Sequence[Action], readings: Mapping[str, Reading], today: date
) -> list[Row]:
    """A head and a line for each action."""
    head = [
        *(gettext("Reference"), gettext("What is to be done"), gettext("Statements")),
        *(gettext("Why there is a gap"), gettext("More about why")),
        *(gettext("Owner"), gettext("Whose line it is")),
        *(gettext("By when"), gettext("Overdue"), gettext("State")),
        *(gettext("What blocks it"), gettext("Measure"), gettext("When agreed")),
        *(gettext("Now"), gettext("Target"), gettext("What it takes")),
        *(gettext("Look at it again"), gettext("Written down"), gettext("Closed")),
    ]
    return [head, *(_line(each, readings, today) for each in actions)]


def _line(action: Action, readings: Mapping[str, Reading], today: date) -> Row:
    shown = present_measure(action, readings.get(action.indicator_key))
    measure = [shown.title, shown.start, shown.now, shown.target] if shown else [""] * 4
    return [
        *(action.reference, action.title, ", ".join(action.keys)),
        *(str(action.get_cause_display()), action.cause_words),
        owner_words(action, today),
        action.service.name if action.service else "",
        *(_day(action.due_on), overdue_words(action, today)),
        *(str(action.get_status_display()), action.blocked_by),
        *measure,
        action.resources,
        *(_day(action.review_on), _day(action.created_at), _day(action.closed_on)),
    ]


def _day(value: date | None) -> str:
    return value.isoformat()[:10] if value else ""


def whole_plan(
    actions: Sequence[Action], readings: Mapping[str, Reading], today: date
) -> list[dict[str, Any]]:
    """Everything of each action, its history, barriers and cycles too; five queries in all."""
    prefetch_related_objects(actions, "barriers")
    keys = [each.pk for each in actions]
    history: dict[int, list[dict[str, Any]]] = {}
    for event in ActionEvent.objects.filter(action__in=keys).select_related("by__user"):
        history.setdefault(event.action_id, []).append(_told_event(event))
    cycles: dict[int, list[dict[str, Any]]] = {}
    for cycle in PdsaCycle.objects.filter(action__in=keys):
        cycles.setdefault(cycle.action_id, []).append(_told_cycle(cycle))
    return [
        _told_action(each, readings.get(each.indicator_key), today)
        | {"cycles": cycles.get(each.pk, []), "history": history.get(each.pk, [])}
        for each in actions
    ]


def _told_action(
    action: Action, reading: Reading | None, today: date
) -> dict[str, Any]:
    return {
        "reference": action.reference,
        "title": action.title,
        "statements": list(action.keys),
        "cause": action.cause,
        "cause_words": action.cause_words,
        "barriers": [each.words for each in action.barriers.all()],
        "found_in_round": action.found_in,
        "owner": owner_words(action, today),
        "has_owner": has_owner(action, today),
        "service": action.service.name if action.service else None,
        "due_on": action.due_on,
        "is_overdue": action.is_overdue(today),
        "state": action.status,
        "blocked_by": action.blocked_by,
        "measure": action.indicator_key,
        "target": action.target,
        "value_when_agreed": action.value_at_start,
        "value_now": reading.value if reading else None,
        "resources": action.resources,
        "review_on": action.review_on,
        "written_down_at": action.created_at,
        "closed_on": action.closed_on,
    }


def _told_event(event: ActionEvent) -> dict[str, Any]:
    return {
        "what": event.kind,
        "at": event.at,
        "by": event.by.user.name if event.by else None,
        "from": event.from_status,
        "to": event.to_status,
        "words": event.words,
        "changes": event.changes,
    }


def _told_cycle(cycle: PdsaCycle) -> dict[str, Any]:
    names = ("question", "prediction", "plan", "tried_on", "happened", "learned")
    return {name: getattr(cycle, name) for name in names} | {"verdict": cycle.verdict}
