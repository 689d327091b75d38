"""Evidence beside a statement. The pages of rating and agreeing show the same block."""

from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from mutualaid.core import clock
from mutualaid.core.access import require
from mutualaid.core.refusal import Refused
from mutualaid.documents.serving import attachment
from mutualaid.improvement_plan.models import Barrier
from mutualaid.indicators.registry import find_indicator
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.middleware import StaffRequest
from mutualaid.organisations.views.doing import done
from mutualaid.self_assessment.actions import evidence as actions
from mutualaid.self_assessment.forms.evidence import (
    BarrierForm,
    EvidenceForm,
    NotRightForm,
    WithdrawForm,
)
from mutualaid.self_assessment.instrument import Part, Statement
from mutualaid.self_assessment.models import Evidence, Round
from mutualaid.self_assessment.permissions import (
    can_give_evidence,
    can_see_self_assessment,
)
from mutualaid.self_assessment.presenters.evidence import EvidenceBlock, evidence_of

answers_forms = require_http_methods(["GET", "HEAD", "POST"])
GIVE = "give_evidence"
# Pages that show the block, by the word that their forms send along.
PAGES = {
    "rate": "rate_statement",
    "agree": "agree_statement",
    "evidence": "show_evidence",
}


@require_safe
def show_evidence(request: StaffRequest, reference: str, key: str) -> HttpResponse:
    """All evidence of a statement; the key may be one of its parts as well."""
    opened = _round(request, reference)
    return _show(request, opened, _statement(opened, key))


@answers_forms
def add_evidence(request: StaffRequest, reference: str, key: str) -> HttpResponse:
    opened, part = _open_part(request, reference, key)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = EvidenceForm(*posted)
    if form.is_valid() and done(
        form,
        actions.add_evidence,
        opened=opened,
        part_key=part.key,
        given=form.given(),
        by=request.hat,
    ):
        return _back(request, opened, part.key)
    return _ask(request, "add_evidence", opened, part, form)


@require_POST
def keep_reading(request: StaffRequest, reference: str, key: str) -> HttpResponse:
    opened, part = _open_part(request, reference, key)
    try:
        actions.keep_reading(
            opened=opened,
            part_key=part.key,
            indicator_key=request.POST.get("indicator", ""),
            by=request.hat,
        )
    except Refused as refusal:
        statement = _statement(opened, key)
        return _show(request, opened, statement, problem=refusal.sentence)
    return _back(request, opened, part.key)


@answers_forms
def refuse_reading(
    request: StaffRequest, reference: str, key: str, indicator: str
) -> HttpResponse:
    opened, part = _open_part(request, reference, key)
    found = find_indicator(indicator)
    if found is None or indicator not in part.evidence:
        raise Http404
    form = NotRightForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(
        form,
        actions.refuse_reading,
        opened=opened,
        part_key=part.key,
        indicator_key=indicator,
        reason=form.cleaned_data["reason"],
        by=request.hat,
    ):
        return _back(request, opened, part.key)
    readings = _readings(request, opened, part, indicator)
    return _ask(request, "refuse_reading", opened, part, form, readings=readings)


@answers_forms
def withdraw_evidence(request: StaffRequest, reference: str) -> HttpResponse:
    evidence = _evidence(request, reference)
    require(can_give_evidence(request.hat), GIVE)
    opened = evidence.round
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(
        form,
        actions.withdraw_evidence,
        evidence=evidence,
        reason=form.cleaned_data["reason"],
        by=request.hat,
    ):
        return _back(request, opened, evidence.part_key)
    part = _part(opened, evidence.part_key)
    return _ask(request, "withdraw_evidence", opened, part, form, evidence=evidence)


@require_safe
def download_evidence(request: StaffRequest, reference: str) -> HttpResponseBase:
    """The file of a piece of evidence, for whoever sees the evidence."""
    evidence = _evidence(request, reference)
    if evidence.file is None:
        raise Http404
    try:
        return attachment(evidence.file)
    except Refused as refusal:
        opened = evidence.round
        statement = _statement(opened, evidence.part_key)
        return _show(request, opened, statement, problem=refusal.sentence)


