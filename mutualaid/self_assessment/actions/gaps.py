"""From a gap to an action of the improvement plan."""

from django.db import transaction
from django.utils.translation import gettext

from mutualaid.activity_log.actions import record
from mutualaid.core.refusal import Refused
from mutualaid.improvement_plan.actions.plan import propose_action
from mutualaid.improvement_plan.models import (
    Action,
    Barrier,
    BarrierKind,
    BarrierStatus,
    Cause,
)
from mutualaid.indicators.registry import find_indicator
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Service
from mutualaid.self_assessment.instrument import Statement
from mutualaid.self_assessment.models import Round
from mutualaid.self_assessment.reading import record_of
from mutualaid.self_assessment.results import results_of
from mutualaid.self_assessment.scoring import Unrated
from mutualaid.self_assessment.standing import is_revealed, locked, why_hidden

# What stands in the way says something of the cause, if there is only one kind of it.
CAUSES = {
    BarrierKind.STAFF: Cause.KNOWLEDGE,
    BarrierKind.SUPPLY: Cause.SUPPLY,
    BarrierKind.TENDER: Cause.TENDER,
}
LONGEST_TITLE = 160


@transaction.atomic
def make_action(*, opened: Round, statement: Statement, by: Hat) -> Action:
    """A line of the plan about this statement, or the open one that came of it before.

    What nobody knows becomes something to find out. Raises Refused.
    """
    held = locked(opened)
    if not is_revealed(held):
        raise Refused(why_hidden(held))
    if found := action_from(held, statement.key):
        return found
    barriers = _barriers(held, statement)
    is_unknown = (
        results_of(record_of(held)).statement(statement.key).rating is Unrated.UNKNOWN
    )
    action = propose_action(
        area=held.area,
        title=_title(statement, is_unknown=is_unknown),
        statement_keys=[statement.key],
        cause=Cause.NOT_KNOWN if is_unknown else _cause(barriers),
        by=by,
        found_in=held.reference,
        indicator_key=_indicator(statement),
        barriers=barriers,
        service=_service(by),
    )
    record(
        act="self_assessment.make_action",
        by=by.actor,
        subject=f"round:{held.reference}",
        detail={"statement": statement.key},
    )
    return action


def action_from(opened: Round, statement_key: str) -> Action | None:
    """The open action that came of this statement in this round."""
    rows = Action.objects.filter(area=opened.area_id, found_in=opened.reference)
    return rows.open().about_statement(statement_key).order_by("pk").first()


def actions_from(opened: Round) -> dict[str, str]:
    """The reference of the open action of each statement that has one. One query."""
    rows = Action.objects.filter(area=opened.area_id, found_in=opened.reference)
    found: dict[str, str] = {}
    for action in rows.open().order_by("-pk"):
        found |= dict.fromkeys(action.keys, action.reference)
    return found


def _title(statement: Statement, *, is_unknown: bool) -> str:
    words = gettext("Find out: %(short)s")
    if not is_unknown:
        words = gettext("Bring about: %(short)s")
    return (words % {"short": statement.short})[:LONGEST_TITLE]


def _barriers(opened: Round, statement: Statement) -> list[Barrier]:
    rows = Barrier.objects.filter(area=opened.area_id, status=BarrierStatus.STANDING)
    return list(rows.of_statement(statement.key).filter(found_in=opened.reference))


def _cause(barriers: list[Barrier]) -> Cause:
    kinds = {BarrierKind(each.kind) for each in barriers}
    return (
        CAUSES.get(kinds.pop(), Cause.NOT_KNOWN) if len(kinds) == 1 else Cause.NOT_KNOWN
    )


def _indicator(statement: Statement) -> str:
    """The first that a feature declares."""
    keys = (key for part in statement.parts for key in part.evidence)
    return next((key for key in keys if find_indicator(key)), "")


def _service(by: Hat) -> Service | None:
    """A service's manager writes lines of the service alone."""
    if by.service_id is None:
        return None
    return Service.objects.get(pk=by.service_id)
