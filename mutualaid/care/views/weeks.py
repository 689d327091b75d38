"""Which meetings fit the client's week, and choosing one: the middle of session two."""

import json
from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from mutualaid.care.actions.weeks import save_week
from mutualaid.care.models import CareSession, ClientWeek
from mutualaid.care.permissions import can_hold_session
from mutualaid.clients.actions.commitments import plan
from mutualaid.core.access import require
from mutualaid.core.refusal import Refused
from mutualaid.directory.forms.my_week import MyWeekForm
from mutualaid.directory.models import Meeting
from mutualaid.directory.my_week import my_week
from mutualaid.directory.presenters.my_week import WeekPage, present_week
from mutualaid.directory.published import published
from mutualaid.directory.taken import read_taken
from mutualaid.organisations.middleware import StaffRequest
from mutualaid.organisations.views.doing import done

from .finding import find_session

# Where session two goes on once a meeting is chosen.
COMPANY = "2.8"


@require_http_methods(["GET", "HEAD", "POST"])
def fit_meetings(request: StaffRequest, reference: str) -> HttpResponse:
    """The questions of My week with the client's answers, and what fits them."""
    session = find_session(request, reference)
    require(can_hold_session(request.hat, session.client), "hold_session")
    if request.method == "POST" and "take" in request.POST:
        return _choose(request, session)
    form = _form(request, session)
    if "more" in request.POST or not form.is_bound or not form.is_valid():
        return _page(request, session, form)
    if request.method != "POST":
        found = my_week(form.cleaned_data, request.area)
        return _page(request, session, form, present_week(found))
    if done(form, save_week, session=session, answers=form.typed(), by=request.hat):
        return redirect("fit_meetings", reference)
    return _page(request, session, form)


def _page(
    request: StaffRequest,
    session: CareSession,
    form: MyWeekForm,
    page: WeekPage | None = None,
    problem: str = "",
) -> HttpResponse:
    context = {"session": session, "form": form, "page": page, "problem": problem}
    return render(request, "care/fit_meetings.jinja", context)


def _form(request: StaffRequest, session: CareSession) -> MyWeekForm:
    """With what is sent; else with what the client said before."""
    directory = published.current()
    known: dict[str, Any] = {
        "fellowships": directory.fellowships,
        "languages": directory.snapshot.facets.values("language"),
    }
    if request.method == "POST":
        return MyWeekForm(request.POST, **known)
    before = _answers_before(request, session)
    if before is None:
        return MyWeekForm(**known)
    return MyWeekForm.from_typed(before, **known)


def _answers_before(
    request: StaffRequest, session: CareSession
) -> Mapping[str, list[str]] | None:
    """What they said of their week; None before they said anything, and once it was erased."""
    row = ClientWeek.objects.visible_to(request.hat).filter(client=session.client_id)
    kept = row.select_related("client__person").first()
    told = kept.words_left("sealed_answers") if kept else ""
    found: Mapping[str, list[str]] | None = json.loads(told) if told else None
    return found


def _choose(request: StaffRequest, session: CareSession) -> HttpResponse:
    """Plan the one that was pressed; a "no" stands on the page with the questions."""
    pressed = read_taken(request.POST.getlist("take"))
    if not pressed:
        raise Http404
    here = Meeting.objects.visible_to(request.hat).published()
    meeting = get_object_or_404(here, reference=pressed[0].reference)
    on = pressed[0].original_date
    try:
        plan(client=session.client, meeting=meeting, on=on, by=request.hat)
    except Refused as refusal:
        form = _form(request, session)
        return _page(request, session, form, problem=refusal.sentence)
    return redirect("take_step", session.reference, COMPANY)
