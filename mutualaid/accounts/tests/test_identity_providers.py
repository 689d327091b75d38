"""Signing in through an organisation's own provider of identities."""

import time

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount

from mutualaid.accounts.identity_providers import may_be_fetched
from mutualaid.accounts.models import User
from mutualaid.accounts.tests.factories import current_code, person, with_totp
from mutualaid.accounts.tests.identity_provider import (
    ANOTHERS,
    CLIENT_ID,
    CLIENT_SECRET,
    query_of,
    running,
)
from mutualaid.accounts.tests.test_sign_in import give_code, words_of

pytestmark = pytest.mark.usefixtures("site")

START = "/sign-in/through/organisation/"
BACK = START + "back/"


def settings_for(issuer: str, **more) -> dict:
    one = {
        "provider_id": "organisation",
        "name": "Northbridge Council",
        "client_id": CLIENT_ID,
        "secret": CLIENT_SECRET,
        "settings": {
            "server_url": issuer,
            "places": [],
            "verified_email": False,
            **more,
        },
    }
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [one]}}


@pytest.fixture
def provider(settings):
    with running() as provider:
        settings.SOCIALACCOUNT_PROVIDERS = settings_for(provider.issuer)
        yield provider


def come_back(client, provider, *, change=None):
    """The browser's way to the provider and back; `change` may spoil what it brings."""
    sent = query_of(client.get(START).url)
    provider.nonce = provider.nonce or sent["nonce"]
    brought = {"code": "a-code", "state": sent["state"], **(change or {})}
    return client.get(BACK, brought)


def is_refused(response) -> bool:
    return response.status_code == 403 and "You were not signed in" in words_of(
        response
    )


class TestWithoutAProvider:
    def test_no_button_and_no_address(self, client):
        assert "through" not in words_of(client.get("/sign-in/"))
        assert client.get(START).status_code == 404
        assert client.get(BACK).status_code == 404


class TestGoToProvider:
    def test_a_button_leads_there(self, client, provider):
        page = words_of(client.get("/sign-in/?next=/account/"))

        assert "Sign in through Northbridge Council" in page
        assert f"{START}?next=/account/" in page

    def test_asks_for_a_code_bound_to_this_browser(self, client, provider):
        address = client.get(START).url
        sent = query_of(address)

        assert address.startswith(provider.issuer + "/authorize?")
        assert sent["response_type"] == "code"
        assert sent["code_challenge_method"] == "S256"
        assert len(sent["state"]) >= 43
        assert len(sent["nonce"]) >= 43
        assert set(sent["scope"].split()) == {"openid", "profile", "email"}

    def test_the_way_back_is_by_the_configured_host(self, client, provider, settings):
        settings.ALLOWED_HOSTS = ["northbridge.example", "testserver"]

        sent = query_of(client.get(START).url)
        assert sent["redirect_uri"] == f"http://northbridge.example{BACK}"

    def test_nothing_typed_into_the_address_goes_along(self, client, provider):
        sent = query_of(client.get(f"{START}?scope=all&auth_params=prompt%3Dnone").url)

        assert "prompt" not in sent
        assert "all" not in sent["scope"]

    def test_a_provider_that_is_away_is_told(self, client, settings):
        settings.SOCIALACCOUNT_PROVIDERS = settings_for("http://127.0.0.1:9")

        assert is_refused(client.get(START))


