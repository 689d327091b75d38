"""The locked screen: locking it, opening it, and carrying on with what was typed."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from mutualaid.accounts.actions.sessions import lock_session, unlock_session
from mutualaid.accounts.kept_typing import NotKept, opened
from mutualaid.accounts.locking import no_activity
from mutualaid.accounts.passkeys import asked_for_known
from mutualaid.accounts.proving import note_second_factor
from mutualaid.accounts.signed_in import actor_of, session_of
from mutualaid.accounts.unlock_form import UnlockForm
from mutualaid.core.access import public, signed_in

from .standing import tell_standing, wants_json
from .turned_away import (
    go_onward,
    kept_before,
    onward_from,
    show_lock,
    show_sign_in_again,
    show_typing,
)


@public
@no_activity
@require_safe
def show_time_left(request: HttpRequest) -> HttpResponse:
    """For the scripts of an open page: how long until it locks. Asking does not count."""
    return tell_standing(request)


@signed_in
@require_POST
def stay_open(request: HttpRequest) -> HttpResponse:
    """Somebody types or reads without asking for a page."""
    return tell_standing(request)


@signed_in
@require_POST
def lock_screen(request: HttpRequest) -> HttpResponse:
    lock_session(session=session_of(request), by=actor_of(request))
    if wants_json(request):
        request.is_signed_in, request.is_locked = False, True  # type: ignore[attr-defined]
        return tell_standing(request)
    query = {"next": onward_from(request)}
    return redirect(reverse("unlock_screen", query=query))


@public
@no_activity
@require_http_methods(["GET", "HEAD", "POST"])
def unlock_screen(request: HttpRequest) -> HttpResponse:
    if request.is_signed_in:  # type: ignore[attr-defined]
        return _let_in(request)
    if not request.is_locked:  # type: ignore[attr-defined]
        return _signed_out(request)
    form = UnlockForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _ask(request, form)
    user, given = request.user, form.cleaned_data
    session, actor = session_of(request), actor_of(request)
    factor = unlock_session(session=session, user=user, by=actor, **given)  # type: ignore[arg-type]
    if factor is None:
        return _refused(request, form)
    note_second_factor(request, user, factor)  # type: ignore[arg-type]
    request.is_signed_in, request.is_locked = True, False  # type: ignore[attr-defined]
    return _let_in(request)


@public
@no_activity
@require_POST
def begin_passkey(request: HttpRequest) -> HttpResponse:
    """What a passkey of whoever locked this screen is to sign."""
    if not request.is_locked:  # type: ignore[attr-defined]
        return tell_standing(request)
    return JsonResponse(asked_for_known(request.user))  # type: ignore[arg-type]


@public
@require_POST
def carry_on(request: HttpRequest) -> HttpResponse:
    """Show what was kept to whom it belongs; nothing is sent on before they say so."""
    if request.is_locked:  # type: ignore[attr-defined]
        onward = onward_from(request)
        return show_lock(request, UnlockForm(), kept_before(request), onward=onward)
    if not request.is_signed_in:  # type: ignore[attr-defined]
        return show_sign_in_again(request, kept_before(request))
    try:
        typing = opened(kept_before(request).sealed, person=request.user.reference)  # type: ignore[union-attr]
    except NotKept as refusal:
        context = {"reason": refusal.reason}
        return render(request, "accounts/typing_is_gone.jinja", context, status=409)
    return show_typing(request, typing)


def _ask(request: HttpRequest, form: UnlockForm) -> HttpResponse:
    if wants_json(request):
        wrong = form.errors.get("code", [""])
        return tell_standing(request, error=str(wrong[0]))
    status = 422 if form.errors else 200
    kept, onward = kept_before(request), onward_from(request)
    return show_lock(request, form, kept, onward=onward, status=status)


def _refused(request: HttpRequest, form: UnlockForm) -> HttpResponse:
    if not request.session.exists(request.session.session_key or ""):
        request.session.flush()
        request.is_locked = False  # type: ignore[attr-defined]
        return _signed_out(request)
    form.was_wrong()
    return _ask(request, form)


def _let_in(request: HttpRequest) -> HttpResponse:
    if wants_json(request):
        return tell_standing(request)
    return carry_on(request) if kept_before(request).sealed else go_onward(request)


def _signed_out(request: HttpRequest) -> HttpResponse:
    if wants_json(request):
        return tell_standing(request)
    kept = kept_before(request)
    return show_sign_in_again(request, kept) if kept.sealed else go_onward(request)
