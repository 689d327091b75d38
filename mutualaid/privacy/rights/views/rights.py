"""Requests about somebody's data: the list, one of them, and what becomes of it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from mutualaid.core import clock
from mutualaid.core.access import require
from mutualaid.core.refusal import Refused
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.middleware import StaffRequest
from mutualaid.organisations.views.doing import done
from mutualaid.privacy.looking import look
from mutualaid.privacy.models import (
    Looked,
    Person,
    RightsKind,
    RightsRequest,
    RightsStatus,
)
from mutualaid.privacy.person_pages import page_of
from mutualaid.privacy.rights.actions import rights
from mutualaid.privacy.rights.actions.reminding import remind_of_requests
from mutualaid.privacy.rights.forms import (
    AnswerRequestForm,
    ExtendRequestForm,
    OpenRequestForm,
)
from mutualaid.privacy.rights.permissions import (
    can_answer_request,
    can_list_requests,
    can_open_request,
    can_remind_managers,
)
from mutualaid.privacy.rights.presenters.rights import present_parts, present_row

MOST_SHOWN = 200
ENDINGS = {
    RightsStatus.ANSWERED: rights.answer_request,
    RightsStatus.REFUSED: rights.refuse_request,
    RightsStatus.WITHDRAWN: rights.withdraw_request,
}
answers_forms = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def list_rights_requests(request: StaffRequest) -> HttpResponse:
    require(can_list_requests(request.hat), "list_rights_requests")
    hat, today = request.hat, clock.today()
    counted = RightsRequest.objects.counted_for(hat).with_everything()
    rows = list(counted.order_by("answered_on", "due_on", "pk")[:MOST_SHOWN])
    seen = RightsRequest.objects.visible_to(hat).filter(pk__in=[row.pk for row in rows])
    open_to_hat = set(seen.values_list("pk", flat=True))
    people = [row.person for row in rows if row.person and row.pk in open_to_hat]
    look(list(dict.fromkeys(people)), by=hat, what=Looked.LIST)
    told = [present_row(row, today, may_open=row.pk in open_to_hat) for row in rows]
    context = {
        "open": [row for row in told if row.left],
        "ended": [row for row in told if not row.left],
        "is_blind": not can_open_request(hat),
        "may_remind": can_remind_managers(hat),
    }
    return render(request, "privacy/list_rights_requests.jinja", context)


@answers_forms
def open_rights_request(request: StaffRequest, reference: str) -> HttpResponse:
    person = find_person(request.hat, reference)
    require(can_open_request(request.hat), "open_rights_request")
    look([person], by=request.hat, what=Looked.RIGHTS)
    form = OpenRequestForm(
        request.POST if request.method == "POST" else None,
        initial={"received_on": clock.today()},
    )
    if form.is_valid():
        try:
            made = rights.open_request(person=person, by=request.hat, **form.given())
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            return redirect("show_rights_request", made.reference)
    back = page_of(person, request.hat)
    context = {"form": form, "person": person, "person_page": back}
    return render(request, "privacy/open_rights_request.jinja", context)


@require_safe
def show_rights_request(request: StaffRequest, reference: str) -> HttpResponse:
    asked = find_request(request.hat, reference)
    context = {
        "asked": asked,
        "person_page": page_of(asked.person, request.hat),
        "row": present_row(asked, clock.today(), may_open=True),
        "words": asked.words_left("sealed_words"),
        "extension": asked.words_left("sealed_extension"),
        "answer": asked.words_left("sealed_answer"),
        "parts": present_parts(list(asked.decisions.all())),
        "may_answer": can_answer_request(request.hat) and asked.person is not None,
        "may_extend": not asked.is_extended and clock.today() <= asked.due_on,
        "is_access": asked.kind == RightsKind.ACCESS,
        "is_erasure": asked.kind == RightsKind.ERASURE,
        "is_correction": asked.kind == RightsKind.CORRECTION,
    }
    return render(request, "privacy/show_rights_request.jinja", context)


@answers_forms
def extend_rights_request(request: StaffRequest, reference: str) -> HttpResponse:
    asked = find_request(request.hat, reference)
    require(can_answer_request(request.hat), "answer_rights_request")
    form = ExtendRequestForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(
        form,
        rights.extend_request,
        request=asked,
        reason=form.cleaned_data["reason"],
        by=request.hat,
    ):
        return redirect("show_rights_request", reference)
    context = {"form": form, "asked": asked}
    return render(request, "privacy/extend_rights_request.jinja", context)


@answers_forms
def answer_rights_request(request: StaffRequest, reference: str) -> HttpResponse:
    asked = find_request(request.hat, reference)
    require(can_answer_request(request.hat), "answer_rights_request")
    form = AnswerRequestForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(
        form,
        ENDINGS[RightsStatus(form.cleaned_data["status"])],
        request=asked,
        words=form.cleaned_data["words"],
        by=request.hat,
    ):
        return redirect("show_rights_request", reference)
    context = {"form": form, "asked": asked}
    return render(request, "privacy/answer_rights_request.jinja", context)


@require_POST
def remind_of_rights_requests(request: StaffRequest) -> HttpResponse:
    require(can_remind_managers(request.hat), "remind_managers")
    remind_of_requests(area=request.area, by=request.hat.actor)
    return redirect("list_rights_requests")


def find_person(hat: Hat, reference: str) -> Person:
    """The person, or 404 where the hat may not open their record."""
    return get_object_or_404(Person.objects.worked_with_by(hat), reference=reference)


def find_request(hat: Hat, reference: str) -> RightsRequest:
    """The request, or 404 for everybody who does not work on it; the log is written."""
    rows = RightsRequest.objects.visible_to(hat).with_everything()
    asked = get_object_or_404(rows, reference=reference)
    if asked.person:
        look([asked.person], by=hat, what=Looked.RIGHTS)
    return asked
