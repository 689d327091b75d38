"""What anybody may read about what is kept: who sees it, and what one can ask for."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from mutualaid.core.access import public
from mutualaid.organisations.middleware import AreaRequest

from .who_sees import VIEWERS, as_rows


@public
@require_safe
def show_who_sees_what(request: AreaRequest) -> HttpResponse:
    """One table, made from what a test holds the code to."""
    context = {
        "head": [gettext("What we keep"), *map(str, VIEWERS.values())],
        "rows": as_rows(),
    }
    return render(request, "privacy/show_who_sees_what.jinja", context)


@public
@require_safe
def show_your_rights(request: AreaRequest) -> HttpResponse:
    return render(
        request,
        "privacy/show_your_rights.jinja",
        {"contact": request.area.contact_email},
    )
