"""One's own account: what it has, its password, and proving once more who one is."""

from typing import cast

from allauth.account.utils import get_next_redirect_url
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from mutualaid.accounts.actions import change_password as act
from mutualaid.accounts.actions import check_password
from mutualaid.accounts.callers import caller_of
from mutualaid.accounts.factors import (
    has_app,
    passkey_reference,
    passkeys_of,
    set_up_is_complete,
)
from mutualaid.accounts.forms import ChangePasswordForm, PasswordForm
from mutualaid.accounts.models import User
from mutualaid.accounts.proving import (
    has_given_second_factor,
    note_password,
    note_second_factor,
)
from mutualaid.accounts.recovery_codes import codes_left
from mutualaid.accounts.signed_in import session_of
from mutualaid.core.access import one_factor, signed_in
from mutualaid.core.refusal import Refused

from .sign_in import second_factor_forms, second_factor_given, second_factor_page


def me(request: HttpRequest) -> User:
    """Whoever has signed in."""
    return cast(User, request.user)


@signed_in
@require_safe
def show_account(request: HttpRequest) -> HttpResponse:
    user = me(request)
    passkeys = [
        (passkey.data["name"], passkey_reference(passkey), passkey.created_at)
        for passkey in passkeys_of(user)
    ]
    context = {
        "person": user,
        "has_app": has_app(user),
        "passkeys": passkeys,
        "left": codes_left(user),
    }
    return render(request, "accounts/show_account.jinja", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def change_password(request: HttpRequest) -> HttpResponse:
    user, caller = me(request), caller_of(request)
    form = ChangePasswordForm(request.POST or None, user=user)
    if form.is_valid():
        given = form.cleaned_data
        try:
            check_password(email=user.email, password=given["password"], caller=caller)
        except Refused as no:
            form.add_error("password", no.sentence)
        else:
            new, here = given["new_password"], session_of(request)
            act(user=user, password=new, caller=caller, here=here)
            update_session_auth_hash(request, user)
            return redirect("show_account")
    return render(request, "accounts/change_password.jinja", {"form": form})


@one_factor
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_it_is_you(request: HttpRequest) -> HttpResponse:
    """Asks for a factor once more: the second, unless there is none yet."""
    user = me(request)
    asks_password = not set_up_is_complete(user)
    forms = second_factor_forms(request)
    if asks_password:
        forms = {"password": PasswordForm(request.POST or None)}
    chosen = forms.get(request.POST.get("way", ""))
    if chosen is not None and chosen.is_valid():
        try:
            _note(request, user, chosen)
        except Refused as no:
            chosen.add_error(None, no.sentence)
        else:
            return redirect(get_next_redirect_url(request, "next") or "show_account")
    page = {} if asks_password else second_factor_page(user, forms)
    context = {
        **page,
        "form": chosen or next(iter(forms.values())),
        "asks_password": asks_password,
        "is_whole": has_given_second_factor(request),
        "next": get_next_redirect_url(request, "next") or "",
    }
    return render(request, "accounts/confirm_it_is_you.jinja", context)


def _note(request: HttpRequest, user: User, form: object) -> None:
    if isinstance(form, PasswordForm):
        given = form.cleaned_data["password"]
        check_password(email=user.email, password=given, caller=caller_of(request))
        note_password(request, user)
    else:
        given = second_factor_given(request, user, form)  # type: ignore[arg-type]
        note_second_factor(request, user, given.type)