class TestComeFromProvider:
    @pytest.fixture
    def user(self, provider) -> User:
        user = person()
        provider.claims["email"] = user.email
        return user

    def test_opens_the_invited_account_after_the_second_factor(
        self, client, provider, user, lines
    ):
        secret = with_totp(user)

        assert come_back(client, provider).url == "/sign-in/second-step/"
        assert client.get("/account/").status_code == 302
        assert give_code(client, current_code(secret)).url == "/today/"
        line = lines(act="accounts.sign_in")[0]
        assert line.detail == {"factors": ["provider", "totp"]}

    def test_without_a_second_factor_leads_to_setting_one_up(
        self, client, provider, user
    ):
        assert come_back(client, provider).url == "/account/second-step/"
        assert client.get("/account/app/").status_code == 200

    def test_keeps_the_link_and_nothing_else(self, client, provider, user):
        provider.claims["name"] = "Somebody With A Name"
        come_back(client, provider)

        kept = SocialAccount.objects.get(user=user)
        assert (kept.uid, kept.extra_data) == ("subject-1", {})
        assert "/who" not in provider.asked

    def test_sends_the_secret_and_the_proof_of_the_same_browser(
        self, client, provider, user
    ):
        come_back(client, provider)

        assert provider.posted["client_secret"] == CLIENT_SECRET
        assert len(provider.posted["code_verifier"]) >= 43

    def test_makes_no_account(self, client, provider):
        provider.claims["email"] = "nobody@northbridge.example"

        page = words_of(come_back(client, provider))
        assert "There is no account for you yet" in page
        assert not User.objects.exists()

    @pytest.mark.parametrize("told", [False, "false", "true", None, 1])
    def test_an_address_that_is_not_verified_opens_nothing(
        self, client, provider, user, told
    ):
        provider.claims["email_verified"] = told

        assert "no account for you" in words_of(come_back(client, provider))

    def test_a_closed_account_stays_closed(self, client, provider, user):
        User.objects.update(is_active=False)

        response = come_back(client, provider)
        assert response.status_code == 403
        assert "This account is closed" in words_of(response)

    @pytest.mark.parametrize(
        "claims",
        [
            {"nonce": "another"},
            {"nonce": ""},
            {"iss": "https://elsewhere.example"},
            {"aud": "another-client"},
            {"exp": int(time.time()) - 10},
            {"sub": None},
        ],
        ids=lambda claims: next(iter(claims)),
    )
    def test_a_token_with_a_wrong_claim_is_refused(
        self, client, provider, user, claims, lines
    ):
        provider.claims.update(claims)

        assert is_refused(come_back(client, provider))
        assert lines(act="accounts.sign_in") == []

    def test_a_token_that_another_signed_is_refused(self, client, provider, user):
        provider.key = ANOTHERS

        assert is_refused(come_back(client, provider))

    @pytest.mark.parametrize("algorithm", ["none", "HS256"])
    def test_a_token_signed_by_nobody_is_refused(
        self, client, provider, user, algorithm
    ):
        key = None if algorithm == "none" else "a" * 32
        provider.key, provider.algorithm = key, algorithm

        assert is_refused(come_back(client, provider))

    @pytest.mark.parametrize("token", ["", "nonsense", "a.b.c"])
    def test_what_is_no_token_is_refused(self, client, provider, user, token):
        provider.raw_token = token

        assert is_refused(come_back(client, provider))

    def test_a_token_without_the_keys_name_is_refused(self, client, provider, user):
        provider.raw_token = jwt.encode({"iss": "x"}, "a" * 32, "HS256")

        assert is_refused(come_back(client, provider))

    @pytest.mark.parametrize(
        "change", [{"state": "another"}, {"state": ""}, {"error": "access_denied"}]
    )
    def test_a_way_back_that_was_not_begun_here_is_refused(
        self, client, provider, user, change
    ):
        assert is_refused(come_back(client, provider, change=change))

    def test_another_browsers_way_back_is_refused(
        self, client, other_client, provider, user
    ):
        sent = query_of(client.get(START).url)
        provider.nonce = sent["nonce"]

        brought = {"code": "a-code", "state": sent["state"]}
        assert is_refused(other_client.get(BACK, brought))

    def test_a_way_back_works_once(self, client, provider, user):
        sent = query_of(client.get(START).url)
        provider.nonce = sent["nonce"]
        brought = {"code": "a-code", "state": sent["state"]}

        assert client.get(BACK, brought).status_code == 302
        client.post("/sign-out/")
        assert is_refused(client.get(BACK, brought))


class TestWhatIsFetched:
    def test_only_what_the_settings_name(self, settings):
        settings.SOCIALACCOUNT_PROVIDERS = settings_for(
            "https://id.example", places=["https://keys.example"]
        )

        assert may_be_fetched("https://id.example/token")
        assert may_be_fetched("https://keys.example/keys")
        for other in ("http://id.example/", "https://id.example:8443/", "file:///x"):
            assert not may_be_fetched(other)

    @pytest.mark.parametrize("name", ["token_endpoint", "jwks_uri"])
    def test_a_provider_that_names_another_place_is_refused(
        self, client, provider, name
    ):
        provider.config[name] = "http://127.0.0.2:1/"

        assert is_refused(come_back(client, provider))

    def test_a_provider_that_says_it_is_another_is_refused(self, client, provider):
        provider.config["issuer"] = "https://elsewhere.example"

        assert is_refused(client.get(START))
