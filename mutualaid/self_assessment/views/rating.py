"""Rating with an account: one's own answers, and nobody else's."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from mutualaid.organisations.middleware import StaffRequest
from mutualaid.self_assessment.models import Rater

from .answering import Desk, Templates, answer_statement
from .evidence import evidence_block
from .finishing import choose_votes, finish, reopen, show_answers

TEMPLATES = Templates(
    rate="self_assessment/rate_statement.jinja",
    answers="self_assessment/list_my_answers.jinja",
    closed="self_assessment/closed_while_typing.jinja",
    votes="self_assessment/vote_importance.jinja",
)


@require_safe
def list_my_answers(request: StaffRequest, reference: str) -> HttpResponse:
    return show_answers(request, _own_desk(request, reference))


@require_http_methods(["GET", "HEAD", "POST"])
def rate_statement(request: StaffRequest, reference: str, key: str) -> HttpResponse:
    return answer_statement(request, _own_desk(request, reference), key)


@require_http_methods(["GET", "HEAD", "POST"])
def vote_importance(request: StaffRequest, reference: str) -> HttpResponse:
    return choose_votes(request, _own_desk(request, reference))


@require_http_methods(["GET", "HEAD", "POST"])
def finish_rating(request: StaffRequest, reference: str) -> HttpResponse:
    """Whoever follows a link here finds the button, with all of their answers."""
    desk = _own_desk(request, reference)
    if request.method != "POST":
        return redirect(desk.list_address)
    return finish(request, desk)


@require_POST
def reopen_rating(request: StaffRequest, reference: str) -> HttpResponse:
    return reopen(request, _own_desk(request, reference))


def _own_desk(request: StaffRequest, reference: str) -> Desk:
    """Of whoever wears the hat, as long as they were asked to rate in this round; else 404."""
    hat = request.hat
    mine = Rater.objects.of(hat).taking_part().with_everything()
    rater = get_object_or_404(mine, round__reference=reference)
    return Desk(
        rater=rater,
        by=hat,
        templates=TEMPLATES,
        address=lambda key: reverse("rate_statement", args=[reference, key]),
        list_address=reverse("list_my_answers", args=[reference]),
        beside=lambda statement: {
            "evidence": evidence_block(hat, rater.round, statement, back="rate")
        },
    )
