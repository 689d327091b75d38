"""Rating by a link, without an account.

The link alone changes nothing: programs that look through mail open every link. A button binds
the answers to the browser it is pressed in, and from then on the link opens them nowhere else.
"""

from functools import wraps
from typing import Any, Protocol

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from mutualaid.core.access import public
from mutualaid.core.link_cookies import LinkCookie
from mutualaid.core.refusal import Refused
from mutualaid.organisations.middleware import AreaRequest
from mutualaid.self_assessment.actions.links import LinkTaken, bind_browser
from mutualaid.self_assessment.asked import statements_asked
from mutualaid.self_assessment.link_tokens import hash_of
from mutualaid.self_assessment.models import Rater

from .answering import Desk, Templates, answer_statement
from .finishing import choose_votes, finish, reopen, show_answers

COOKIE_PATH = "/self-assessment/by-link/"
LINK = LinkCookie("rating_link", COOKIE_PATH, seconds=60 * 60)
# Longer than any round is rated.
BROWSER = LinkCookie("rating_browser", COOKIE_PATH, seconds=120 * 24 * 60 * 60)

TEMPLATES = Templates(
    rate="self_assessment/rate_by_link.jinja",
    answers="self_assessment/show_by_link.jinja",
    closed="self_assessment/closed_by_link.jinja",
    votes="self_assessment/vote_by_link.jinja",
)


@public
@require_safe
@never_cache
def open_link(request: AreaRequest, token: str) -> HttpResponse:
    """Puts the link aside for an hour and goes on without it in the address."""
    if _named(request, link_hash=hash_of(token)) is None:
        response = _no_link(request)
    else:
        response = redirect("start_by_link")
        LINK.keep(response, token)
    response["Referrer-Policy"] = "no-referrer"
    return response


@public
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def start_by_link(request: AreaRequest) -> HttpResponse:
    """What it is about, who will see what, and the button that begins it."""
    link = LINK.of(request)
    rater = _named(request, link_hash=hash_of(link))
    if rater is None:
        return _no_link(request)
    if not rater.round.is_being_rated():
        return _over(request)
    if rater.browser_hash:
        if _is_this_browser(request, rater):
            return redirect("show_by_link")
        return _link_taken(request)
    if request.method == "POST":
        return _begin(request, rater, link)
    return render(request, "self_assessment/start_by_link.jinja", _about(rater))


def _begin(request: AreaRequest, rater: Rater, link: str) -> HttpResponse:
    try:
        secret = bind_browser(rater=rater, link=link)
    except LinkTaken:
        return _link_taken(request)
    except Refused:
        return _over(request)
    response = redirect("show_by_link")
    LINK.let_go(response)
    BROWSER.keep(response, secret)
    return response


class _DeskView(Protocol):
    def __call__(
        self, request: AreaRequest, desk: Desk, *arguments: Any, **named: Any
    ) -> HttpResponse: ...


def at_desk(view: _DeskView) -> Any:
    """Finds the answers that this browser may write, or says why there are none."""

    @wraps(view)
    def found(request: AreaRequest, *arguments: Any, **named: Any) -> HttpResponse:
        rater = _named(request, browser_hash=hash_of(BROWSER.of(request)))
        if rater is None:
            return _no_link(request)
        # What was being typed when the round closed is shown by what takes it.
        if not rater.round.is_being_rated() and request.method != "POST":
            return _over(request)
        return view(request, _desk(rater), *arguments, **named)

    return never_cache(found)


@public
@require_safe
@at_desk
def show_by_link(request: AreaRequest, desk: Desk) -> HttpResponse:
    return show_answers(request, desk)


@public
@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def rate_by_link(request: AreaRequest, desk: Desk, key: str) -> HttpResponse:
    return answer_statement(request, desk, key)


@public
@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def vote_by_link(request: AreaRequest, desk: Desk) -> HttpResponse:
    return choose_votes(request, desk)


@public
@require_POST
@at_desk
def finish_by_link(request: AreaRequest, desk: Desk) -> HttpResponse:
    return finish(request, desk)


@public
@require_POST
@at_desk
def reopen_by_link(request: AreaRequest, desk: Desk) -> HttpResponse:
    return reopen(request, desk)


def _desk(rater: Rater) -> Desk:
    return Desk(
        rater=rater,
        by=None,
        templates=TEMPLATES,
        address=lambda key: reverse("rate_by_link", args=[key]),
        list_address=reverse("show_by_link"),
        shown_since=rater.link_opened_at,
    )


def _named(request: AreaRequest, **hashed: str) -> Rater | None:
    """The rater without an account whom a link or a browser of this area stands for."""
    raters = Rater.objects.taking_part().with_everything()
    return raters.filter(area=request.area, membership=None, **hashed).first()


def _is_this_browser(request: AreaRequest, rater: Rater) -> bool:
    return rater.browser_hash == hash_of(BROWSER.of(request))


def _about(rater: Rater) -> dict[str, Any]:
    asked = statements_asked(rater.round.statements, rater.asked_as)
    alike = rater.round.raters.taking_part().filter(kind=rater.kind).count()
    return {
        "round": rater.round,
        "rater": rater,
        "kind": rater.get_kind_display(),
        "count": len(asked),
        "is_alone": alike == 1,
    }


def _no_link(request: AreaRequest) -> HttpResponse:
    return render(request, "self_assessment/by_link_no_link.jinja", status=404)


def _link_taken(request: AreaRequest) -> HttpResponse:
    return render(request, "self_assessment/by_link_link_taken.jinja", status=410)


def _over(request: AreaRequest) -> HttpResponse:
    return render(request, "self_assessment/by_link_over.jinja", status=410)
