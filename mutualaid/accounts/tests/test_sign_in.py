"""Coming in by password and second factor, as a browser does it."""

import pytest
from django.conf import settings
from django.urls import reverse

from mutualaid.accounts.actions import make_recovery_codes
from mutualaid.accounts.tests.factories import (
    PASSWORD,
    current_code,
    person,
    with_totp,
)

pytestmark = pytest.mark.usefixtures("site")

SECOND_STEP = "/sign-in/second-step/"


def give_password(client, user, password=PASSWORD, **more):
    data = {"email": user.email, "password": password, **more}
    return client.post(reverse("account_login"), data)


def give_code(client, code, way="code"):
    name = {"code": "code", "recovery": "recovery_code"}[way]
    return client.post(SECOND_STEP, {"way": way, name: code})


def words_of(response) -> str:
    return " ".join(response.content.decode().split())


class TestSignIn:
    def test_asks_for_the_second_factor_after_the_password(self, client):
        user = person()
        with_totp(user)

        response = give_password(client, user)

        assert (response.status_code, response.url) == (302, SECOND_STEP)

    def test_lets_in_by_password_and_code(self, client):
        user = person()
        secret = with_totp(user)
        give_password(client, user)

        response = give_code(client, current_code(secret))

        assert (response.status_code, response.url) == (302, "/today/")
        assert client.get("/account/").status_code == 200

    def test_capitals_of_the_address_do_not_matter(self, client):
        user = person(email="Sam.Sample@northbridge.example")
        with_totp(user)
        user.email = "sam.sample@NORTHBRIDGE.example"

        assert give_password(client, user).url == SECOND_STEP

    def test_a_wrong_password_is_told_in_a_sentence_and_the_address_stays(self, client):
        user = person()

        page = words_of(give_password(client, user, "lantern gravel monday"))

        assert "do not belong together" in page
        assert f'value="{user.email}"' in page
        assert "lantern" not in page

    def test_leads_on_to_where_somebody_wanted_to_go(self, client):
        user = person()
        secret = with_totp(user)
        give_password(client, user, next="/account/password/")

        assert give_code(client, current_code(secret)).url == "/account/password/"

    @pytest.mark.parametrize(
        "wanted",
        [
            "https://elsewhere.example/",
            "//elsewhere.example/",
            "no path at all",
            "today",
        ],
    )
    def test_leads_nowhere_but_to_a_path_of_this_site(self, client, wanted):
        user = person()
        secret = with_totp(user)
        give_password(client, user, next=wanted)

        assert give_code(client, current_code(secret)).url == "/today/"
        assert client.post("/sign-in/", {"next": wanted}).url == "/today/"

    def test_without_a_second_factor_leads_to_setting_one_up(self, client):
        user = person()

        assert give_password(client, user).url == "/account/second-step/"
        assert client.get("/account/").url == "/account/second-step/"

    def test_a_closed_account_is_like_none(self, client):
        user = person(is_active=False)

        assert "do not belong together" in words_of(give_password(client, user))

    def test_an_account_without_password_is_like_none(self, client):
        user = person(password=None)

        assert "do not belong together" in words_of(give_password(client, user))

    def test_is_written_down_with_its_ways(self, client, lines):
        user = person()
        secret = with_totp(user)
        give_password(client, user)
        give_code(client, current_code(secret))

        line = lines(act="accounts.sign_in")[0]
        assert line.actor == user.token
        assert line.detail == {"factors": ["password", "totp"]}

    def test_a_refusal_names_the_account_and_never_the_typed_address(
        self, client, lines
    ):
        user = person()
        give_password(client, user, "lantern gravel monday")
        client.post(
            reverse("account_login"),
            {"email": "nobody@northbridge.example", "password": PASSWORD},
        )

        known, unknown = lines(act="accounts.refuse_sign_in")
        assert {known.subject, unknown.subject} == {user.token, ""}
        assert "nobody" not in str([known.detail, unknown.detail])

    def test_ids_from_before_are_worth_nothing_after(self, client):
        user = person()
        secret = with_totp(user)
        give_password(client, user)
        before = client.cookies[settings.SESSION_COOKIE_NAME].value
        give_code(client, current_code(secret))

        assert client.cookies[settings.SESSION_COOKIE_NAME].value != before
        client.cookies[settings.SESSION_COOKIE_NAME] = before
        assert client.get("/account/").status_code == 302


