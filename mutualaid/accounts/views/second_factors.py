"""Setting up second factors, and letting them go."""

import json
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import clear_totp_secret, get_totp_secret
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)
from markupsafe import Markup

from mutualaid.accounts.actions import (
    add_app,
    add_passkey,
    make_recovery_codes,
    remove_factor,
)
from mutualaid.accounts.callers import caller_of
from mutualaid.accounts.devices import remember_device
from mutualaid.accounts.factors import (
    Kind,
    can_be_removed,
    has_app,
    passkey_reference,
    passkeys_of,
    set_up_is_complete,
)
from mutualaid.accounts.forms import CodeForm, PasskeyForm
from mutualaid.accounts.passkeys import asked_for_new, new_credential
from mutualaid.accounts.proving import note_second_factor, proved_lately
from mutualaid.accounts.recovery_codes import codes_left
from mutualaid.accounts.sealing import NotOurs, seal, unseal
from mutualaid.core.access import one_factor, signed_in
from mutualaid.core.refusal import Refused

from .own_account import me

STASH = "recovery codes to be shown"
SHOWN_FOR_SECONDS = 10 * 60


@one_factor
@require_safe
def choose_second_factor(request: HttpRequest) -> HttpResponse:
    if set_up_is_complete(me(request)):
        is_in = getattr(request, "is_signed_in", False)
        return redirect("show_account" if is_in else "confirm_it_is_you")
    return render(request, "accounts/choose_second_factor.jinja")


@one_factor
@proved_lately
@require_http_methods(["GET", "HEAD", "POST"])
def add_authenticator_app(request: HttpRequest) -> HttpResponse:
    user = me(request)
    if has_app(user):
        return redirect("show_account")
    form = CodeForm(request.POST or None)
    secret = get_totp_secret()
    if form.is_valid():
        given: dict[str, Any] = form.cleaned_data
        try:
            add_app(user=user, secret=secret, caller=caller_of(request), **given)
        except Refused as no:
            form.add_error("code", no.sentence)
        else:
            clear_totp_secret(request)
            return _on_after_adding(request, Kind.TOTP)
    context = {"form": form, "secret": _in_fours(secret), "picture": _picture(request)}
    return render(request, "accounts/add_authenticator_app.jinja", context)


def _in_fours(secret: str) -> str:
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))


def _picture(request: HttpRequest) -> Markup:
    """The key as a picture for the telephone's camera; drawn into the page, as no other site may."""
    adapter = get_adapter()
    address = adapter.build_totp_url(me(request), get_totp_secret())
    drawing = adapter.build_totp_svg(address)
    return Markup(drawing[drawing.index("<svg") :])  # noqa: S704


def _on_after_adding(request: HttpRequest, kind: str) -> HttpResponse:
    """The first factor comes with recovery codes; it counts as given in this session."""
    user = me(request)
    note_second_factor(request, user, kind)
    if codes_left(user):
        response = redirect("show_account")
    else:
        _stash(request, make_recovery_codes(user=user))
        response = redirect("show_recovery_codes")
    remember_device(request, response, user)
    return response


@one_factor
@proved_lately
@require_http_methods(["GET", "HEAD", "POST"])
def add_a_passkey(request: HttpRequest) -> HttpResponse:
    form = PasskeyForm(request.POST or None)
    if form.is_valid():
        user, given = me(request), form.cleaned_data
        try:
            credential = new_credential(given["credential"])
        except Refused as no:
            form.add_error(None, no.sentence)
        else:
            name = given["name"] or _usual_name(request)
            add_passkey(
                user=user, name=name, credential=credential, caller=caller_of(request)
            )
            return _on_after_adding(request, Kind.WEBAUTHN)
    context = {"form": form, "usual_name": _usual_name(request)}
    return render(request, "accounts/add_a_passkey.jinja", context)


def _usual_name(request: HttpRequest) -> str:
    number = len(passkeys_of(me(request))) + 1
    return gettext("Passkey %(number)d") % {"number": number}


@one_factor
@proved_lately
@require_POST
def ask_for_new_passkey(request: HttpRequest) -> HttpResponse:
    """What the browser needs to make a passkey."""
    return JsonResponse(asked_for_new(me(request)))


@signed_in
@proved_lately
@require_http_methods(["GET", "HEAD", "POST"])
def remove_second_factor(request: HttpRequest, reference: str) -> HttpResponse:
    user = me(request)
    factor = _factor(request, reference)
    problem = ""
    if request.method == "POST":
        try:
            remove_factor(user=user, factor=factor, caller=caller_of(request))
        except Refused as no:
            problem = no.sentence
        else:
            return redirect("show_account")
    context = {
        "name": factor.data.get("name", ""),
        "is_last": not can_be_removed(factor),
        "problem": problem,
    }
    return render(request, "accounts/remove_second_factor.jinja", context)


def _factor(request: HttpRequest, reference: str) -> Any:
    mine = me(request).authenticator_set  # type: ignore[attr-defined]
    if reference == "app":
        return get_object_or_404(mine, type=Kind.TOTP)
    for passkey in passkeys_of(me(request)):
        if passkey_reference(passkey) == reference:
            return passkey
    raise Http404


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def show_recovery_codes(request: HttpRequest) -> HttpResponse:
    """Shows new codes until their owner says they are kept, ten minutes at most."""
    if request.method == "POST":
        request.session.pop(STASH, None)
        return redirect("show_today")
    context = {"codes": _stashed(request), "left": codes_left(me(request))}
    return render(request, "accounts/show_recovery_codes.jinja", context)


@signed_in
@proved_lately
@require_http_methods(["GET", "HEAD", "POST"])
def replace_recovery_codes(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        _stash(request, make_recovery_codes(user=me(request)))
        return redirect("show_recovery_codes")
    left = codes_left(me(request))
    return render(request, "accounts/replace_recovery_codes.jinja", {"left": left})


@signed_in
@require_safe
def download_recovery_codes(request: HttpRequest) -> HttpResponse:
    codes = _stashed(request)
    if not codes:
        return redirect("show_recovery_codes")
    context = {"codes": codes}
    response = render(
        request,
        "accounts/download_recovery_codes.txt",
        context,
        content_type="text/plain; charset=utf-8",
    )
    response["Content-Disposition"] = 'attachment; filename="recovery-codes.txt"'
    return response


def _stash(request: HttpRequest, codes: list[str]) -> None:
    """Between making and showing they wait in the session, sealed."""
    request.session[STASH] = seal(json.dumps(codes), purpose=STASH)


def _stashed(request: HttpRequest) -> list[str]:
    sealed = request.session.get(STASH, "")
    try:
        told = unseal(sealed, purpose=STASH, seconds=SHOWN_FOR_SECONDS)
    except NotOurs:
        return []
    return json.loads(told)
