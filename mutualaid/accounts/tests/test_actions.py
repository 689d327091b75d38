import pytest
from allauth.account.models import EmailAddress

from mutualaid.accounts.actions import make_account
from mutualaid.accounts.models import User
from mutualaid.accounts.tests.factories import PASSWORD, person
from mutualaid.activity_log.models import Entry
from mutualaid.core.actor import Actor
from mutualaid.core.refusal import Refused

pytestmark = pytest.mark.django_db

BY = Actor(token="person:1234", role="area-administrator")


def made(**given) -> User:
    usual = {"email": "robin@northbridge.example", "name": "Robin Sample"}
    return make_account(**{**usual, "password": PASSWORD, "by": BY, **given})


class TestMakeAccount:
    def test_lets_somebody_sign_in_with_the_password(self):
        user = made()

        assert user.name == "Robin Sample"
        assert user.check_password(PASSWORD)

    def test_takes_the_address_for_confirmed(self):
        address = EmailAddress.objects.get(user=made())

        assert (address.email, address.verified, address.primary) == (
            "robin@northbridge.example",
            True,
            True,
        )

    def test_says_who_made_it_and_nothing_of_the_person(self):
        user = made()

        line = Entry.objects.get()
        assert (line.act, line.actor) == ("accounts.make_account", BY.token)
        assert (line.subject, line.detail) == (user.token, {})

    def test_an_address_has_one_account_whatever_its_capitals(self):
        person(email="Robin@Northbridge.example")

        with pytest.raises(Refused, match="already an account"):
            made()

    def test_a_password_that_is_guessed_is_refused(self):
        with pytest.raises(Refused, match="12"):
            made(password="short")

        assert not User.objects.exists()

    def test_falls_with_its_line_in_the_log(self, monkeypatch):
        def broken(**_given):
            raise RuntimeError

        monkeypatch.setattr("mutualaid.accounts.actions.making.record", broken)

        with pytest.raises(RuntimeError):
            made()
        assert not User.objects.exists()
