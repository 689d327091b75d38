"""My week: which meetings fit somebody, asked and answered without anything being kept.

What is typed is sent in the body of a request, so it stands in no address and in no log. What a
person takes along are references of meetings that everybody may read.
"""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from mutualaid.core.access import public
from mutualaid.directory.calendar_links import calendar_of_taken
from mutualaid.directory.forms.my_week import MyWeekForm
from mutualaid.directory.my_week import my_week
from mutualaid.directory.presenters.my_week import present_week
from mutualaid.directory.presenters.taken import present_taken
from mutualaid.directory.printing.codes import code_of
from mutualaid.directory.printing.week import pdf_of_week, printed_week
from mutualaid.directory.published import published
from mutualaid.directory.taken import (
    LinkOver,
    NotOurs,
    held,
    opened_link,
    read_taken,
    sealed_link,
)
from mutualaid.organisations.addresses import address_in
from mutualaid.organisations.middleware import AreaRequest

GONE = 410


@public
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def show_my_week(request: AreaRequest) -> HttpResponse:
    """The questions; and, for answers, what fits them."""
    form, page = week_form(request), None
    if request.method == "POST" and "more" not in request.POST and form.is_valid():
        page = present_week(my_week(form.cleaned_data, request.area))
    context = {"form": form, "page": page}
    return render(request, "directory/show_my_week.jinja", context)


def week_form(request: AreaRequest) -> MyWeekForm:
    """With the fellowships and languages that this directory knows."""
    directory = published.current()
    return MyWeekForm(
        request.POST if request.method == "POST" else None,
        fellowships=directory.fellowships,
        languages=directory.snapshot.facets.values("language"),
    )


@public
@require_POST
@never_cache
def print_my_week(request: AreaRequest) -> HttpResponse:
    """What was chosen as a PDF, with a code that leads to it for a week."""
    taken = read_taken(request.POST.getlist("take"))
    if not taken:
        return _nothing_taken(request)
    address = address_in(request.area, f"/my-week/{sealed_link(taken)}/")
    told = printed_week(present_taken(held(taken)), request.area.name, address)
    response = HttpResponse(pdf_of_week(told), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="my-week.pdf"'
    return response


@public
@require_POST
@never_cache
def download_my_week(request: AreaRequest) -> HttpResponse:
    """What was chosen for a calendar, under a title that says nothing."""
    taken = read_taken(request.POST.getlist("take"))
    content = calendar_of_taken(held(taken))
    if content is None:
        return _nothing_taken(request)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="meetings.ics"'
    return response


@public
@require_POST
@never_cache
def share_my_week(request: AreaRequest) -> HttpResponse:
    """A link to what was chosen, which says nothing of who chose it and ends in seven days."""
    taken = read_taken(request.POST.getlist("take"))
    if not taken:
        return _nothing_taken(request)
    address = address_in(request.area, f"/my-week/{sealed_link(taken)}/")
    context = {
        "address": address,
        "code": code_of(address, fills_its_place=True),
        "page": present_taken(held(taken)),
    }
    return render(request, "directory/share_my_week.jinja", context)


@public
@require_safe
@never_cache
def open_my_week(request: AreaRequest, token: str) -> HttpResponse:
    """Where a link leads; it answers 410 once it is over."""
    try:
        taken = opened_link(token)
    except (LinkOver, NotOurs):
        return render(request, "directory/week_over.jinja", status=GONE)
    context = {"page": present_taken(held(taken))}
    return render(request, "directory/open_my_week.jinja", context)


def _nothing_taken(request: AreaRequest) -> HttpResponse:
    return render(request, "directory/nothing_taken.jinja")
