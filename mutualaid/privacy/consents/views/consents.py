"""What somebody was told and agreed to: reading it, taking a yes back, the words on paper."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from mutualaid.core import clock
from mutualaid.core.access import require
from mutualaid.design_system.forms import Form
from mutualaid.design_system.printing.paper import typeset
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.middleware import StaffRequest
from mutualaid.organisations.views.doing import done
from mutualaid.privacy.consents.actions.withdrawing import withdraw_consent as take_back
from mutualaid.privacy.consents.agreements import chosen_meetings, is_vetoed
from mutualaid.privacy.consents.permissions import (
    can_read_consents,
    can_record_consent,
    can_withdraw_consent,
)
from mutualaid.privacy.consents.presenters import (
    present_answer,
    present_former,
    present_routes,
    present_telling,
    present_told,
)
from mutualaid.privacy.consents.printing import TEMPLATE, printed_words
from mutualaid.privacy.looking import look
from mutualaid.privacy.models import (
    Answer,
    ContactPreference,
    Looked,
    Person,
    PrivacyTold,
    TellingPermission,
)
from mutualaid.privacy.person_pages import page_of
from mutualaid.privacy.wording import current_wording

COLLEAGUES = ("person", "recorded_by__user")


@require_safe
def list_consents(request: StaffRequest, reference: str) -> HttpResponse:
    person = find_person(request.hat, reference)
    require(can_read_consents(request.hat), "read_consents")
    look([person], by=request.hat, what=Looked.RECORD)
    context = {
        "person": person,
        "person_page": page_of(person, request.hat),
        **_agreed(person),
        "may_record": can_record_consent(request.hat, person),
        "may_withdraw": can_withdraw_consent(request.hat, person),
        "is_vetoed": is_vetoed(person),
    }
    return render(request, "privacy/list_consents.jinja", context)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_consent(request: StaffRequest, reference: str) -> HttpResponse:
    answer = _find_answer(request.hat, reference)
    person = answer.person
    require(can_withdraw_consent(request.hat, person), "withdraw_consent")
    form = Form(request.POST if request.method == "POST" else None)
    try:
        if form.is_valid() and done(form, take_back, answer=answer, by=request.hat):
            return redirect("list_consents", person.reference)
    except Person.DoesNotExist as gone:
        raise Http404 from gone
    look([person], by=request.hat, what=Looked.RECORD)
    shown = present_answer(answer, clock.today())
    context = {"person": person, "answer": shown, "form": form}
    return render(request, "privacy/withdraw_consent.jinja", context)


@require_safe
@never_cache
def print_consent_words(
    request: StaffRequest, reference: str, topic: str
) -> HttpResponse:
    """The words on one side of paper, with a place to sign."""
    person = find_person(request.hat, reference)
    require(can_read_consents(request.hat), "read_consents")
    try:
        words = current_wording(topic)
    except KeyError as unknown:
        raise Http404 from unknown
    look([person], by=request.hat, what=Looked.PRINT)
    told = printed_words(person, words, place=request.area.name)
    answer = HttpResponse(typeset(TEMPLATE, told), content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="words-to-sign.pdf"'
    return answer


def find_person(hat: Hat, reference: str) -> Person:
    """The person, or 404 for everybody who does not see them."""
    people = Person.objects.visible_to(hat).select_related("area", "service")
    return get_object_or_404(people, reference=reference)


def _find_answer(hat: Hat, reference: str) -> Answer:
    for model in (TellingPermission, ContactPreference):
        rows = model.objects.visible_to(hat).select_related(*COLLEAGUES)
        if found := rows.filter(reference=reference).first():
            return found
    raise Http404


def _agreed(person: Person) -> dict[str, Any]:
    today = clock.today()
    told = PrivacyTold.objects.filter(person=person).select_related("told_by__user")
    tellings, contacts = (
        model.objects.filter(person=person).select_related(*COLLEAGUES)
        for model in (TellingPermission, ContactPreference)
    )
    return {
        "told": present_told(told),
        "tellings": [present_telling(row, today) for row in tellings],
        "routes": present_routes(contacts, today),
        "former": present_former(contacts, today),
        "has_meetings": any(chosen_meetings(person, since=today)),
    }
