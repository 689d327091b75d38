"""Care sessions: beginning one, what there is to do in it, checking and finishing it."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from mutualaid.care.actions import sessions as actions
from mutualaid.care.follow_up_list import follow_ups_of
from mutualaid.care.forms.sessions import StartForm
from mutualaid.care.models import CareSession, Occasion, SessionStatus, Way
from mutualaid.care.permissions import can_hold_session, can_read_care
from mutualaid.care.session_page import note_lines, sessions_of, tasks_of, written
from mutualaid.care.steps import STEPS, Session
from mutualaid.care.suggesting import suggested_kind
from mutualaid.core.access import require
from mutualaid.core.refusal import Refused
from mutualaid.organisations.middleware import StaffRequest
from mutualaid.organisations.views.doing import done

from .finding import find_client, find_session

answers_forms = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def list_care_sessions(request: StaffRequest, reference: str) -> HttpResponse:
    client = find_client(request, reference)
    sessions = sessions_of(client)
    context = {
        "client": client,
        "sessions": sessions,
        "going_on": next((each for each in sessions if _is_open(each)), None),
        "follow_ups": follow_ups_of(client),
        "may_hold": can_hold_session(request.hat, client),
    }
    return render(request, "care/list_care_sessions.jinja", context)


@answers_forms
def start_care_session(request: StaffRequest, reference: str) -> HttpResponse:
    client = find_client(request, reference)
    require(can_hold_session(request.hat, client), "hold_session")
    if (going_on := client.care_sessions.going_on().first()) is not None:
        return redirect("show_care_session", going_on.reference)
    form = StartForm(
        request.POST if request.method == "POST" else None,
        initial={
            "kind": suggested_kind(sessions_of(client)),
            "occasion": Occasion.KEYWORK,
            "way": Way.IN_PERSON,
        },
    )
    if form.is_valid() and done(
        form, actions.start_session, client=client, by=request.hat, **form.given()
    ):
        started = client.care_sessions.going_on().get()
        return redirect("show_care_session", started.reference)
    context = {"client": client, "form": form}
    return render(request, "care/start_care_session.jinja", context)


@require_safe
def show_care_session(request: StaffRequest, reference: str) -> HttpResponse:
    return _page(request, find_session(request, reference))


@answers_forms
def check_care_session(request: StaffRequest, reference: str) -> HttpResponse:
    """Everything that was written, each with a way to change it; the button finishes."""
    session = find_session(request, reference)
    may_hold = can_hold_session(request.hat, session.client)
    problem = ""
    if request.method == "POST":
        require(may_hold, "hold_session")
        try:
            actions.close_session(session=session, by=request.hat)
        except Refused as refusal:
            problem = refusal.sentence
        else:
            return redirect("check_care_session", reference)
    context = {
        "session": session,
        "written": written(session),
        "tasks": tasks_of(session),
        "note": "\n".join(note_lines(session)),
        "is_open": _is_open(session),
        "may_hold": may_hold,
        "problem": problem,
    }
    return render(request, "care/check_care_session.jinja", context)


@require_POST
def reopen_care_session(request: StaffRequest, reference: str) -> HttpResponse:
    session = find_session(request, reference)
    require(can_hold_session(request.hat, session.client), "hold_session")
    try:
        actions.reopen_session(session=session, by=request.hat)
    except Refused as refusal:
        return _page(request, session, problem=refusal.sentence)
    return redirect("show_care_session", reference)


@require_safe
def show_session_guide(request: StaffRequest, session: str) -> HttpResponse:
    """What to say and listen for, for services that keep no records, and to learn from."""
    require(can_read_care(request.hat), "read_care")
    if session not in tuple(Session):
        raise Http404
    context = {"shown": Session(session), "steps": STEPS[Session(session)]}
    return render(request, "care/show_session_guide.jinja", context)


def _page(
    request: StaffRequest, session: CareSession, problem: str = ""
) -> HttpResponse:
    context = {
        "session": session,
        "tasks": tasks_of(session),
        "is_open": _is_open(session),
        "may_hold": can_hold_session(request.hat, session.client),
        "problem": problem,
    }
    return render(request, "care/show_care_session.jinja", context)


def _is_open(session: CareSession) -> bool:
    return session.status == SessionStatus.OPEN
