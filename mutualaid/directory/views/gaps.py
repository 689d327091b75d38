"""Where meetings are missing: as a table, a list, a map and a file."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mutualaid.core import clock
from mutualaid.directory.forms.gaps import GapForm
from mutualaid.directory.gap_finding import GapFinding, find_gaps
from mutualaid.directory.gaps.query import GapQuery
from mutualaid.directory.permissions import can_shape_area
from mutualaid.directory.presenters.gap_map import draw_gaps
from mutualaid.directory.presenters.gap_table import gap_headings, gap_lines
from mutualaid.directory.presenters.gaps import present_gaps
from mutualaid.directory.published import published
from mutualaid.organisations.middleware import StaffRequest

from .files import as_file


@require_safe
def show_gaps(request: StaffRequest) -> HttpResponse:
    finding = _finding(request)
    context = {
        "page": present_gaps(finding),
        "map": draw_gaps(finding),
        "form": GapForm(finding.query, dict(finding.published.fellowships)),
        "may_shape": can_shape_area(request.hat),
    }
    return render(request, "directory/show_gaps.jinja", context)


@require_safe
def map_gaps(request: StaffRequest) -> HttpResponse:
    """The same question as a drawing, which a page shows as a picture."""
    context = {"map": draw_gaps(_finding(request))}
    return render(
        request, "directory/map_gaps.jinja", context, content_type="image/svg+xml"
    )


@require_safe
def export_gaps(request: StaffRequest) -> HttpResponse:
    finding = _finding(request)
    return as_file(
        [gap_headings(), *gap_lines(finding)], f"gaps-{clock.today().isoformat()}.csv"
    )


def _finding(request: StaffRequest) -> GapFinding:
    known = {key for key, _ in published.current().fellowships}
    query = GapQuery.read(request.GET.dict(), known)
    return find_gaps(request.area, query)
