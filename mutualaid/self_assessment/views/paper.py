"""A round on paper: printed blank, and typed in for whoever filled it in."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from mutualaid.core.access import require
from mutualaid.organisations.middleware import StaffRequest
from mutualaid.self_assessment.instrument import Asked
from mutualaid.self_assessment.models import Rater, Round
from mutualaid.self_assessment.permissions import (
    can_enter_for,
    can_see_self_assessment,
)
from mutualaid.self_assessment.printing.blank import blank_pdf, blank_round

from .answering import Desk, Templates, answer_statement
from .finishing import finish, reopen, show_answers

TEMPLATES = Templates(
    rate="self_assessment/enter_rating.jinja",
    answers="self_assessment/list_entered.jinja",
    closed="self_assessment/closed_while_typing.jinja",
)


@require_safe
def show_blank_round(request: StaffRequest, reference: str) -> HttpResponse:
    """The paper as a page, to be printed from the browser."""
    opened, asked_as = _round(request, reference), _asked_as(request)
    context = {
        "papers": _papers_for(request, opened),
        "paper": blank_round(opened, asked_as),
        "round": opened,
        "asked_as": asked_as or "",
    }
    return render(request, "self_assessment/show_blank_round.jinja", context)


def _papers_for(request: StaffRequest, opened: Round) -> list[tuple[str, str]]:
    """Name and address of every paper that this hat may type in."""
    if not opened.is_being_rated():
        return []
    raters = opened.raters.taking_part().filter(is_on_paper=True).with_everything()
    return [
        (
            _name_of(each),
            reverse("list_entered", args=[opened.reference, each.reference]),
        )
        for each in raters
        if can_enter_for(request.hat, each)
    ]


@require_safe
def print_round(request: StaffRequest, reference: str) -> HttpResponse:
    """The same as a PDF."""
    opened = _round(request, reference)
    made = blank_pdf(opened, _asked_as(request))
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="self-assessment.pdf"'
    return response


def _round(request: StaffRequest, reference: str) -> Round:
    rounds = Round.objects.visible_to(request.hat).select_related("area")
    opened = get_object_or_404(rounds, reference=reference)
    require(can_see_self_assessment(request.hat), "see_self_assessment")
    return opened


def _asked_as(request: StaffRequest) -> Asked | None:
    """For whom it is printed; all of it unless a plain version is asked for."""
    named = request.GET.get("for", "")
    return Asked(named) if named in set(Asked) else None


@require_safe
def list_entered(request: StaffRequest, reference: str, rater: str) -> HttpResponse:
    return show_answers(request, _desk_for(request, reference, rater))


@require_http_methods(["GET", "HEAD", "POST"])
def enter_rating(
    request: StaffRequest, reference: str, rater: str, key: str
) -> HttpResponse:
    return answer_statement(request, _desk_for(request, reference, rater), key)


@require_POST
def finish_entered(request: StaffRequest, reference: str, rater: str) -> HttpResponse:
    return finish(request, _desk_for(request, reference, rater))


@require_POST
def reopen_entered(request: StaffRequest, reference: str, rater: str) -> HttpResponse:
    return reopen(request, _desk_for(request, reference, rater))


def _desk_for(request: StaffRequest, reference: str, named: str) -> Desk:
    """Of somebody who answers on paper; shows what one typed oneself, and nothing else."""
    hat = request.hat
    raters = Rater.objects.visible_to(hat).taking_part().with_everything()
    rater = get_object_or_404(
        raters, reference=named, round__reference=reference, is_on_paper=True
    )
    require(can_enter_for(hat, rater), "enter_rating")
    return Desk(
        rater=rater,
        by=hat,
        templates=TEMPLATES,
        address=lambda key: reverse("enter_rating", args=[reference, named, key]),
        list_address=reverse("list_entered", args=[reference, named]),
        is_for_somebody=True,
        more={"who": _name_of(rater)},
    )


def _name_of(rater: Rater) -> str:
    return rater.label or (rater.membership.user.name if rater.membership else "")
