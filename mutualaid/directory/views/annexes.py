"""The annexes of the self-assessment tool, on a page and as files."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mutualaid.core import clock
from mutualaid.directory.annexes import annexes
from mutualaid.directory.presenters.annexes import (
    coverage_words,
    present_annexes,
    title_words,
)
from mutualaid.organisations.middleware import StaffRequest

from .files import as_file


@require_safe
def show_annexes(request: StaffRequest) -> HttpResponse:
    found = annexes(request.hat.area_id)
    context = {
        "title": title_words(found),
        "coverage": coverage_words(found),
        "annexes": present_annexes(found),
        "on": found.on,
        "area": request.area,
    }
    return render(request, "directory/show_annexes.jinja", context)


@require_safe
def export_annex(request: StaffRequest) -> HttpResponse:
    """One of them, its tables one after the other; the first where none is asked for."""
    number = request.GET.get("annex", "1")
    found = present_annexes(annexes(request.hat.area_id))
    annex = next((each for each in found if str(each.number) == number), None)
    if annex is None:
        raise Http404
    rows = [row for table in annex.tables for row in (table.head, *table.rows)]
    return as_file(rows, f"annex-{number}-{clock.today().isoformat()}.csv")
