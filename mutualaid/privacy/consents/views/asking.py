"""Reading the words out first, and then writing down what somebody says."""

from collections.abc import Callable
from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from mutualaid.core import clock
from mutualaid.core.access import require
from mutualaid.core.refusal import Refused
from mutualaid.organisations.middleware import StaffRequest
from mutualaid.privacy.consents.actions import answering
from mutualaid.privacy.consents.agreements import chosen_meetings
from mutualaid.privacy.consents.forms import (
    AnswerForm,
    ContactForm,
    ReadForm,
    TellingForm,
    ToldForm,
)
from mutualaid.privacy.consents.permissions import can_record_consent
from mutualaid.privacy.consents.presenters import present_contact
from mutualaid.privacy.looking import look
from mutualaid.privacy.models import ContactPreference, Looked, Person, Route
from mutualaid.privacy.models.consents import COMPANY, TOLD
from mutualaid.privacy.wording import current_wording

from .consents import COLLEAGUES, find_person

answers_forms = require_http_methods(["GET", "HEAD", "POST"])


@answers_forms
def tell_about_privacy(request: StaffRequest, reference: str) -> HttpResponse:
    person = find_person(request.hat, reference)
    require(can_record_consent(request.hat, person), "record_consent")
    words = current_wording(TOLD)
    form = ToldForm(request.POST if request.method == "POST" else None, words=words)
    tell = partial(answering.tell_about_privacy, person=person, by=request.hat)
    if form.is_valid() and _kept(form, tell):
        return redirect("list_consents", reference)
    look([person], by=request.hat, what=Looked.RECORD)
    context = {"person": person, "words": words, "form": form}
    return render(request, "privacy/tell_about_privacy.jinja", context)


@answers_forms
def give_consent(request: StaffRequest, reference: str, topic: str) -> HttpResponse:
    person = find_person(request.hat, reference)
    if topic != COMPANY and topic not in Route.values:
        raise Http404
    require(can_record_consent(request.hat, person), "record_consent")
    form, answer = _asked(request, person, topic)
    if form.is_valid() and _kept(form, answer):
        return redirect("list_consents", reference)
    look([person], by=request.hat, what=Looked.RECORD)
    standing = None if topic == COMPANY else _standing(person, topic)
    form.ask_again(seen=standing.reference if standing else "")
    context = {
        "person": person,
        "words": current_wording(topic),
        "standing": present_contact(standing, clock.today()) if standing else None,
        "form": form,
    }
    return render(request, "privacy/give_consent.jinja", context)


def _asked(
    request: StaffRequest, person: Person, topic: str
) -> tuple[AnswerForm, Callable[..., object]]:
    """The form of a topic, and what keeps its answer."""
    posted = request.POST if request.method == "POST" else None
    words, hat = current_wording(topic), request.hat
    if topic == COMPANY:
        meetings = list(chosen_meetings(person, since=clock.today()))
        telling = TellingForm(posted, words=words, meetings=meetings)
        return telling, partial(answering.answer_telling, person=person, by=hat)
    route = Route(topic)
    contact = ContactForm(posted, words=words, route=route)
    keep = partial(answering.answer_contact, person=person, route=route, by=hat)
    return contact, keep


def _standing(person: Person, topic: str) -> ContactPreference | None:
    rows = ContactPreference.objects.standing().filter(person=person, route=topic)
    return rows.select_related(*COLLEAGUES).first()


def _kept(form: ReadForm, action: Callable[..., object]) -> bool:
    """Whether the answer was kept; the page is not there once the tie has ended."""
    try:
        action(**form.given())
    except Person.DoesNotExist as gone:
        raise Http404 from gone
    except Refused as refused:
        form.add_error(None, refused.sentence)
        return False
    return True
