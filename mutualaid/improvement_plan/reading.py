"""Reading one action with everything that its page tells."""

from dataclasses import dataclass

from mutualaid.core import clock
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Membership, Service

from .measuring import readings_for
from .models import Action, ActionEvent, Barrier, BarrierStatus, PdsaCycle
from .models.events import EventQuerySet
from .owners import has_owner
from .permissions import can_change_action, can_comment, can_keep_action
from .presenters.action import OpenMove, lack_words, moves_open_to
from .presenters.history import ShownEvent, named_in, present_history
from .presenters.plan import PlanRow, present_row
from .smart import lacks_of
from .statements import known_statements, raises_demand


@dataclass(frozen=True, slots=True)
class ActionPage:
    """What the page of an action says, and what it lets this hat do."""

    row: PlanRow
    barriers: list[tuple[Barrier, bool]]  # with whether it stands
    cycles: list[PdsaCycle]
    history: list[ShownEvent]
    lacks: list[str]
    raises_demand: bool
    moves: list[OpenMove]
    may_change: bool
    may_keep: bool
    may_comment: bool


def read_action(hat: Hat, action: Action) -> ActionPage:
    """Wants `with_everything`; as many queries for a long history as for a short one."""
    today, is_open = clock.today(), action.is_open()
    reading = readings_for(action.area_id, [action]).get(action.indicator_key)
    lacks = lacks_of(action, today, has_owner=has_owner(action, today))
    barriers = action.barriers.order_by("created_at")
    return ActionPage(
        row=present_row(action, reading, known_statements(), today),
        barriers=[(each, each.status == BarrierStatus.STANDING) for each in barriers],
        cycles=list(action.cycles.all()),
        history=_in_words(list(_events(action))),
        lacks=lack_words(lacks) if is_open else [],
        raises_demand=is_open and raises_demand(action.keys),
        moves=moves_open_to(hat, action),
        may_change=is_open and can_change_action(hat, action),
        may_keep=is_open and can_keep_action(hat, action),
        may_comment=can_comment(hat),
    )


def changes_since(action: Action, revision: int) -> list[ShownEvent]:
    """What became of it after this revision was read."""
    return _in_words(list(_events(action).revisions()[revision:]))


def _events(action: Action) -> EventQuerySet:
    return action.events.select_related("by__user")


def _in_words(events: list[ActionEvent]) -> list[ShownEvent]:
    return present_history(events, _names(named_in(events)))


def _names(wanted: dict[str, set[str]]) -> dict[str, str]:
    """One query for each kind of row that the history speaks of."""
    people = Membership.objects.filter(reference__in=wanted["owner"])
    services = Service.objects.filter(reference__in=wanted["service"])
    barriers = Barrier.objects.filter(reference__in=wanted["barriers"])
    return {
        **dict(people.values_list("reference", "user__name")),
        **dict(services.values_list("reference", "name")),
        **dict(barriers.values_list("reference", "words")),
    }


def row_of(action: Action) -> PlanRow:
    """The action as a line of the plan; wants `with_everything`."""
    reading = readings_for(action.area_id, [action]).get(action.indicator_key)
    return present_row(action, reading, known_statements(), clock.today())
