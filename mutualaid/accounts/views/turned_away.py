"""Answers to whoever comes to a door that has closed; what they had typed goes with them."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect

from mutualaid.accounts.kept_typing import FIELD, NotKept, Typing, typing_of
from mutualaid.accounts.unlock_form import UnlockForm

from .standing import tell_standing, wants_json


@dataclass(frozen=True, slots=True)
class Kept:
    """What goes along in a hidden field: sealed typing, or why there is none."""

    sealed: str = ""
    reason: str = ""
    had_files: bool = False


def kept_from(request: HttpRequest) -> Kept:
    """Seal what this request posted, for the person whose page it was on."""
    try:
        typing = typing_of(request)
    except NotKept as refusal:
        return Kept(reason=refusal.reason)
    if not typing.person:
        return Kept(reason="unknown")
    return Kept(sealed=typing.sealed(), had_files=typing.had_files)


def kept_before(request: HttpRequest) -> Kept:
    """What was sealed on the page that sent this."""
    return Kept(sealed=request.POST.get(FIELD, ""))


def unlock_first(request: HttpRequest) -> HttpResponse:
    """Lead to the locked screen; a form that was sent is kept there."""
    if wants_json(request):
        return tell_standing(request)
    if request.method == "POST" and not request.htmx:  # type: ignore[attr-defined]
        kept = kept_from(request)
        return show_lock(request, UnlockForm(), kept, onward=page_of(request))
    address = f"{reverse('unlock_screen')}?{urlencode({'next': page_of(request)})}"
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponseClientRedirect(address)
    return redirect(address)


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """Lead to the sign-in; a form that was sent is kept on a page that stays open meanwhile."""
    if wants_json(request):
        return tell_standing(request)
    if request.method == "POST":
        kept = kept_from(request)
        if kept.sealed:
            return show_sign_in_again(request, kept)
    return redirect_to_login(page_of(request), reverse(settings.LOGIN_URL))


def other_person(request: HttpRequest) -> HttpResponse:
    """The form belongs to somebody who had this page open before."""
    kept = kept_from(request)
    if not kept.sealed:
        return redirect(page_of(request))
    return show_sign_in_again(request, kept, status=409)


def is_of_another_person(request: HttpRequest, person: str) -> bool:
    """Whether the page was opened by somebody else than who is signed in now."""
    mine = request.user.reference if request.is_signed_in else ""  # type: ignore[attr-defined,union-attr]
    return person not in ("", mine)


def show_lock(
    request: HttpRequest,
    form: UnlockForm,
    kept: Kept,
    *,
    onward: str,
    status: int = 403,
) -> HttpResponse:
    context = {"form": form, "kept": kept, "onward": onward}
    return render(request, "accounts/unlock_screen.jinja", context, status=status)


def show_sign_in_again(
    request: HttpRequest, kept: Kept, *, status: int = 403
) -> HttpResponse:
    context = {"kept": kept, "is_somebody_there": request.is_signed_in}  # type: ignore[attr-defined]
    return render(request, "accounts/sign_in_again.jinja", context, status=status)


def show_typing(request: HttpRequest, typing: Typing) -> HttpResponse:
    """The page that sends what was typed, when its button is pressed and not before."""
    context: dict[str, Any] = {"typing": typing, "fresh_token": get_token(request)}
    return render(request, "accounts/carry_on.jinja", context)


def onward_from(request: HttpRequest) -> str:
    """Where to go after the lock: an address of this site, else the first page."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    is_path = wanted.startswith("/")
    if is_path and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return wanted
    return reverse(settings.LOGIN_REDIRECT_URL)


def go_onward(request: HttpRequest) -> HttpResponseRedirect:
    return HttpResponseRedirect(onward_from(request))


def page_of(request: HttpRequest) -> str:
    """The page somebody is on: this one, or the one whose form they sent."""
    if request.method in ("GET", "HEAD") and not request.htmx:  # type: ignore[attr-defined]
        return request.get_full_path()
    before = urlsplit(request.headers.get("Referer", ""))
    if f"{before.scheme}://{before.netloc}" != own_origin(request):
        return reverse(settings.LOGIN_REDIRECT_URL)
    return before.path + (f"?{before.query}" if before.query else "")


def own_origin(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"
