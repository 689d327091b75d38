"""Maps that draw themselves: what is typed comes back as page or PDF, and is kept nowhere."""

from dataclasses import replace

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mutualaid.core.access import public
from mutualaid.handouts.filling import filled_for
from mutualaid.handouts.forms import MapForm
from mutualaid.handouts.map_drawing import drawing_of
from mutualaid.handouts.presenters import present_sheet
from mutualaid.handouts.sheets import Format
from mutualaid.organisations.middleware import AreaRequest

from .public import find_sheet, paper


@public
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def fill_map(request: AreaRequest, slug: str) -> HttpResponse:
    """The form, and below it the map as it is filled in so far; `paper` asks for a PDF of it."""
    sheet = find_sheet(slug)
    if not sheet.cells:
        raise Http404("This hand-out is no map.")
    form = MapForm(request.POST if request.method == "POST" else None, sheet=sheet)
    is_filled = form.is_valid()
    cells = form.cleaned_data if is_filled else {}
    if is_filled and (wanted := request.POST.get("paper")) in (Format.A4, Format.LARGE):
        filled = replace(filled_for(sheet, request.area), cells=cells)
        return paper(sheet, Format(wanted), filled)
    context = {
        "page": present_sheet(sheet),
        "form": form,
        "cells": cells,
        "drawing": drawing_of(sheet, cells) if is_filled else None,
    }
    return render(request, "handouts/fill_map.jinja", context)
