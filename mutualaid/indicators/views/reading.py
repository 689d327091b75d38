"""Reading charts: all measures at a glance, one with everything, its definition, its files."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mutualaid.core import clock
from mutualaid.core.access import require
from mutualaid.indicators.chart_finding import find_chart, find_charts
from mutualaid.indicators.charts import NARROW, SMALL, WIDE
from mutualaid.indicators.live import address_of
from mutualaid.indicators.permissions import can_keep_charts, can_see_indicators
from mutualaid.indicators.presenters.charts import drawn
from mutualaid.indicators.presenters.definition import present_definition
from mutualaid.indicators.presenters.listing import groups_of
from mutualaid.indicators.presenters.page import present_page
from mutualaid.organisations.middleware import StaffRequest

from .files import ENDINGS
from .scope import SEE, indicator_to_see

SHAPES = {"wide": WIDE, "narrow": NARROW, "small": SMALL}
FIRST_LIMITS = "first"


@require_safe
def list_indicators(request: StaffRequest) -> HttpResponse:
    require(can_see_indicators(request.hat), SEE)
    context = {
        "groups": groups_of(find_charts(request.hat.area_id, clock.today())),
        "may_keep": can_keep_charts(request.hat),
    }
    return render(request, "indicators/list_indicators.jinja", context)


@require_safe
def show_indicator(request: StaffRequest, key: str) -> HttpResponse:
    indicator = indicator_to_see(request, key)
    is_rebased = request.GET.get("limits") != FIRST_LIMITS
    charted = find_chart(
        request.hat.area_id, indicator, clock.today(), is_rebased=is_rebased
    )
    context = {
        "page": present_page(charted),
        "wide": drawn(charted, WIDE),
        "narrow": drawn(charted, NARROW),
        "behind": address_of(indicator, request.hat),
        "is_rebased": is_rebased,
        "may_keep": can_keep_charts(request.hat),
    }
    return render(request, "indicators/show_indicator.jinja", context)


@require_safe
def show_chart(request: StaffRequest, key: str) -> HttpResponse:
    """The chart as a picture, for other pages and for paper."""
    indicator = indicator_to_see(request, key)
    charted = find_chart(request.hat.area_id, indicator, clock.today())
    chart = drawn(charted, SHAPES.get(request.GET.get("shape", ""), WIDE))
    if chart is None:
        raise Http404
    return render(
        request,
        "indicators/show_chart.jinja",
        {"chart": chart},
        content_type="image/svg+xml",
    )


@require_safe
def define_indicator(request: StaffRequest, key: str) -> HttpResponse:
    indicator = indicator_to_see(request, key)
    context = {
        "definition": present_definition(indicator),
        "behind": address_of(indicator, request.hat),
    }
    return render(request, "indicators/define_indicator.jinja", context)


@require_safe
def download_readings(request: StaffRequest, key: str, ending: str) -> HttpResponse:
    indicator = indicator_to_see(request, key)
    if ending not in ENDINGS:
        raise Http404
    today = clock.today()
    answer = ENDINGS[ending](find_chart(request.hat.area_id, indicator, today))
    name = f"{key.replace('.', '-')}-{today.isoformat()}.{ending}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
