"""Coming in, step by step, and going out."""

from typing import Any

from allauth.account.internal import flows
from allauth.account.models import Login
from allauth.account.stages import LoginStageController
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from mutualaid.accounts.actions import (
    check_code,
    check_password,
    check_recovery_code,
)
from mutualaid.accounts.callers import caller_of
from mutualaid.accounts.factors import Kind, has_app, passkeys_of
from mutualaid.accounts.forms import (
    CodeForm,
    PasskeyForm,
    RecoveryCodeForm,
    SignInForm,
)
from mutualaid.accounts.identity_providers import providers
from mutualaid.accounts.models import User
from mutualaid.accounts.passkeys import asked_for_known, proved_passkey
from mutualaid.accounts.steady import steady
from mutualaid.core.access import public
from mutualaid.core.refusal import Refused
from mutualaid.design_system.forms import Form

NOTICES = {
    "late": _("You were away for more than 15 minutes, so sign in again."),
    "new-password": _("Your password has been changed. Sign in with the new one."),
}
NEXT = "next"


@public
@steady
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    if getattr(request, "is_signed_in", False):
        return redirect(_way_on(request))
    form = SignInForm(request.POST or None)
    if form.is_valid():
        try:
            user = check_password(caller=caller_of(request), **form.cleaned_data)
        except Refused as no:
            form.add_error(None, no.sentence)
        else:
            return _let_in(request, user)
    return render(request, "accounts/sign_in.jinja", _around(request, form))


def _around(request: HttpRequest, form: Form) -> dict[str, Any]:
    return {
        "form": form,
        "next": get_next_redirect_url(request, NEXT) or "",
        "notice": NOTICES.get(request.GET.get("why", ""), ""),
        "providers": providers(),
        "problem": "",
    }


def _way_on(request: HttpRequest) -> str:
    return get_next_redirect_url(request, NEXT) or resolve_url(
        settings.LOGIN_REDIRECT_URL
    )


def _let_in(request: HttpRequest, user: User) -> HttpResponse:
    """On to the second factor, or in where there is none yet."""
    if request.user.is_authenticated:
        logout(request)
    login = Login(user=user, redirect_url=get_next_redirect_url(request, NEXT))
    return flows.login.perform_password_login(request, {"email": user.email}, login)


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def give_second_factor(request: HttpRequest) -> HttpResponse:
    stage = LoginStageController.enter(request, AuthenticateStage.key)
    if stage is None:
        was_late = "?why=late" if request.method == "POST" else ""
        return redirect(reverse("account_login") + was_late)
    user = stage.login.user
    forms = second_factor_forms(request)
    chosen = forms.get(request.POST.get("way", ""))
    if chosen is not None and chosen.is_valid():
        try:
            given = second_factor_given(request, user, chosen)
        except Refused as no:
            chosen.add_error(None, no.sentence)
        else:
            post_authentication(request, given)
            return stage.exit()
    context = {**second_factor_page(user, forms), "form": chosen or forms["code"]}
    return render(request, "accounts/give_second_factor.jinja", context)


def second_factor_forms(request: HttpRequest) -> dict[str, Form]:
    """The ways to give a second factor, of which a page sends one."""
    ways = {"code": CodeForm, "recovery": RecoveryCodeForm, "passkey": PasskeyForm}
    way = request.POST.get("way", "")
    return {
        name: form(request.POST if name == way else None) for name, form in ways.items()
    }


def second_factor_page(user: User, forms: dict[str, Form]) -> dict[str, Any]:
    """What a page needs to ask for a second factor."""
    return {
        "code_form": forms["code"],
        "recovery_form": forms["recovery"],
        "has_app": has_app(user),
        "has_passkey": bool(passkeys_of(user)),
    }


def second_factor_given(request: HttpRequest, user: User, form: Form) -> Authenticator:
    """The factor that the form proves. Raises Refused where it proves none."""
    caller, given = caller_of(request), form.cleaned_data
    if isinstance(form, PasskeyForm):
        return proved_passkey(given["credential"], user=user)
    if isinstance(form, CodeForm):
        check_code(user=user, code=given["code"], caller=caller)
        return Authenticator.objects.get(user=user, type=Kind.TOTP)
    check_recovery_code(user=user, code=given["recovery_code"], caller=caller)
    return Authenticator.objects.get(user=user, type=Kind.RECOVERY_CODES)


@public
@never_cache
@require_POST
def sign_in_with_passkey(request: HttpRequest) -> HttpResponse:
    try:
        given = proved_passkey(request.POST.get("credential", ""))
    except Refused as no:
        context = {**_around(request, SignInForm()), "problem": no.sentence}
        return render(request, "accounts/sign_in.jinja", context)
    login = Login(user=given.user, redirect_url=get_next_redirect_url(request, NEXT))
    post_authentication(request, given, passwordless=True)
    return flows.login.perform_login(request, login)


@public
@never_cache
@require_POST
def ask_for_passkey(request: HttpRequest) -> HttpResponse:
    """What the browser needs to use a passkey; of whoever is half or wholly in, else anybody's."""
    stage = LoginStageController.enter(request, AuthenticateStage.key)
    user: Any = stage.login.user if stage else request.user
    return JsonResponse(asked_for_known(user if user.is_authenticated else None))


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        flows.logout.logout(request)
        return redirect(settings.LOGOUT_REDIRECT_URL)
    return render(request, "accounts/sign_out.jinja")
