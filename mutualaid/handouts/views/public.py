"""Hand-outs for anybody: the list, each sheet as a page, read aloud, in easy read, on paper."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mutualaid.core.access import public
from mutualaid.handouts.filled import Filled
from mutualaid.handouts.filling import filled_for
from mutualaid.handouts.map_drawing import drawing_of
from mutualaid.handouts.myths import PUBLIC_MYTHS, STAFF_MYTHS
from mutualaid.handouts.presenters import present_list, present_sheet
from mutualaid.handouts.printing.paper import pdf_of
from mutualaid.handouts.reading_aloud import script_of
from mutualaid.handouts.sheets import PRINTED, Format, Sheet, sheet_at
from mutualaid.organisations.middleware import AreaRequest


@public
@require_safe
def list_handouts(request: AreaRequest) -> HttpResponse:
    return render(request, "handouts/list_handouts.jinja", {"page": present_list()})


@public
@require_safe
@never_cache
def show_handout(request: AreaRequest, slug: str) -> HttpResponse:
    """Never cached: the sheet with groups may be asked for a place."""
    sheet = find_sheet(slug)
    filled = filled_for(sheet, request.area, request.GET.get("place", ""))
    return _page(request, "show_handout", sheet, filled)


@public
@require_safe
@never_cache
def show_easy_read(request: AreaRequest, slug: str) -> HttpResponse:
    sheet = find_sheet(slug)
    filled = filled_for(sheet, request.area, request.GET.get("place", ""))
    return _page(request, "show_easy_read", sheet, filled)


@public
@require_safe
def read_aloud(request: AreaRequest, slug: str) -> HttpResponse:
    """What somebody reads out to a person who would sooner listen."""
    sheet = find_sheet(slug)
    context = {"page": present_sheet(sheet), "script": script_of(sheet)}
    return render(request, "handouts/read_aloud.jinja", context)


@public
@require_safe
@never_cache
def print_handout(request: AreaRequest, slug: str, made_as: str) -> HttpResponse:
    """A PDF to look at or to print; never cached, for the place it may name."""
    sheet = find_sheet(slug)
    if made_as not in PRINTED:
        raise Http404("There is no such format.")
    filled = filled_for(sheet, request.area, request.GET.get("place", ""))
    return paper(sheet, Format(made_as), filled)


@public
@require_safe
def show_myths(request: AreaRequest) -> HttpResponse:
    context = {"public_myths": PUBLIC_MYTHS, "staff_myths": STAFF_MYTHS}
    return render(request, "handouts/show_myths.jinja", context)


def find_sheet(slug: str) -> Sheet:
    """The sheet of this address, or 404."""
    try:
        return sheet_at(slug)
    except KeyError as unknown:
        raise Http404("There is no such hand-out.") from unknown


def paper(sheet: Sheet, made_as: Format, filled: Filled) -> HttpResponse:
    """The PDF; its name says which sheet it is, in figures alone."""
    answer = HttpResponse(
        pdf_of(sheet, made_as, filled), content_type="application/pdf"
    )
    name = f"hand-out-{sheet.key}-{made_as}.pdf"
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    return answer


def _page(
    request: AreaRequest, view: str, sheet: Sheet, filled: Filled
) -> HttpResponse:
    context = {
        "page": present_sheet(sheet),
        "filled": filled,
        "cells": filled.cells,
        "drawing": drawing_of(sheet, filled.cells),
    }
    return render(request, f"handouts/{view}.jinja", context)
