"""The list to take away, and the page about the list for other programs."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mutualaid.core.access import public
from mutualaid.directory.actions import note_list_use
from mutualaid.directory.finding import find
from mutualaid.directory.printing.paper import pdf_of
from mutualaid.directory.printing.words import printed_list
from mutualaid.organisations.middleware import AreaRequest


@public
@require_safe
@never_cache
def download_list(request: AreaRequest) -> HttpResponse:
    """What the finder would answer to the same parameters, as a PDF; `size=large` in large print.

    Never cached: on a shared computer the next person must not find the last one's place.
    """
    parameters = {
        name: values for name, values in request.GET.lists() if name != "page"
    }
    told = printed_list(
        find(parameters, request.area),
        site=request.build_absolute_uri("/")[:-1],
        is_large=request.GET.get("size") == "large",
    )
    note_list_use(hat=request.hat, is_printed=True)
    response = HttpResponse(pdf_of(told), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="meetings.pdf"'
    return response


@public
@require_safe
def show_api(request: AreaRequest) -> HttpResponse:
    """How other programs read the list, in plain words."""
    site = request.build_absolute_uri("/")[:-1]
    return render(request, "directory/show_api.jinja", {"site": site})
