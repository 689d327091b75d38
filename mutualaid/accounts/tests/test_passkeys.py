"""Passkeys: made by their owner, and good for one answer to one question."""

import pytest
from allauth.mfa.models import Authenticator

from mutualaid.accounts.factors import Kind, passkeys_of, set_up_is_complete
from mutualaid.accounts.models import User
from mutualaid.accounts.tests.factories import person, with_totp
from mutualaid.accounts.tests.soft_key import SoftKey, raw
from mutualaid.accounts.tests.test_sign_in import SECOND_STEP, give_password, words_of

pytestmark = pytest.mark.usefixtures("site")

ADD = "/account/passkey/"
SIGN_IN = "/sign-in/passkey/"


def add(client, key: SoftKey, name: str = ""):
    answer = key.made(client.post(f"{ADD}options/").json())
    return client.post(ADD, {"credential": answer, "name": name})


@pytest.fixture
def key(settings) -> SoftKey:
    settings.ALLOWED_HOSTS = ["testserver"]
    return SoftKey()


@pytest.fixture
def owner(client, key) -> User:
    """Somebody who has set up the key and gone away again."""
    user = person()
    give_password(client, user)
    add(client, key, "Blue")
    client.post("/sign-out/")
    return user


class TestAddAPasskey:
    @pytest.fixture
    def newcomer(self, client) -> User:
        user = person()
        give_password(client, user)
        return user

    def test_counts_as_given_in_this_session(self, client, newcomer, key):
        assert add(client, key, "Blue").url == "/account/recovery-codes/"

        assert set_up_is_complete(newcomer)
        assert "Blue" in words_of(client.get("/account/"))

    def test_has_a_name_in_any_case(self, client, newcomer, key):
        add(client, key)

        assert passkeys_of(newcomer)[0].data["name"] == "Passkey 1"

    def test_tells_the_key_no_primary_key(self, client, newcomer, key):
        add(client, key)

        assert raw(key.handle).decode() == newcomer.reference

    @pytest.mark.parametrize(
        "claims", [{"origin": "https://elsewhere.example"}, {"verifies_user": False}]
    )
    def test_one_that_does_not_hold_is_refused(self, client, newcomer, claims):
        page = words_of(add(client, SoftKey(**claims)))

        assert "The passkey was not taken" in page
        assert not set_up_is_complete(newcomer)

    @pytest.mark.parametrize("answer", ["{}", "[]", "nonsense", "null", '{"id": 1}'])
    def test_what_is_no_answer_is_refused(self, client, newcomer, answer):
        client.post(f"{ADD}options/")
        page = words_of(client.post(ADD, {"credential": answer}))

        assert "The passkey was not taken" in page

    def test_an_answer_without_a_question_is_refused(self, client, newcomer, key):
        answer = key.made(client.post(f"{ADD}options/").json())
        client.post(ADD, {"credential": "{}"})

        page = words_of(client.post(ADD, {"credential": answer}))
        assert "The passkey was not taken" in page


class TestSignInWithPasskey:
    def sign_in(self, client, key, **more):
        answer = key.signed(client.post(f"{SIGN_IN}options/").json(), **more)
        return client.post(SIGN_IN, {"credential": answer})

    def test_needs_no_password(self, client, owner, key):
        assert self.sign_in(client, key).url == "/today/"
        assert client.get("/account/").status_code == 200

    def test_is_written_down(self, client, owner, key, lines):
        self.sign_in(client, key)

        line = lines(act="accounts.sign_in")[-1]
        assert (line.actor, line.detail) == (owner.token, {"factors": ["webauthn"]})

    def test_is_not_reached_by_guessing_passwords(
        self, client, other_client, owner, key
    ):
        for number in range(12):
            give_password(other_client, owner, f"wrong guess {number}")

        assert self.sign_in(client, key).url == "/today/"

    def test_an_answer_works_once(self, client, owner, key):
        answer = key.signed(client.post(f"{SIGN_IN}options/").json())
        client.post(SIGN_IN, {"credential": answer})
        client.post("/sign-out/")

        again = client.post(SIGN_IN, {"credential": answer})
        assert "The passkey was not taken" in words_of(again)

    def test_an_answer_to_another_question_is_refused(self, client, owner, key):
        page = words_of(self.sign_in(client, key, challenge="AAAA"))

        assert "The passkey was not taken" in page
        assert client.get("/account/").status_code == 302

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("origin", "https://elsewhere.example"),
            ("verifies_user", False),
            ("id", b"another"),
            ("handle", "bm9ib2R5"),
            ("handle", "_w"),
        ],
    )
    def test_a_key_that_claims_something_else_is_refused(
        self, client, owner, key, name, value
    ):
        setattr(key, name, value)

        assert "The passkey was not taken" in words_of(self.sign_in(client, key))

    def test_another_key_for_the_same_person_is_refused(self, client, owner, key):
        other = SoftKey(id=key.id, handle=key.handle)

        assert "The passkey was not taken" in words_of(self.sign_in(client, other))

    def test_a_closed_account_stays_closed(self, client, owner, key):
        User.objects.update(is_active=False)

        response = self.sign_in(client, key)
        assert response.status_code == 403
        assert "This account is closed" in words_of(response)
        assert client.get("/account/").status_code == 302

    @pytest.mark.parametrize("answer", ["", "nonsense", "[]", "{}", '{"response": 1}'])
    def test_what_is_no_answer_is_refused(self, client, owner, answer):
        client.post(f"{SIGN_IN}options/")

        page = words_of(client.post(SIGN_IN, {"credential": answer}))
        assert "The passkey was not taken" in page


class TestAsSecondStep:
    def give(self, client, key):
        answer = key.signed(client.post(f"{SIGN_IN}options/").json())
        return client.post(SECOND_STEP, {"way": "passkey", "credential": answer})

    def test_lets_in_after_the_password(self, client, owner, key):
        give_password(client, owner)

        assert "data-passkey-form" in words_of(client.get(SECOND_STEP))
        assert self.give(client, key).url == "/today/"

    def test_another_persons_passkey_does_not(self, client, other_client, owner, key):
        other, theirs = person(), SoftKey()
        give_password(other_client, other)
        add(other_client, theirs)
        give_password(client, owner)

        assert "The passkey was not taken" in words_of(self.give(client, theirs))

    def test_asks_for_the_keys_of_this_person(self, client, owner, key):
        with_totp(owner)
        give_password(client, owner)

        asked = client.post(f"{SIGN_IN}options/").json()["publicKey"]
        assert len(asked["allowCredentials"]) == 1
        assert Authenticator.objects.filter(type=Kind.WEBAUTHN).count() == 1