class TestGiveSecondFactor:
    def test_without_a_password_before_leads_back(self, client):
        assert client.get(SECOND_STEP).url == "/sign-in/"
        assert give_code(client, "123456").url == "/sign-in/?why=late"
        assert "15 minutes" in words_of(client.get("/sign-in/?why=late"))

    def test_a_wrong_code_is_told_in_a_sentence(self, client):
        user = person()
        with_totp(user)
        give_password(client, user)

        assert "The code is not right" in words_of(give_code(client, "000000"))
        assert client.get("/account/").url.startswith("/sign-in/")

    def test_a_code_may_have_a_gap(self, client):
        user = person()
        code = current_code(with_totp(user))
        give_password(client, user)

        assert give_code(client, f"{code[:3]} {code[3:]}").url == "/today/"

    @pytest.mark.parametrize("steps", [-1, 1])
    def test_takes_a_code_of_half_a_minute_ago_or_ahead(self, client, steps):
        user = person()
        secret = with_totp(user)
        give_password(client, user)

        assert give_code(client, current_code(secret, steps=steps)).url == "/today/"

    @pytest.mark.parametrize("steps", [-19, -4, 4, 19])
    def test_says_when_the_telephones_clock_is_wrong(self, client, steps):
        user = person()
        secret = with_totp(user)
        give_password(client, user)

        page = words_of(give_code(client, current_code(secret, steps=steps)))
        assert "the clock of your telephone seems to be wrong" in page

    def test_says_that_a_code_was_used(self, client, other_client):
        user = person()
        code = current_code(with_totp(user))
        give_password(client, user)
        give_code(client, code)
        give_password(other_client, user)

        assert "has been used" in words_of(give_code(other_client, code))

    def test_takes_a_recovery_code_once(self, client, other_client):
        user = person()
        with_totp(user)
        code = make_recovery_codes(user=user)[3]
        give_password(client, user)
        give_password(other_client, user)

        typed = code.lower().replace("-", " ")
        assert give_code(client, typed, "recovery").url == "/today/"
        again = give_code(other_client, code, "recovery")
        assert "none of your recovery codes" in words_of(again)

    def test_shows_only_ways_that_the_person_has(self, client):
        user = person()
        with_totp(user)
        give_password(client, user)

        page = words_of(client.get(SECOND_STEP))
        assert 'name="code"' in page
        assert "data-passkey-form" not in page

    def test_a_way_that_does_not_exist_asks_again(self, client):
        user = person()
        with_totp(user)
        give_password(client, user)

        assert client.post(SECOND_STEP, {"way": "magic"}).status_code == 200


class TestSignOut:
    def test_asks_before_it_does(self, client):
        user = person()
        secret = with_totp(user)
        give_password(client, user)
        give_code(client, current_code(secret))

        assert client.get("/sign-out/").status_code == 200
        assert client.get("/account/").status_code == 200

    def test_ends_the_session_and_is_written_down(self, client, lines):
        user = person()
        secret = with_totp(user)
        give_password(client, user)
        give_code(client, current_code(secret))
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value

        assert client.post("/sign-out/").url == "/"
        assert lines()[-1].act == "accounts.sign_out"
        client.cookies[settings.SESSION_COOKIE_NAME] = cookie
        assert client.get("/account/").status_code == 302

    def test_of_nobody_does_nothing(self, client, lines):
        assert client.post("/sign-out/").status_code == 302
        assert lines(act="accounts.sign_out") == []
