"""One step of a session: what to say, what to listen for, what to write down."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from mutualaid.care.actions import steps as actions
from mutualaid.care.forms.asking import as_stored
from mutualaid.care.forms.step import StepForm, as_typed
from mutualaid.care.models import CareSession, SessionStatus, StepRecord
from mutualaid.care.permissions import can_hold_session
from mutualaid.care.session_page import (
    draft_of,
    last_time,
    step_after,
    step_of,
    tasks_of,
)
from mutualaid.care.steps import Beside, Step
from mutualaid.clients.client_page import commitment_lines
from mutualaid.clients.presenters.client import help_facts
from mutualaid.clients.presenters.commitments import sorted_commitments
from mutualaid.clients.reading import help_of
from mutualaid.core import clock
from mutualaid.core.access import require
from mutualaid.core.refusal import Refused
from mutualaid.organisations.middleware import StaffRequest
from mutualaid.organisations.views.doing import done

from .finding import find_session


@require_http_methods(["GET", "HEAD", "POST"])
def take_step(request: StaffRequest, reference: str, key: str) -> HttpResponse:
    """Show the step, take what is written of it; what is only typed is kept as a draft."""
    session = find_session(request, reference)
    step = step_of(session, key)
    if step is None:
        raise Http404
    require(can_hold_session(request.hat, session.client), "hold_session")
    row = session.steps.filter(key=key).first()
    if request.method != "POST":
        return _page(request, session, step, _form_of(session, step, row))
    form = StepForm(request.POST, step=step)
    if request.htmx:
        return _keep(request, session, step, form)
    if form.is_valid() and done(
        form,
        actions.save_step,
        session=session,
        key=key,
        by=request.hat,
        **form.given(),
    ):
        after = step_after(_again(session), key)
        if after:
            return redirect("take_step", reference, after)
        return redirect("check_care_session", reference)
    return _page(request, session, step, form)


def _form_of(session: CareSession, step: Step, row: StepRecord | None) -> StepForm:
    """With the draft, if there is one; else with what is saved."""
    initial = {"revision": row.revision if row else 0}
    if row is None:
        return StepForm(step=step, initial=initial)
    row.session = session
    typed = draft_of(row)
    kept = (
        as_typed(step, typed)
        if typed
        else {
            **as_stored(step.questions, row.answers),
            "note": row.words_left("sealed_note"),
        }
    )
    return StepForm(step=step, initial={**initial, **kept})


def _page(
    request: StaffRequest, session: CareSession, step: Step, form: StepForm
) -> HttpResponse:
    row = session.steps.filter(key=step.key).select_related("written_by__user").first()
    context = {
        "session": session,
        "step": step,
        "form": form,
        "tasks": tasks_of(session),
        "draft_by": row.written_by.user.name if row and row.sealed_draft else "",
        "is_open": session.status == SessionStatus.OPEN,
        "last_time": last_time(session, step.key),
        **_beside(request, session, step),
    }
    return render(request, "care/take_step.jinja", context)


def _beside(
    request: StaffRequest, session: CareSession, step: Step
) -> dict[str, object]:
    if step.beside in (Beside.COMMITMENTS, Beside.WEEK):
        lines = commitment_lines(session.client)
        fits = step.beside is Beside.WEEK
        return {"commitments": sorted_commitments(lines), "fits": fits}
    if step.beside is Beside.HELPS:
        return {"helps": help_facts(help_of(session.client, by=request.hat))}
    return {}


def _keep(
    request: StaffRequest, session: CareSession, step: Step, form: StepForm
) -> HttpResponse:
    """The line that says whether it is kept, in the middle of a page that stays as it is."""
    form.full_clean()
    problem = ""
    try:
        actions.keep_draft(
            session=session,
            key=step.key,
            typed=form.typed(),
            revision=form.cleaned_data.get("revision", -1),
            by=request.hat,
        )
    except Refused as refusal:
        problem = refusal.sentence
    at = clock.now().astimezone(clock.LOCAL_ZONE)
    context = {"problem": problem, "at": at}
    response = render(request, "care/_kept.jinja", context)
    response["Cache-Control"] = "no-store"
    return response


def _again(session: CareSession) -> CareSession:
    return CareSession.objects.with_everything().get(pk=session.pk)
