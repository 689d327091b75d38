"""The plan as a whole: its table, its board, and as files."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mutualaid.core import clock
from mutualaid.core.access import require
from mutualaid.improvement_plan.finding import (
    Asked,
    actions_asked,
    how_long_actions_took,
)
from mutualaid.improvement_plan.forms.plan import PlanFilter
from mutualaid.improvement_plan.measuring import readings_for
from mutualaid.improvement_plan.owners import owners_of_actions
from mutualaid.improvement_plan.permissions import can_propose_action, can_see_plan
from mutualaid.improvement_plan.presenters.plan import (
    PlanRow,
    days_words,
    present_board,
    present_rows,
)
from mutualaid.improvement_plan.statements import known_statements
from mutualaid.organisations.middleware import StaffRequest

SEE = "see_plan"


@require_safe
def show_plan(request: StaffRequest) -> HttpResponse:
    require(can_see_plan(request.hat), SEE)
    asked = asked_of(request)
    owners = owners_of_actions(request.hat)
    statements = known_statements()
    context = {
        "rows": rows_of(request, asked),
        "form": PlanFilter(
            initial={
                "state": asked.state,
                "owner": asked.owner,
                "statement": asked.statement,
            },
            owners=owners,
            statements=statements,
        ),
        "query": f"?{urlencode(asked.parts())}" if asked.parts() else "",
        "took": days_words(how_long_actions_took(request.hat)),
        "may_propose": can_propose_action(request.hat),
    }
    return render(request, "improvement_plan/show_plan.jinja", context)


@require_safe
def show_board(request: StaffRequest) -> HttpResponse:
    require(can_see_plan(request.hat), SEE)
    context = {
        "columns": present_board(rows_of(request, Asked(), with_moves=True)),
        "may_propose": can_propose_action(request.hat),
    }
    return render(request, "improvement_plan/show_board.jinja", context)


def asked_of(request: StaffRequest) -> Asked:
    """From the address."""
    return Asked.of(request.GET.dict(), known_statements())


def rows_of(
    request: StaffRequest, asked: Asked, *, with_moves: bool = False
) -> list[PlanRow]:
    """The lines that are asked for; with the moves that lie open to the hat."""
    today = clock.today()
    actions = actions_asked(request.hat, asked, today)
    readings = readings_for(request.hat.area_id, actions)
    hat = request.hat if with_moves else None
    return present_rows(actions, readings, known_statements(), today, hat=hat)
