"""How far the area reaches: for whoever looks after it."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from mutualaid.core.access import require
from mutualaid.directory.forms.reach import ReachAnswers, ReachForm, SealedForm, opened
from mutualaid.directory.permissions import can_shape_area
from mutualaid.directory.presenters.reach import ReachShown, present_reach
from mutualaid.directory.reach_counts import counts_within
from mutualaid.geography.reach import Reach
from mutualaid.organisations.actions.reach import set_reach
from mutualaid.organisations.middleware import StaffRequest, known_hosts
from mutualaid.organisations.models import Area
from mutualaid.organisations.reach import reach_of

SHAPE = "shape_area"


@require_http_methods(["GET", "HEAD", "POST"])
def change_reach(request: StaffRequest) -> HttpResponse:
    """In two steps: look, then save. Read anew: the request's area may be seconds old."""
    require(can_shape_area(request.hat), SHAPE)
    area = Area.objects.get(pk=request.area.pk)
    if request.method == "POST" and "sealed" in request.POST:
        return _save(request, area)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ReachForm(*posted)
    if form.is_valid():
        return _preview(request, area, form.answers())
    return _page(request, area, form)


def _page(
    request: StaffRequest, area: Area, form: ReachForm, *, is_lost: bool = False
) -> HttpResponse:
    reach = reach_of(area)
    shown = _shown(area, reach, area.authority_codes) if reach else None
    context = {
        "form": form,
        "shown": shown,
        "is_lost": is_lost,
        "saved": not form.is_bound and request.GET.get("saved") == "yes",
    }
    return render(request, "directory/change_reach.jinja", context)


def _preview(request: StaffRequest, area: Area, answers: ReachAnswers) -> HttpResponse:
    reach = Reach(area.latitude, area.longitude, answers.outline, answers.radius_miles)
    context = {
        "form": SealedForm(initial={"sealed": answers.sealed()}),
        "shown": _shown(area, reach, list(answers.authority_codes)),
    }
    return render(request, "directory/look_at_reach.jinja", context)


def _shown(area: Area, reach: Reach, codes: list[str]) -> ReachShown:
    return present_reach(reach, codes, counts_within(area, reach))


def _save(request: StaffRequest, area: Area) -> HttpResponse:
    sealed = SealedForm(request.POST)
    answers = opened(sealed.cleaned_data["sealed"]) if sealed.is_valid() else None
    if answers is None:
        return _page(request, area, ReachForm(), is_lost=True)
    set_reach(
        area=area,
        outline=answers.outline,
        authority_codes=list(answers.authority_codes),
        radius_miles=answers.radius_miles,
        by=request.hat.actor,
    )
    known_hosts.forget()
    return redirect(f"{reverse('change_reach')}?saved=yes")
