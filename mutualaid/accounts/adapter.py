"""What allauth asks of the site: who may come in, and where to after that."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse  # noqa: TID251
from django.shortcuts import render  # noqa: TID251
from django.urls import reverse

from .actions import record_sign_in, record_sign_out
from .devices import remember_device
from .factors import set_up_is_complete
from .proving import factors_given, has_given_second_factor


class AccountAdapter(DefaultAccountAdapter):
    """Called by allauth, which the settings lead here."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """Only a path of this site: other words would be taken for the name of a view."""
        return bool(url and url.startswith("/") and super().is_safe_url(url))

    def get_login_stages(self) -> list[str]:
        return ["allauth.mfa.stages.AuthenticateStage"]

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        is_ready = set_up_is_complete(request.user)  # type: ignore[arg-type]
        return reverse("show_today" if is_ready else "mfa_index")

    def respond_user_inactive(
        self, request: HttpRequest, user: AbstractBaseUser
    ) -> HttpResponse:
        return render(request, "accounts/account_is_closed.jinja", status=403)

    def post_login(self, request: HttpRequest, user: Any, **given: Any) -> HttpResponse:
        record_sign_in(user=user, factors=factors_given(request))
        response = super().post_login(request, user, **given)
        if has_given_second_factor(request):
            remember_device(request, response, user)
        return response

    def logout(self, request: HttpRequest) -> None:
        record_sign_out(user=request.user)  # type: ignore[arg-type]
        super().logout(request)
