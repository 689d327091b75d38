"""Changing one's password, and getting a new one by letter."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from mutualaid.accounts.actions.passwords import key_of
from mutualaid.accounts.tests.factories import current_code, person, with_totp
from mutualaid.accounts.tests.test_sign_in import give_code, give_password, words_of

pytestmark = pytest.mark.usefixtures("site")

NEW = "thimble meadow saddle"
LINK = re.compile(r"https?://([^/\s]+)(/sign-in/new-password/\S+)")


@pytest.fixture
def letter(mailoutbox):
    """The letter that somebody gets who asks for a new password."""

    def asked_for(user, **extra):
        Client().post("/sign-in/forgotten/", {"email": user.email}, **extra)
        return mailoutbox[-1]

    return asked_for


class TestForgotPassword:
    def test_the_letter_leads_to_a_new_password(self, client, letter):
        user = person()
        found = LINK.search(letter(user).body)
        assert found

        assert client.get(found[2]).status_code == 200
        response = client.post(found[2], {"new_password": NEW})
        assert response.url == "/sign-in/?why=new-password"
        assert "Sign in with the new one" in words_of(client.get(response.url))
        user.refresh_from_db()
        assert user.check_password(NEW)

    def test_the_letter_names_the_configured_host(self, letter, settings):
        settings.ALLOWED_HOSTS = ["northbridge.example", "evil.example"]
        sent = letter(person(), headers={"Host": "evil.example"})

        assert "evil" not in sent.body
        assert LINK.search(sent.body)[1].startswith("northbridge.example")

    def test_the_second_factor_is_asked_for_as_ever(self, client, letter):
        user = person()
        with_totp(user)
        address = LINK.search(letter(user).body)[2]
        client.post(address, {"new_password": NEW})

        assert give_password(client, user, NEW).url == "/sign-in/second-step/"

    def test_the_browser_is_known_afterwards(self, client, other_client, letter):
        """So that a storm of guesses keeps nobody out who reads their own letters."""
        user = person()
        with_totp(user)
        for number in range(11):
            give_password(other_client, user, f"wrong guess {number}")
        client.post(LINK.search(letter(user).body)[2], {"new_password": NEW})

        assert give_password(client, user, NEW).url == "/sign-in/second-step/"

    def test_a_link_works_once(self, client, letter):
        address = LINK.search(letter(person()).body)[2]
        client.post(address, {"new_password": NEW})

        again = client.get(address)
        assert again.status_code == 410
        assert "no longer works" in words_of(again)

    def test_an_old_link_is_over(self, client, monkeypatch):
        user = person()
        key = key_of(user)
        generator = "django.contrib.auth.tokens.PasswordResetTokenGenerator._now"
        monkeypatch.setattr(
            generator,
            lambda self: datetime.now(UTC).replace(tzinfo=None) + timedelta(days=1),
        )

        assert client.get(f"/sign-in/new-password/{key}/").status_code == 410

    @pytest.mark.parametrize("key", ["nonsense", "-", "A-B", "BCDFGHJKMN-abc-123"])
    def test_what_is_no_link_is_told(self, client, key):
        assert client.get(f"/sign-in/new-password/{key}/").status_code == 410

    def test_the_address_is_told_to_no_other_site(self, client):
        response = client.get(f"/sign-in/new-password/{key_of(person())}/")

        assert response["Referrer-Policy"] == "same-origin"

    def test_a_password_that_is_guessed_is_refused(self, client):
        user = person()
        address = f"/sign-in/new-password/{key_of(user)}/"

        page = words_of(client.post(address, {"new_password": "northbridge1"}))
        assert "people guess" in page
        page = words_of(client.post(address, {"new_password": "short"}))
        assert "12 characters" in page

    def test_of_a_closed_account_nothing_comes(self, mailoutbox):
        Client().post("/sign-in/forgotten/", {"email": person(is_active=False).email})

        assert mailoutbox == []

    def test_is_written_down(self, client, lines):
        user = person()
        client.post(f"/sign-in/new-password/{key_of(user)}/", {"new_password": NEW})

        assert lines(act="accounts.reset_password")[0].actor == user.token


class TestChangePassword:
    @pytest.fixture
    def user(self, client):
        user = person()
        secret = with_totp(user)
        give_password(client, user)
        give_code(client, current_code(secret))
        return user

    def change(self, client, present, new):
        return client.post(
            "/account/password/", {"password": present, "new_password": new}
        )

    def test_takes_the_present_one_and_a_new_one(
        self, client, user, mailoutbox, django_capture_on_commit_callbacks, lines
    ):
        with django_capture_on_commit_callbacks(execute=True):
            response = self.change(client, "lantern gravel tuesday", NEW)

        assert response.url == "/account/"
        assert client.get("/account/").status_code == 200
        assert mailoutbox[0].subject == "Your password was changed"
        assert lines(act="accounts.change_password")[0].actor == user.token

    def test_a_wrong_present_one_changes_nothing(self, client, user):
        page = words_of(self.change(client, "lantern gravel monday", NEW))

        assert "do not belong together" in page
        user.refresh_from_db()
        assert not user.check_password(NEW)

    def test_other_browsers_are_signed_out(self, client, user, other_client):
        other_client.cookies = client.cookies.copy()
        self.change(client, "lantern gravel tuesday", NEW)

        assert other_client.get("/account/").status_code == 302

    def test_may_be_pasted_and_has_no_rules_to_follow(self, client, user):
        page = words_of(client.get("/account/password/"))

        assert 'autocomplete="new-password"' in page
        assert "onpaste" not in page
        assert "three words" in page
