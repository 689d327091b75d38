"""Records whose time is over, and records that have to stay."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from mutualaid.core.access import require
from mutualaid.core.refusal import Refused
from mutualaid.organisations.middleware import StaffRequest
from mutualaid.organisations.models import Service
from mutualaid.organisations.views.doing import done
from mutualaid.privacy.holds import is_held
from mutualaid.privacy.looking import look
from mutualaid.privacy.models import Hold, Looked, Person, Review
from mutualaid.privacy.person_pages import page_of

from .actions.holds import lift_hold as lift
from .actions.holds import place_hold as place
from .actions.reviews import confirm_date as confirm
from .actions.reviews import decide_review
from .forms import HoldForm, ReviewForm
from .permissions import (
    can_confirm_date,
    can_decide_reviews,
    can_hold,
    can_see_reviews,
)
from .presenters import (
    decision_in_words,
    present_hold,
    present_jump,
    present_review,
    present_services,
)
from .schedule import jump_of

MOST_LISTED = 50
forms_answered = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def list_reviews(request: StaffRequest) -> HttpResponse:
    require(can_see_reviews(request.hat), "see_reviews")
    return _list(request)


@require_POST
def confirm_date(request: StaffRequest) -> HttpResponse:
    require(can_confirm_date(request.hat), "confirm_date")
    try:
        day = date.fromisoformat(request.POST.get("day", ""))
    except ValueError:
        day = date.min
    try:
        confirm(area=request.area, day=day, by=request.hat)
    except Refused as refused:
        return _list(request, refused.sentence)
    return redirect("list_reviews")


@forms_answered
def review_record(request: StaffRequest, reference: str) -> HttpResponse:
    rows = Review.objects.visible_to(request.hat).with_everything()
    review = get_object_or_404(rows, reference=reference)
    require(can_decide_reviews(request.hat), "decide_reviews")
    form = ReviewForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(
        form, decide_review, review=review, by=request.hat, **form.given()
    ):
        return redirect("list_reviews")
    look([review.person], by=request.hat, what=Looked.RECORD)
    context = {
        "form": form,
        "review": present_review(review),
        "person_page": page_of(review.person, request.hat),
        "decision": decision_in_words(review),
        "is_held": is_held(review.person),
    }
    return render(request, "privacy/review_record.jinja", context)


@forms_answered
def place_hold(request: StaffRequest, reference: str) -> HttpResponse:
    people = Person.objects.worked_with_by(request.hat)
    person = get_object_or_404(people, reference=reference)
    require(can_hold(request.hat), "hold")
    form = HoldForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(
        form, place, person=person, by=request.hat, **form.given()
    ):
        return redirect("list_reviews")
    look([person], by=request.hat, what=Looked.RECORD)
    standing = person.holds.in_force().with_everything()
    context = {
        "form": form,
        "person": person,
        "person_page": page_of(person, request.hat),
        "holds": [present_hold(hold) for hold in standing],
    }
    return render(request, "privacy/place_hold.jinja", context)


@forms_answered
def lift_hold(request: StaffRequest, reference: str) -> HttpResponse:
    rows = Hold.objects.visible_to(request.hat).with_everything()
    hold = get_object_or_404(rows, reference=reference)
    require(can_hold(request.hat), "hold")
    refusal = ""
    if request.method == "POST":
        try:
            lift(hold=hold, by=request.hat)
            return redirect("list_reviews")
        except Refused as refused:
            refusal = refused.sentence
    look([hold.person], by=request.hat, what=Looked.RECORD)
    context = {
        "hold": present_hold(hold),
        "words": hold.words_left("sealed_words"),
        "is_over": not Hold.objects.in_force().filter(pk=hold.pk).exists(),
        "refusal": refusal,
    }
    return render(request, "privacy/lift_hold.jinja", context)


def _list(request: StaffRequest, refusal: str = "") -> HttpResponse:
    """Whoever decides sees the records; who looks after the area only whether any wait."""
    if can_decide_reviews(request.hat):
        context = _records(request)
    else:
        context = {"services": _services(request)}
    context |= {
        "jump": present_jump(jump_of(request.area)),
        "may_confirm": can_confirm_date(request.hat),
        "refusal": refusal,
    }
    return render(request, "privacy/list_reviews.jinja", context)


def _records(request: StaffRequest) -> dict[str, object]:
    waiting = Review.objects.visible_to(request.hat).waiting().with_everything()
    reviews = list(waiting[: MOST_LISTED + 1])
    standing = Hold.objects.visible_to(request.hat).in_force().with_everything()
    holds = list(standing)
    seen = [review.person for review in reviews[:MOST_LISTED]]
    seen += [hold.person for hold in holds]
    look(list(dict.fromkeys(seen)), by=request.hat, what=Looked.LIST)
    return {
        "services": None,
        "reviews": [present_review(review) for review in reviews[:MOST_LISTED]],
        "has_more": len(reviews) > MOST_LISTED,
        "holds": [present_hold(hold) for hold in holds],
    }


def _services(request: StaffRequest) -> object:
    names = Service.objects.visible_to(request.hat).order_by("name", "pk")
    oldest = Review.objects.filter(area=request.area).oldest_by_service()
    return present_services({service.name: oldest.get(service.pk) for service in names})
