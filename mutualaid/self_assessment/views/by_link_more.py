"""What somebody may add who rates by a link. Others read it at once, and the page says so."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from mutualaid.core.access import public
from mutualaid.design_system.forms import Form
from mutualaid.improvement_plan.models import BarrierKind
from mutualaid.organisations.middleware import AreaRequest
from mutualaid.organisations.views.doing import done
from mutualaid.self_assessment.actions.evidence import (
    Given,
    add_evidence,
    add_round_barrier,
)
from mutualaid.self_assessment.asked import statements_asked
from mutualaid.self_assessment.forms.by_link import InTheWayForm, NoteForm
from mutualaid.self_assessment.instrument import Statement
from mutualaid.self_assessment.models import EvidenceKind
from mutualaid.self_assessment.presenters.rating import words_of

from .answering import Desk
from .by_link import at_desk


@public
@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def add_note_by_link(request: AreaRequest, desk: Desk, key: str) -> HttpResponse:
    def add(form: Form, statement: Statement) -> bool:
        told = form.cleaned_data
        return done(
            form,
            add_evidence,
            opened=desk.rater.round,
            part_key=statement.parts[0].key,
            given=Given(EvidenceKind.NOTE, told["relates_to"], words=told["words"]),
            rater=desk.rater,
        )

    return _ask(request, desk, key, NoteForm, add, "add_note_by_link")


@public
@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def add_barrier_by_link(request: AreaRequest, desk: Desk, key: str) -> HttpResponse:
    def add(form: Form, statement: Statement) -> bool:
        told = form.cleaned_data
        return done(
            form,
            add_round_barrier,
            opened=desk.rater.round,
            statement_key=statement.key,
            kind=BarrierKind(told["kind"]),
            words=told["words"],
            rater=desk.rater,
        )

    return _ask(request, desk, key, InTheWayForm, add, "add_barrier_by_link")


def _ask(
    request: AreaRequest,
    desk: Desk,
    key: str,
    form_class: type[Form],
    add: Callable[[Form, Statement], bool],
    view: str,
) -> HttpResponse:
    statement = _statement(desk, key)
    form: Any = form_class(request.POST if request.method == "POST" else None)
    if form.is_valid() and add(form, statement):
        return redirect("rate_by_link", statement.key)
    context = {
        "form": form,
        "words": words_of(statement, desk.rater),
        "back": desk.address(key),
    }
    return render(request, f"self_assessment/{view}.jinja", context)


def _statement(desk: Desk, key: str) -> Statement:
    rater = desk.rater
    for each in statements_asked(rater.round.statements, rater.asked_as):
        if each.key == key:
            return each
    raise Http404
