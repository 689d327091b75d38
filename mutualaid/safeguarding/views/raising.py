"""Raising a concern, and the receipts of whoever did."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from mutualaid.core.refusal import Refused
from mutualaid.organisations.middleware import StaffRequest
from mutualaid.organisations.models import Service
from mutualaid.safeguarding import actions
from mutualaid.safeguarding.forms import ConcernForm, NotComfortableForm
from mutualaid.safeguarding.models import Concern
from mutualaid.safeguarding.people_to_name import people_to_name
from mutualaid.safeguarding.presenters import present_receipt

from .sending import sent_with


@require_http_methods(["GET", "HEAD", "POST"])
def raise_concern(request: StaffRequest) -> HttpResponse:
    return _ask(request, ConcernForm, "safeguarding/raise_concern.jinja")


@require_http_methods(["GET", "HEAD", "POST"])
def say_not_comfortable(request: StaffRequest) -> HttpResponse:
    return _ask(request, NotComfortableForm, "safeguarding/say_not_comfortable.jinja")


def _ask(
    request: StaffRequest, form_class: type[NotComfortableForm], template: str
) -> HttpResponse:
    """Whoever writes is told before anything is kept that nobody here could receive it."""
    form = form_class(sent_with(request), **_offered(request))
    is_received = True
    if request.method == "POST" and form.is_valid():
        is_received = _is_received(request, form)
        if is_received or "keep" in request.POST:
            try:
                concern = actions.raise_concern(by=request.hat, **form.given())
            except Refused as refused:
                form.add_error(None, refused.sentence)
            else:
                return redirect("show_receipt", concern.reference)
    context = {
        "form": form,
        "is_received": is_received,
        "contact": request.area.safeguarding_contact,
    }
    return render(request, template, context)


def _offered(request: StaffRequest) -> dict[str, Any]:
    hat = request.hat
    return {
        "hat": hat,
        "services": list(Service.objects.filter(area=hat.area_id, closed_on=None)),
        "people": people_to_name(hat.area_id, except_users={hat.user_id}),
    }


def _is_received(request: StaffRequest, form: NotComfortableForm) -> bool:
    receiver = actions.find_receiver(
        by=request.hat, service=form.service_chosen(), about=form.people_chosen()
    )
    return receiver is not None


@require_safe
def list_receipts(request: StaffRequest) -> HttpResponse:
    mine = Concern.objects.receipts_of(request.hat).with_everything()
    context = {"receipts": [present_receipt(concern) for concern in mine]}
    return render(request, "safeguarding/list_receipts.jinja", context)


@require_safe
def show_receipt(request: StaffRequest, reference: str) -> HttpResponse:
    mine = Concern.objects.receipts_of(request.hat).with_everything()
    concern = get_object_or_404(mine, reference=reference)
    context = {
        "receipt": present_receipt(concern),
        "contact": request.area.safeguarding_contact,
    }
    return render(request, "safeguarding/show_receipt.jinja", context)
