"""Answering one statement: what raters with an account, by link and on paper have in common."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from mutualaid.core import clock
from mutualaid.core.refusal import Refused
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.middleware import AreaRequest
from mutualaid.organisations.models import Service
from mutualaid.self_assessment.actions.rating import (
    RatingClosed,
    WrittenMeanwhile,
    save_answers,
)
from mutualaid.self_assessment.asked import (
    Question,
    choices_of,
    questions_of,
    statements_asked,
)
from mutualaid.self_assessment.forms.rating import StatementForm
from mutualaid.self_assessment.instrument import Statement
from mutualaid.self_assessment.models import (
    AgreedRating,
    Rater,
    RaterStatus,
    Rating,
    Round,
)
from mutualaid.self_assessment.presenters.rating import (
    LastRound,
    present_last_round,
    present_statement,
)
from mutualaid.self_assessment.services_rated import services_rated_by

CONFLICT = 409


@dataclass(frozen=True, slots=True)
class Templates:
    """The pages of one way to rate, by the names of their views."""

    rate: str
    answers: str
    closed: str
    votes: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """Where answers are given: whose they are, who types, and where the pages are."""

    rater: Rater
    by: Hat | None
    templates: Templates
    address: Callable[[str], str]
    list_address: str
    is_for_somebody: bool = False
    # Answers written before this moment came from another browser, and are not shown in this.
    shown_since: datetime | None = None
    more: Mapping[str, Any] = field(default_factory=dict)
    # What stands beside a statement.
    beside: Callable[[Statement], Mapping[str, Any]] = lambda _statement: {}

    def shown(self, ratings: Iterable[Rating]) -> list[Rating]:
        """One's own, or what one typed for somebody; never what others can have written."""
        return [each for each in ratings if self._shows(each)]

    def _shows(self, rating: Rating) -> bool:
        if self.is_for_somebody and self.by:
            return rating.entered_by_id == self.by.membership_id
        return self.shown_since is None or rating.updated_at >= self.shown_since


@dataclass(frozen=True, slots=True)
class _Asked:
    """One statement as it is on the desk."""

    statement: Statement
    questions: Sequence[Question]
    service: Service | None
    services: Sequence[Service]
    stored: Sequence[Rating]


def answer_statement(request: AreaRequest, desk: Desk, key: str) -> HttpResponse:
    """Show the statement or take what is said of it; then on to the next."""
    asked = _asked(request, desk, key)
    form = _form(request, desk, asked)
    if request.method != "POST":
        return _page(request, desk, asked, form)
    if not form.is_valid():
        return _not_saved(request, desk, asked, form)
    try:
        save_answers(
            rater=desk.rater,
            said=form.said(),
            service=asked.service,
            by=desk.by,
            said_by=form.cleaned_data.get("said_by", ""),
            is_overwriting="over" in request.POST,
        )
    except RatingClosed as closed:
        return _closed_while_typing(request, desk, form, closed.sentence)
    except WrittenMeanwhile as other:
        return _meanwhile(request, desk, asked, form, other)
    except Refused as refused:
        form.add_error(None, refused.sentence)
        return _not_saved(request, desk, asked, form)
    if request.htmx:
        return _autosaved(request, desk, asked)
    page = present_statement(desk.rater, asked.statement, desk.address)
    return redirect(page.after or desk.list_address)


def _asked(request: AreaRequest, desk: Desk, key: str) -> _Asked:
    rater = desk.rater
    statements = statements_asked(rater.round.statements, rater.asked_as)
    found = next((each for each in statements if each.key == key), None)
    if found is None:
        raise Http404
    services = [] if desk.is_for_somebody else services_rated_by(rater)
    service = _service(request, services)
    questions = questions_of(found, rater.asked_as)
    return _Asked(
        statement=found,
        questions=questions,
        service=service,
        services=services,
        stored=_stored(rater, questions, service),
    )


def _stored(
    rater: Rater, questions: Sequence[Question], service: Service | None
) -> list[Rating]:
    keys = [question.key for question in questions]
    return list(rater.ratings.filter(part_key__in=keys, service=service))


def _service(request: AreaRequest, services: Sequence[Service]) -> Service | None:
    """The one service that is rated by itself, if the address names one."""
    named = request.GET.get("service")
    if not named:
        return None
    for each in services:
        if each.reference == named:
            return each
    raise Http404


