"""The list of one's own answers, what matters most, and the end of it: for every way to rate."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from mutualaid.core.refusal import Refused
from mutualaid.organisations.middleware import AreaRequest
from mutualaid.self_assessment.actions.rating import (
    finish_rating,
    reopen_rating,
    vote_importance,
)
from mutualaid.self_assessment.asked import statements_asked
from mutualaid.self_assessment.forms.rating import VoteForm
from mutualaid.self_assessment.models import RaterStatus
from mutualaid.self_assessment.presenters.rating import present_progress

from .answering import Desk


def show_answers(request: AreaRequest, desk: Desk, problem: str = "") -> HttpResponse:
    """Every statement asked and whether it has an answer."""
    rater = desk.rater
    stored = list(rater.ratings.all())
    mine = desk.shown(stored)
    context = {
        "progress": present_progress(rater, mine, desk.address),
        "rater": rater,
        "round": rater.round,
        "is_open": rater.round.is_being_rated(),
        "is_finished": rater.status == RaterStatus.FINISHED,
        "has_unseen": len(mine) < len(stored),
        "is_for_somebody": desk.is_for_somebody,
        # On paper statements are found by their keys; in plain words they only puzzle.
        "shows_keys": desk.is_for_somebody or rater.asked_as is None,
        "problem": problem,
        **desk.more,
    }
    return render(request, desk.templates.answers, context)


def choose_votes(request: AreaRequest, desk: Desk) -> HttpResponse:
    """The statements that matter most to this rater."""
    rater = desk.rater
    form = VoteForm(
        request.POST if request.method == "POST" else None,
        statements=statements_asked(rater.round.statements, rater.asked_as),
        is_plain=rater.asked_as is not None,
        chosen=list(rater.votes.values_list("statement_key", flat=True)),
    )
    if request.method == "POST" and form.is_valid():
        try:
            vote_importance(
                rater=rater, statement_keys=form.cleaned_data["chosen"], by=desk.by
            )
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            return redirect(desk.list_address)
    context = {"form": form, "list_address": desk.list_address, "round": rater.round}
    return render(request, desk.templates.votes, context)


def finish(request: AreaRequest, desk: Desk) -> HttpResponse:
    """All is said."""
    try:
        finish_rating(rater=desk.rater, by=desk.by)
    except Refused as refused:
        return show_answers(request, desk, refused.sentence)
    return redirect(desk.list_address)


def reopen(request: AreaRequest, desk: Desk) -> HttpResponse:
    """Not all is said after all."""
    try:
        reopen_rating(rater=desk.rater, by=desk.by)
    except Refused as refused:
        return show_answers(request, desk, refused.sentence)
    return redirect(desk.list_address)
