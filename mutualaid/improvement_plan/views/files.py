"""The plan to take away: on paper, for spreadsheets, for other programs."""

from collections.abc import Callable

from django.http import Http404, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mutualaid.core import clock
from mutualaid.core.access import require
from mutualaid.core.workbooks import workbook_of
from mutualaid.design_system.printing.paper import typeset
from mutualaid.directory.views.files import as_file
from mutualaid.improvement_plan.exporting import plan_table, whole_plan
from mutualaid.improvement_plan.finding import actions_asked
from mutualaid.improvement_plan.measuring import readings_for
from mutualaid.improvement_plan.permissions import can_see_plan
from mutualaid.improvement_plan.printing.words import TEMPLATE, printed_plan
from mutualaid.organisations.middleware import StaffRequest

from .plan import SEE, asked_of, rows_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@never_cache
def print_plan(request: StaffRequest) -> HttpResponse:
    """What the page shows, as a tagged PDF."""
    require(can_see_plan(request.hat), SEE)
    asked = asked_of(request)
    told = printed_plan(request.area, asked, rows_of(request, asked))
    answer = HttpResponse(typeset(TEMPLATE, told), content_type="application/pdf")
    return _named(answer, "pdf", how="inline")


@require_safe
@never_cache
def download_plan(request: StaffRequest, shape: str) -> HttpResponse:
    """The same as CSV or XLSX; as JSON with the history of each action."""
    require(can_see_plan(request.hat), SEE)
    if shape not in SHAPES:
        raise Http404
    return SHAPES[shape](request)


def _as_csv(request: StaffRequest) -> HttpResponse:
    return as_file(_table(request), _name("csv"))


def _as_workbook(request: StaffRequest) -> HttpResponse:
    book = workbook_of({"Plan": _table(request)})
    return _named(HttpResponse(book, content_type=XLSX), "xlsx")


def _as_json(request: StaffRequest) -> HttpResponse:
    today = clock.today()
    actions = actions_asked(request.hat, asked_of(request), today)
    readings = readings_for(request.hat.area_id, actions)
    told = {"on": today, "actions": whole_plan(actions, readings, today)}
    return _named(JsonResponse(told, json_dumps_params={"indent": 1}), "json")


def _table(request: StaffRequest) -> list[list[str]]:
    today = clock.today()
    actions = actions_asked(request.hat, asked_of(request), today)
    return plan_table(actions, readings_for(request.hat.area_id, actions), today)


def _named(answer: HttpResponse, shape: str, how: str = "attachment") -> HttpResponse:
    answer["Content-Disposition"] = f'{how}; filename="{_name(shape)}"'
    return answer


def _name(shape: str) -> str:
    return f"improvement-plan-{clock.today().isoformat()}.{shape}"


SHAPES: dict[str, Callable[[StaffRequest], HttpResponse]] = {
    "csv": _as_csv,
    "xlsx": _as_workbook,
    "json": _as_json,
}