def _form(request: AreaRequest, desk: Desk, asked: _Asked) -> StatementForm:
    opened, asked_as = desk.rater.round, desk.rater.asked_as
    scale = choices_of(opened.statements, asked_as) if opened.uses_scale else ()
    return StatementForm(
        request.POST if request.method == "POST" else None,
        questions=asked.questions,
        choices=scale,
        stored=asked.stored,
        shown=desk.shown(asked.stored),
        is_for_somebody=desk.is_for_somebody,
        said_by=_known_source(desk),
    )


def _known_source(desk: Desk) -> str:
    if not (desk.is_for_somebody and desk.by):
        return ""
    mine = desk.rater.ratings.filter(entered_by=desk.by.membership_id)
    newest = mine.order_by("-updated_at").first()
    return newest.said_by if newest else ""


def _page(
    request: AreaRequest,
    desk: Desk,
    asked: _Asked,
    form: StatementForm,
    other: Mapping[str, Rating] | None = None,
) -> HttpResponse:
    rater = desk.rater
    context = {
        "form": form,
        "page": present_statement(rater, asked.statement, desk.address),
        "questions": asked.questions,
        "other": other or {},
        "has_unseen": len(desk.shown(asked.stored)) < len(asked.stored),
        "round": rater.round,
        "rater": rater,
        "service": asked.service,
        "services": asked.services,
        "last_round": _last_round(desk, asked),
        "is_open": rater.round.is_being_rated(),
        "is_finished": rater.status == RaterStatus.FINISHED,
        "list_address": desk.list_address,
        "here": desk.address(asked.statement.key),
        "is_plain": rater.asked_as is not None,
        "is_for_somebody": desk.is_for_somebody,
        "names": dict(form.choices),
        **desk.more,
        **desk.beside(asked.statement),
    }
    status = CONFLICT if other else 200
    return render(request, desk.templates.rate, context, status=status)


def _last_round(desk: Desk, asked: _Asked) -> list[LastRound]:
    """What was agreed the last time, for those who rate with an account."""
    if desk.by is None or asked.service:
        return []
    before = Round.objects.filter(area=desk.rater.area_id).signed_off().first()
    if before is None:
        return []
    agreed = AgreedRating.objects.filter(
        round=before, part_key__in=[each.key for each in asked.questions]
    )
    return present_last_round(
        agreed, before.statements, asked.questions, asked.statement
    )


def _not_saved(
    request: AreaRequest, desk: Desk, asked: _Asked, form: StatementForm
) -> HttpResponse:
    if request.htmx:
        problems = [str(text) for errors in form.errors.values() for text in errors]
        return _said(request, problem=problems[0])
    return _page(request, desk, asked, form)


def _meanwhile(
    request: AreaRequest,
    desk: Desk,
    asked: _Asked,
    form: StatementForm,
    other: WrittenMeanwhile,
) -> HttpResponse:
    if request.htmx:
        return _said(request, problem=other.sentence)
    form.know(other.stored)
    form.add_error(None, other.sentence)
    stored = {each.part_key: each for each in other.stored}
    return _page(request, desk, asked, form, stored)


def _closed_while_typing(
    request: AreaRequest, desk: Desk, form: StatementForm, sentence: str
) -> HttpResponse:
    if request.htmx:
        return _said(request, problem=sentence)
    context = {
        "sentence": sentence,
        "words": form.words(),
        "list_address": desk.list_address,
        **desk.more,
    }
    return render(request, desk.templates.closed, context, status=CONFLICT)


def _autosaved(request: AreaRequest, desk: Desk, asked: _Asked) -> HttpResponse:
    stored = _stored(desk.rater, asked.questions, asked.service)
    seen = {each.part_key: each.revision for each in desk.shown(stored)}
    revisions = {
        f"revision_{number}": seen[question.key]
        for number, question in enumerate(asked.questions)
        if question.key in seen
    }
    return _said(request, revisions=revisions)


def _said(
    request: AreaRequest,
    *,
    problem: str = "",
    revisions: Mapping[str, int] | None = None,
) -> HttpResponse:
    """The line that says whether it is saved, in the middle of a page that stays as it is."""
    context = {
        "problem": problem,
        "revisions": revisions or {},
        "at": clock.now().astimezone(clock.LOCAL_ZONE),
    }
    response = render(request, "self_assessment/_autosaved.jinja", context)
    response["Cache-Control"] = "no-store"
    return response
