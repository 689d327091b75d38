"""A new password for somebody who forgot theirs; the second factor is asked for as ever."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from mutualaid.accounts.actions import ask_for_reset, reset_password
from mutualaid.accounts.actions.passwords import owner_of
from mutualaid.accounts.callers import caller_of
from mutualaid.accounts.devices import remember_device
from mutualaid.accounts.forms import EmailForm, NewPasswordForm
from mutualaid.accounts.steady import after_reply, steady
from mutualaid.core.access import public
from mutualaid.core.refusal import Refused


@public
@steady
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def forgot_password(request: HttpRequest) -> HttpResponse:
    form = EmailForm(request.POST or None)
    if form.is_valid():
        try:
            rest = ask_for_reset(caller=caller_of(request), **form.cleaned_data)
        except Refused as no:
            form.add_error(None, no.sentence)
        else:
            return after_reply(redirect("show_letter_sent"), rest)
    return render(request, "accounts/forgot_password.jinja", {"form": form})


@public
@require_safe
def show_letter_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/show_letter_sent.jinja")


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def choose_new_password(request: HttpRequest, key: str) -> HttpResponse:
    """The key in the address is told to no other site: the referrer policy is same-origin.

    "no-referrer" would be stricter, but makes browsers hide where a form comes from, which the
    protection against forged forms must know.
    """
    owner = owner_of(key)
    if owner is None:
        return render(request, "accounts/link_is_over.jinja", status=410)
    form = NewPasswordForm(request.POST or None, user=owner)
    if form.is_valid():
        password = form.cleaned_data["new_password"]
        user = reset_password(key=key, password=password, caller=caller_of(request))
        response = redirect(f"{reverse('account_login')}?why=new-password")
        # Whoever reads the owner's letters is the owner, so their guesses count apart.
        remember_device(request, response, user)
        return response
    return render(request, "accounts/choose_new_password.jinja", {"form": form})
