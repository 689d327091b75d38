"""Setting up second factors, keeping recovery codes, and letting factors go."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from mutualaid.accounts.factors import Kind, set_up_is_complete
from mutualaid.accounts.models import User
from mutualaid.accounts.recovery_codes import codes_left
from mutualaid.accounts.tests.factories import (
    current_code,
    forget_used_codes,
    person,
    with_totp,
)
from mutualaid.accounts.tests.test_sign_in import give_code, give_password, words_of

pytestmark = pytest.mark.usefixtures("site")

APP = "/account/app/"
CODES = "/account/recovery-codes/"
CODE = re.compile(r"[2-9B-Z]{4}-[2-9B-Z]{4}-[2-9B-Z]{4}")


def key_on(page: str) -> str:
    found = re.search(r'<p class="ma-key">([A-Z2-7 ]+)</p>', page)
    assert found
    return found[1].replace(" ", "")


def set_up_app(client):
    key = key_on(words_of(client.get(APP)))
    return client.post(APP, {"code": current_code(key)})


@pytest.fixture
def newcomer(client) -> User:
    """Somebody who has just signed in for the first time."""
    user = person()
    give_password(client, user)
    return user


@pytest.fixture
def regular(client) -> User:
    """Somebody signed in with both factors."""
    user = person()
    secret = with_totp(user)
    give_password(client, user)
    give_code(client, current_code(secret))
    return user


def make_older(client, seconds: int) -> None:
    """As if the factors of this session had been given so long ago."""
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= seconds
    session.save()


class TestChooseSecondFactor:
    def test_is_where_everything_leads_until_there_is_one(self, client, newcomer):
        for path in ("/account/", "/today/", "/hats/", CODES):
            assert client.get(path).url == reverse("mfa_index")

    def test_offers_an_app_and_a_passkey(self, client, newcomer):
        page = words_of(client.get(reverse("mfa_index")))

        assert APP in page
        assert reverse("add_a_passkey") in page

    def test_afterwards_leads_to_the_account(self, client, regular):
        assert client.get(reverse("mfa_index")).url == "/account/"


class TestAddAuthenticatorApp:
    def test_shows_the_key_as_picture_and_text(self, client, newcomer):
        page = words_of(client.get(APP))

        assert "<svg" in page
        assert len(key_on(page)) == 32
        assert "<script>" not in page

    def test_counts_as_given_in_this_session(self, client, newcomer):
        response = set_up_app(client)

        assert response.url == CODES
        assert set_up_is_complete(newcomer)
        assert client.get("/account/").status_code == 200

    def test_a_wrong_code_leaves_the_key_as_it_was(self, client, newcomer):
        key = key_on(words_of(client.get(APP)))

        page = words_of(client.post(APP, {"code": "000000"}))

        assert "The code is not right" in page
        assert key_on(page) == key
        assert not set_up_is_complete(newcomer)

    def test_the_key_is_sealed_in_the_database(self, client, newcomer):
        key = key_on(words_of(client.get(APP)))
        client.post(APP, {"code": current_code(key)})

        assert key not in str(Authenticator.objects.get(type=Kind.TOTP).data)

    def test_a_second_app_is_not_offered(self, client, regular):
        assert client.get(APP).url == "/account/"

    def test_is_written_down_and_told_by_letter(
        self, client, newcomer, mailoutbox, django_capture_on_commit_callbacks, lines
    ):
        with django_capture_on_commit_callbacks(execute=True):
            set_up_app(client)

        line = lines(act="accounts.add_factor")[0]
        assert (line.actor, line.detail) == (newcomer.token, {"factor": "totp"})
        (letter,) = mailoutbox
        assert letter.to == [newcomer.email]
        assert letter.subject == "A new way to sign in"
        assert "authenticator app was added" in letter.body

    def test_asks_once_more_who_it_is_after_five_minutes(self, client, newcomer):
        make_older(client, 301)

        assert client.get(APP).url == "/account/confirm/?next=/account/app/"

    def test_somebody_whose_factor_was_set_up_elsewhere_must_give_it(
        self, client, newcomer
    ):
        with_totp(newcomer)

        assert client.get(APP).url == "/account/confirm/?next=/account/app/"
        assert client.get(reverse("mfa_index")).url == "/account/confirm/"


class TestRecoveryCodes:
    def test_are_shown_once(self, client, newcomer):
        set_up_app(client)

        codes = CODE.findall(words_of(client.get(CODES)))
        assert len(set(codes)) == 10
        assert client.post(CODES).url == "/today/"
        page = words_of(client.get(CODES))
        assert not CODE.findall(page)
        assert "10 recovery codes left" in page

    def test_come_as_a_file_while_they_are_shown(self, client, newcomer):
        set_up_app(client)

        file = client.get(CODES + "file/")
        assert file["Content-Disposition"].startswith("attachment")
        assert len(CODE.findall(file.content.decode())) == 10
        client.post(CODES)
        assert client.get(CODES + "file/").url == CODES

    def test_are_kept_nowhere_in_clear(self, client, newcomer):
        set_up_app(client)
        codes = CODE.findall(words_of(client.get(CODES)))

        kept = str(Authenticator.objects.get(type=Kind.RECOVERY_CODES).data)
        session = str(dict(client.session))
        for code in codes:
            for form in (code, code.replace("-", "")):
                assert form not in kept
                assert form not in session

    def test_new_ones_end_the_old_ones(self, client, regular):
        assert codes_left(regular) == 0
        assert client.post(CODES + "new/").url == CODES
        first = CODE.findall(words_of(client.get(CODES)))
        client.post(CODES + "new/")
        second = CODE.findall(words_of(client.get(CODES)))

        assert not set(first) & set(second)
        assert codes_left(regular) == 10


class TestRemoveSecondFactor:
    def test_the_only_one_stays(self, client, regular):
        address = reverse("remove_second_factor", args=["app"])

        assert "only second step" in words_of(client.get(address))
        assert "Add another first" in words_of(client.post(address))
        assert set_up_is_complete(regular)

    def test_recovery_codes_are_no_other_one(self, client, regular):
        client.post(CODES + "new/")

        client.post(reverse("remove_second_factor", args=["app"]))
        assert set_up_is_complete(regular)

    def test_goes_where_a_passkey_is_left(self, client, regular, lines):
        credential = {"id": "of-a-passkey"}
        Authenticator.objects.create(
            user=regular,
            type=Kind.WEBAUTHN,
            data={"name": "Blue", "credential": credential},
        )

        address = reverse("remove_second_factor", args=["app"])
        assert client.post(address).url == "/account/"
        assert lines(act="accounts.remove_factor")[0].actor == regular.token
        assert not Authenticator.objects.filter(type=Kind.TOTP).exists()

    def test_another_persons_passkey_is_not_found(self, client, regular):
        address = reverse("remove_second_factor", args=["0123456789abcdef"])

        assert client.get(address).status_code == 404

    def test_asks_once_more_who_it_is_after_five_minutes(self, client, regular):
        make_older(client, 301)
        address = reverse("remove_second_factor", args=["app"])

        assert client.post(address).url.startswith("/account/confirm/")


class TestConfirmItIsYou:
    def test_takes_the_code_and_leads_back(self, client):
        user = person()
        secret = with_totp(user)
        give_password(client, user)
        give_code(client, current_code(secret))
        make_older(client, 301)
        forget_used_codes(user)
        data = {"way": "code", "code": current_code(secret), "next": CODES + "new/"}

        assert client.post("/account/confirm/", data).url == CODES + "new/"
        assert client.get(CODES + "new/").status_code == 200

    def test_without_a_factor_takes_the_password(self, client, newcomer):
        make_older(client, 301)
        data = {"way": "password", "password": "lantern gravel tuesday", "next": APP}

        assert client.post("/account/confirm/", data).url == APP
        assert client.get(APP).status_code == 200

    def test_with_a_factor_takes_no_password(self, client, regular):
        make_older(client, 301)
        data = {"way": "password", "password": "lantern gravel tuesday"}

        assert client.post("/account/confirm/", data).status_code == 200
        assert client.get(CODES + "new/").status_code == 302

    def test_a_wrong_password_is_told(self, client, newcomer):
        make_older(client, 301)
        page = client.post(
            "/account/confirm/", {"way": "password", "password": "wrong"}
        )

        assert "do not belong together" in words_of(page)