@answers_forms
def add_round_barrier(request: StaffRequest, reference: str, key: str) -> HttpResponse:
    """Something in the way, found while rating; the standing ones stand beside the form."""
    opened = _round(request, reference)
    require(can_give_evidence(request.hat), GIVE)
    statement = _statement(opened, key)
    form = BarrierForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(
        form,
        actions.add_round_barrier,
        opened=opened,
        statement_key=statement.key,
        by=request.hat,
        **form.given(),
    ):
        return _back(request, opened, statement.parts[0].key)
    context = {
        "form": form,
        "round": opened,
        "statement": statement,
        **_way_back(request, opened, statement.key),
        "barriers": _standing_barriers(request.hat, statement),
    }
    return render(request, "self_assessment/add_round_barrier.jinja", context)


def evidence_block(
    hat: Hat, opened: Round, statement: Statement, *, back: str
) -> EvidenceBlock:
    """What a page needs that includes `_evidence.jinja`; `back` is its word in PAGES."""
    keys = [part.key for part in statement.parts]
    is_live = not opened.is_over()
    parts = evidence_of(opened, keys, clock.today(), live=is_live, hat=hat)
    return EvidenceBlock(
        round_reference=opened.reference,
        statement_key=statement.key,
        back=back,
        parts=list(parts.values()),
        barriers=_standing_barriers(hat, statement),
        may_give=can_give_evidence(hat) and is_live,
        evidence_from=opened.evidence_from,
    )


def _standing_barriers(hat: Hat, statement: Statement) -> list[Barrier]:
    """What is in the way of this statement, as far as anybody has said."""
    here = Barrier.objects.visible_to(hat).standing()
    return list(here.of_statement(statement.key))


def _round(request: StaffRequest, reference: str) -> Round:
    here = Round.objects.visible_to(request.hat).select_related("area")
    opened = get_object_or_404(here, reference=reference)
    require(can_see_self_assessment(request.hat), "see_self_assessment")
    return opened


def _open_part(request: StaffRequest, reference: str, key: str) -> tuple[Round, Part]:
    """A part that somebody may bring evidence for; whether the round is over, actions say."""
    opened = _round(request, reference)
    require(can_give_evidence(request.hat), GIVE)
    return opened, _part(opened, key)


def _statement(opened: Round, key: str) -> Statement:
    for each in opened.statements.statements:
        if key == each.key or key in {part.key for part in each.parts}:
            return each
    raise Http404


def _part(opened: Round, key: str) -> Part:
    for part in _statement(opened, key).parts:
        if part.key == key:
            return part
    raise Http404


def _evidence(request: StaffRequest, reference: str) -> Evidence:
    rows = Evidence.objects.visible_to(request.hat).select_related(
        "round__area", "file"
    )
    evidence = get_object_or_404(rows, reference=reference)
    require(can_see_self_assessment(request.hat), "see_self_assessment")
    return evidence


def _show(
    request: StaffRequest, opened: Round, statement: Statement, *, problem: str = ""
) -> HttpResponse:
    context = {
        "round": opened,
        "statement": statement,
        "evidence": evidence_block(request.hat, opened, statement, back="evidence"),
        "problem": problem,
    }
    return render(request, "self_assessment/show_evidence.jinja", context)


def _readings(
    request: StaffRequest, opened: Round, part: Part, indicator: str
) -> list[Any]:
    found = evidence_of(opened, [part.key], clock.today(), live=True, hat=request.hat)[
        part.key
    ]
    return [each for each in found.readings if each.key == indicator]


def _ask(
    request: StaffRequest,
    name: str,
    opened: Round,
    part: Part,
    form: Any,
    **more: Any,
) -> HttpResponse:
    context = {
        "form": form,
        "round": opened,
        "part": part,
        "statement": _statement(opened, part.key),
        **_way_back(request, opened, part.key),
        **more,
    }
    return render(request, f"self_assessment/{name}.jinja", context)


def _page_named(request: StaffRequest) -> str:
    """The page that somebody came from; one of ours, whatever was sent."""
    given = request.POST if request.method == "POST" else request.GET
    back = given.get("back", "")
    return back if back in PAGES else "evidence"


def _way_back(request: StaffRequest, opened: Round, key: str) -> dict[str, str]:
    """The page that somebody came from, as its word and its address."""
    word, statement = _page_named(request), _statement(opened, key)
    address = reverse(PAGES[word], args=[opened.reference, statement.key])
    return {"back": word, "back_address": f"{address}#evidence"}


def _back(request: StaffRequest, opened: Round, part_key: str) -> HttpResponse:
    return redirect(_way_back(request, opened, part_key)["back_address"])
