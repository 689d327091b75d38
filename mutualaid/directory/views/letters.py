"""What a group sees that opens the link of its letter.

Programs that look through mail open every link, so opening changes nothing: buttons do.
"""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from mutualaid.core import clock
from mutualaid.core.access import public
from mutualaid.core.actor import system_actor
from mutualaid.core.link_cookies import LinkCookie
from mutualaid.core.refusal import Refused
from mutualaid.directory.actions import answering, chasing
from mutualaid.directory.answers import MeetingAnswer, Says
from mutualaid.directory.asking import meetings_of_group, special_dates_of
from mutualaid.directory.forms.letters import LetterForm
from mutualaid.directory.models import CheckLetter, Meeting
from mutualaid.directory.presenters.letters import present_letter
from mutualaid.directory.presenters.special_dates import day_label
from mutualaid.organisations.middleware import AreaRequest

COOKIE = LinkCookie("letter", path="/still-right/", seconds=60 * 60)
BY = system_actor("check_letter")


@public
@require_safe
@never_cache
def open_letter(request: AreaRequest, token: str) -> HttpResponse:
    """Puts the link aside for an hour and goes on without it in the address."""
    if _letter(request, token) is None:
        response = _no_letter(request)
    else:
        response = redirect("answer_letter")
        COOKIE.keep(response, token)
    response["Referrer-Policy"] = "no-referrer"
    return response


@public
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def answer_letter(request: AreaRequest) -> HttpResponse:
    """One button for "all of it is right", and a form for everything else."""
    letter = _letter(request, COOKIE.of(request))
    if letter is None:
        return _no_letter(request)
    if not answering.is_open(letter):
        return _over(request, letter)
    meetings = meetings_of_group(letter.group_id)
    form = _form(request, meetings)
    if answers := _answers(request, form, meetings):
        try:
            answering.answer_letter(letter=letter, answers=answers, by=BY)
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            return redirect("show_answered")
    context = {"form": form, "page": present_letter(letter, meetings)}
    return render(request, "directory/answer_letter.jinja", context)


@public
@require_POST
@never_cache
def stop_letters(request: AreaRequest) -> HttpResponse:
    """No more letters. The page after it says so, whether or not it was said before."""
    letter = _letter(request, COOKIE.of(request))
    if letter is None:
        return _no_letter(request)
    if clock.now() >= letter.expires_at:
        return _over(request, letter)
    chasing.stop_letters(letter=letter, by=BY)
    return render(request, "directory/letters_stopped.jinja")


@public
@require_safe
@never_cache
def show_answered(request: AreaRequest) -> HttpResponse:
    """The same for everybody: it knows nothing of who has answered what."""
    return render(request, "directory/show_answered.jinja")


def _letter(request: AreaRequest, token: str) -> CheckLetter | None:
    """The letter of this link, as long as it was written for this area."""
    letters = CheckLetter.objects.select_related("group", "area")
    token_hash = chasing.hash_of(token)
    return letters.filter(area=request.area, token_hash=token_hash).first()


def _no_letter(request: AreaRequest) -> HttpResponse:
    return render(request, "directory/no_letter.jinja", status=404)


def _over(request: AreaRequest, letter: CheckLetter) -> HttpResponse:
    context = {"is_answered": letter.answered_at is not None}
    return render(request, "directory/letter_over.jinja", context, status=410)


def _form(request: AreaRequest, meetings: list[Meeting]) -> LetterForm:
    dates = special_dates_of(meetings, clock.today())
    labels = {each.on: day_label(each.on) for held in dates.values() for each in held}
    is_sent = request.method == "POST" and "all" not in request.POST
    data: Any = request.POST if is_sent else None
    return LetterForm(data, meetings=meetings, dates=dates, labels=labels)


def _answers(
    request: AreaRequest, form: LetterForm, meetings: list[Meeting]
) -> list[MeetingAnswer]:
    """What was said; nothing where the page has to be shown (again)."""
    if request.method != "POST":
        return []
    if "all" in request.POST:
        return [MeetingAnswer(meeting, Says.RIGHT) for meeting in meetings]
    if not form.is_valid():
        return []
    answers = form.answers()
    if not answers:
        form.say_that_nothing_was_said()
    return answers
