"""Signing in by an organisation's own provider of identities (OpenID Connect).

The provider says whose verified e-mail address it is; only an account that was invited under
that address is opened, and our second factor is asked for as ever. allauth speaks the protocol;
what is added here makes it stricter: signature, issuer, audience and nonce are always checked,
and nothing is fetched from an address that the settings do not name.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NoReturn
from urllib.parse import urlsplit

from allauth.account.internal.decorators import login_not_required
from allauth.account.utils import get_next_redirect_url
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import (
    OAuth2CallbackView,
    OAuth2LoginView,
)
from allauth.socialaccount.providers.openid_connect.provider import (
    OpenIDConnectProvider,
)
from allauth.socialaccount.providers.openid_connect.views import (
    OpenIDConnectOAuth2Adapter,
)
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse  # noqa: TID251
from django.shortcuts import render  # noqa: TID251
from django.urls import reverse
from django.utils.crypto import constant_time_compare, get_random_string

from mutualaid.core.addresses import full_address

SECRET_LENGTH = 43  # 256 bits
KIND = "openid_connect"
# What a provider that is away, or answers nonsense, makes the library raise. OSError covers
# everything that the network does.
BROKEN = (OSError, ValueError, KeyError, TypeError, AttributeError)


def providers() -> list[tuple[str, str]]:
    """Each configured provider: the address that leads to it, and its name."""
    return [
        (reverse("openid_connect_login", args=[one["provider_id"]]), one["name"])
        for one in _configured()
    ]


def _configured() -> list[dict[str, Any]]:
    kinds: dict[str, Any] = settings.SOCIALACCOUNT_PROVIDERS
    return kinds[KIND]["APPS"]


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def may_be_fetched(address: str) -> bool:
    """Whether the settings name the place that this address leads to."""
    named = {
        _origin(place)
        for one in _configured()
        for place in (one["settings"]["server_url"], *one["settings"]["places"])
    }
    return _origin(address) in named


class SocialAdapter(DefaultSocialAccountAdapter):
    """Called by allauth, which the settings lead here."""

    def list_apps(
        self, request: HttpRequest, provider: Any = None, client_id: Any = None
    ) -> list[SocialApp]:
        """The settings alone say which there are; a row in the database adds none."""
        made = [SocialApp(provider=KIND, **one) for one in _configured()]
        return [app for app in made if provider in (None, KIND, app.provider_id)]

    def get_provider(
        self, request: HttpRequest, provider: str, client_id: Any = None
    ) -> "CheckedProvider":
        app = self.get_app(request, provider=provider, client_id=client_id)
        return CheckedProvider(request, app=app)

    def generate_state_param(self, state: dict[str, Any]) -> str:
        return get_random_string(SECRET_LENGTH)

    def can_authenticate_by_email(self, login: SocialLogin, email: str) -> bool:
        return True

    def get_requests_session(self) -> Any:
        session = super().get_requests_session()
        session.request = _only_configured(session.request)
        return session

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, *_what: Any, **_more: Any
    ) -> NoReturn:
        context = {"provider": getattr(provider, "name", "")}
        page = "accounts/provider_refused.jinja"
        raise ImmediateHttpResponse(render(request, page, context, status=403))


def _only_configured(ask: Callable[..., Any]) -> Callable[..., Any]:
    def asked(method: str, url: str, **given: Any) -> Any:
        if not may_be_fetched(url):
            raise OAuth2Error("The provider names an address that the settings do not.")
        return ask(method, url, **{**given, "allow_redirects": False})

    return asked


@contextmanager
def broken_is_refused() -> Iterator[None]:
    """Whatever the network or a nonsensical answer raises is the library's own error."""
    try:
        yield
    except BROKEN as error:
        raise OAuth2Error("The provider's answer cannot be read.") from error


class CheckedAdapter(OpenIDConnectOAuth2Adapter):
    """Believes an identity token only after every check; asks for nothing besides it."""

    nonce = ""

    @property
    def openid_config(self) -> dict[str, Any]:
        named = self.get_provider().app.settings["server_url"]
        with broken_is_refused():
            config = super().openid_config
            if str(config["issuer"]).rstrip("/") != named.rstrip("/"):
                raise OAuth2Error("The provider says it is another one.")
        return config

    def get_access_token_data(self, *given: Any, **named: Any) -> dict[str, Any]:
        with broken_is_refused():
            return super().get_access_token_data(*given, **named)

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: Any, **given: Any
    ) -> SocialLogin:
        with broken_is_refused():
            claims = self._claims(app, given["response"]["id_token"])
            told = str(claims.get("nonce", ""))
            if not self.nonce or not constant_time_compare(told, self.nonce):
                raise OAuth2Error("The identity token was made for another sign-in.")
            claims["email_verified"] = claims.get("email_verified") is True
            answer = {"id_token": claims}
            return self.get_provider().sociallogin_from_response(request, answer)

    def _claims(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        return jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        path = reverse("openid_connect_callback", args=[self.provider_id])
        return full_address(request.area.host, path)  # type: ignore[attr-defined]


class CheckedProvider(OpenIDConnectProvider):
    """Binds each sign-in to a nonce; a visitor's address line adds nothing to what is asked."""

    oauth2_adapter_class = CheckedAdapter

    def get_redirect_from_request_kwargs(self, request: HttpRequest) -> dict[str, Any]:
        next_url = get_next_redirect_url(request, "next")
        return {"next_url": next_url, "process": AuthProcess.LOGIN}

    def redirect(
        self, request: HttpRequest, process: str, next_url: Any = None, **given: Any
    ) -> HttpResponse:
        nonce = get_random_string(SECRET_LENGTH)
        params = {**self.get_auth_params(), "nonce": nonce}
        return super().redirect(
            request, process, next_url, auth_params=params, nonce=nonce
        )

    def extract_extra_data(self, data: Any) -> dict[str, Any]:
        """Nothing is kept of what the provider tells, but the link itself."""
        return {}


class CheckedCallback(OAuth2CallbackView):
    """Hands the nonce of this sign-in to the check of the token."""

    def _get_state(self, request: HttpRequest, provider: Any) -> Any:
        state, response = super()._get_state(request, provider)
        self.adapter.nonce = (state or {}).get("nonce", "")
        return state, response


@login_not_required
def go_to_provider(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Send the browser to the provider, to come back with an answer."""
    return _with_provider(OAuth2LoginView, request, provider_id)


@login_not_required
def come_from_provider(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take the provider's answer."""
    return _with_provider(CheckedCallback, request, provider_id)


def _with_provider(view: Any, request: HttpRequest, provider_id: str) -> HttpResponse:
    adapter = CheckedAdapter(request, provider_id)
    try:
        return view.adapter_view(adapter)(request)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    except OAuth2Error as error:
        provider = get_adapter().get_provider(request, provider_id)
        return render_authentication_error(request, provider, exception=error)
