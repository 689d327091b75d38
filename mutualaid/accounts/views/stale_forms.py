"""Forms whose token is not today's: another tab has signed in since they were opened."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from mutualaid.accounts.kept_typing import FIELD, NotKept, Typing, typing_of
from mutualaid.design_system.views import error_page

from .lock import carry_on
from .standing import tell_standing, wants_json
from .turned_away import (
    is_of_another_person,
    other_person,
    own_origin,
    page_of,
    show_typing,
    sign_in_first,
    unlock_first,
)


@never_cache
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Show what was typed with a button that sends it once more, under today's token.

    Only to our own pages: the browser names the sender's origin, and no other site can make
    it name ours. Anybody else is refused and reads nothing of what they sent.
    """
    if request.headers.get("Origin") != own_origin(request):
        return error_page(request, 403)
    if wants_json(request):
        return tell_standing(request)
    if request.POST.get(FIELD):
        return carry_on(request)
    if request.is_locked:  # type: ignore[attr-defined]
        return unlock_first(request)
    try:
        return _once_more(request, typing_of(request))
    except NotKept as refusal:
        is_secret = refusal.reason == "secret"
        return redirect(page_of(request)) if is_secret else error_page(request, 403)


def _once_more(request: HttpRequest, typing: Typing) -> HttpResponse:
    if typing.person and not request.is_signed_in:  # type: ignore[attr-defined]
        return sign_in_first(request)
    if is_of_another_person(request, typing.person):
        return other_person(request)
    return show_typing(request, typing)
