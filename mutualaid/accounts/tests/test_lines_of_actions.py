"""What is done to an account and its line in the log stand or fall together."""

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail

from mutualaid.accounts.actions import (
    add_app,
    add_passkey,
    ask_for_reset,
    change_password,
    check_password,
    make_recovery_codes,
    record_sign_in,
    record_sign_out,
    remove_factor,
    reset_password,
)
from mutualaid.accounts.actions.passwords import key_of
from mutualaid.accounts.factors import Kind
from mutualaid.accounts.letters import send_letter
from mutualaid.accounts.limits import RESET_FROM_ADDRESS
from mutualaid.accounts.models import Session
from mutualaid.accounts.tests.factories import current_code, person, with_totp
from mutualaid.accounts.tests.test_limits import caller
from mutualaid.core.refusal import Refused

pytestmark = pytest.mark.django_db

NEW = "thimble meadow saddle"
MODULES = ("factors", "passwords", "signing_in")
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def no_log(monkeypatch):
    """From now on no line can be written."""

    def broken(**_given):
        raise RuntimeError("no line")

    for module in MODULES:
        monkeypatch.setattr(f"mutualaid.accounts.actions.{module}.record", broken)


def passkey_of(user):
    data = {"name": "Blue", "credential": {"id": "of-a-passkey"}}
    return Authenticator.objects.create(user=user, type=Kind.WEBAUTHN, data=data)


ACTS = {
    "add_app": lambda user: add_app(
        user=user, secret=SECRET, code=current_code(SECRET), caller=caller()
    ),
    "add_passkey": lambda user: add_passkey(
        user=user, name="Blue", credential={"id": "x"}, caller=caller()
    ),
    "make_recovery_codes": lambda user: make_recovery_codes(user=user),
    "change_password": lambda user: change_password(
        user=user, password=NEW, caller=caller()
    ),
    "reset_password": lambda user: reset_password(
        key=key_of(user), password=NEW, caller=caller()
    ),
    "ask_for_reset": lambda user: ask_for_reset(email=user.email, caller=caller())(),
    "check_password": lambda user: check_password(
        email=user.email, password="wrong", caller=caller()
    ),
    "record_sign_in": lambda user: record_sign_in(user=user, factors=["password"]),
    "record_sign_out": lambda user: record_sign_out(user=user),
}


class TestWithoutALine:
    @pytest.mark.parametrize("act", ACTS)
    def test_nothing_is_done_and_nobody_written_to(
        self, act, no_log, django_capture_on_commit_callbacks
    ):
        user = person()
        password = user.password

        with (
            django_capture_on_commit_callbacks(execute=True),
            pytest.raises(RuntimeError, match="no line"),
        ):
            ACTS[act](user)

        user.refresh_from_db()
        assert user.password == password
        assert not Authenticator.objects.exists()
        assert not Session.objects.exists()
        assert mail.outbox == []

    def test_a_factor_stays(self, no_log):
        user = person()
        with_totp(user)
        passkey = passkey_of(user)

        with pytest.raises(RuntimeError, match="no line"):
            remove_factor(user=user, factor=passkey, caller=caller())
        assert Authenticator.objects.filter(type=Kind.WEBAUTHN).exists()


class TestRefusals:
    def test_a_second_app_is_refused(self):
        user = person()
        with_totp(user)

        with pytest.raises(Refused, match="an app already"):
            ACTS["add_app"](user)

    def test_a_key_that_is_over_is_refused(self):
        with pytest.raises(Refused, match="has been used"):
            reset_password(key="nonsense", password=NEW, caller=caller())

    def test_too_many_letters_from_one_address_are_refused(self):
        for number in range(RESET_FROM_ADDRESS.tries):
            ask_for_reset(email=f"nobody{number}@b.example", caller=caller())

        with pytest.raises(Refused, match="a quarter of an hour"):
            ask_for_reset(email="nobody@b.example", caller=caller())


class TestLetters:
    @pytest.mark.parametrize(
        ("name", "values"),
        [
            ("password_reset", {"address": "https://northbridge.example/x/"}),
            ("password_changed", {}),
            ("factor_added", {"kind": "totp"}),
            ("factor_added", {"kind": "webauthn"}),
            ("factor_removed", {"kind": "totp"}),
            ("factor_removed", {"kind": "webauthn"}),
            ("recovery_code_used", {"left": 1}),
            ("recovery_code_used", {"left": 9}),
        ],
    )
    def test_are_plain_text_in_paragraphs(
        self, name, values, django_capture_on_commit_callbacks
    ):
        user = person(name="Rosalind O'Hara & Co")
        with django_capture_on_commit_callbacks(execute=True):
            send_letter(name, user=user, caller=caller(), **values)

        (letter,) = mail.outbox
        assert letter.to == [user.email]
        assert "\n" not in letter.subject
        assert letter.body.startswith("Hello Rosalind O'Hara & Co,\n\n")
        assert "Northbridge" in letter.body
        assert "\n\n\n" not in letter.body
        assert "http" in letter.body
        assert "<" not in letter.body
