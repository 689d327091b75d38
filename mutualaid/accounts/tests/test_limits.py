"""Guessing is limited for whoever guesses, and never for the owner (S9)."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db import connection
from django.test import Client, RequestFactory

from mutualaid.accounts.actions import check_code, check_password
from mutualaid.accounts.callers import Caller
from mutualaid.accounts.limits import (
    CODE,
    GUESS_FROM_ADDRESS,
    PASSWORD,
    Limit,
    address_of,
    take,
)
from mutualaid.accounts.models import LimitSlot
from mutualaid.accounts.tests.factories import PASSWORD as RIGHT
from mutualaid.accounts.tests.factories import (
    current_code,
    forget_used_codes,
    person,
    with_totp,
)
from mutualaid.accounts.tests.quick_hasher import QuickArgon2
from mutualaid.accounts.tests.test_sign_in import give_code, give_password, words_of
from mutualaid.core import clock
from mutualaid.core.area import within
from mutualaid.core.refusal import Refused

pytestmark = pytest.mark.usefixtures("site")

THREE = Limit("three", 3, 60)


def caller(address: str = "192.0.2.1") -> Caller:
    return Caller(address, {}, "Northbridge", "")


@pytest.fixture
def evaluated() -> Iterator[list[str]]:
    """Every wrong password that was really compared with somebody's."""
    seen: list[str] = []
    verify = QuickArgon2.verify

    def watched(self, password, encoded):
        if password != RIGHT:
            seen.append(password)
        return verify(self, password, encoded)

    with patch.object(QuickArgon2, "verify", watched):
        yield seen


class TestTake:
    def test_gives_as_many_places_as_there_are(self):
        taken = [take(THREE, "sam") is not None for _ in range(5)]

        assert taken == [True, True, True, False, False]

    def test_gives_each_key_its_own(self):
        for _ in range(3):
            take(THREE, "sam")

        assert take(THREE, "robin")
        assert take(Limit("other", 3, 60), "sam")

    def test_a_place_is_free_again_after_the_time(self):
        now = clock.now()
        for seconds, is_free in ((0, True), (1, True), (59, True), (59, False)):
            with clock.frozen_at(now + timedelta(seconds=seconds)):
                assert bool(take(THREE, "sam")) is is_free
        with clock.frozen_at(now + timedelta(seconds=60)):
            assert take(THREE, "sam")
            assert not take(THREE, "sam")

    def test_a_place_can_be_given_back(self):
        for _ in range(3):
            taken = take(THREE, "sam")
        assert taken

        taken.give_back()

        assert take(THREE, "sam")
        assert not take(THREE, "sam")

    def test_giving_back_late_frees_no_place_of_another_try(self):
        now = clock.now()
        one = Limit("one", 1, 60)
        with clock.frozen_at(now):
            first = take(one, "sam")
        assert first
        with clock.frozen_at(now + timedelta(seconds=61)):
            assert take(one, "sam")
            first.give_back()
            assert not take(one, "sam")

    def test_the_table_names_nobody_and_does_not_grow_for_ever(self):
        now = clock.now()
        with clock.frozen_at(now):
            take(PASSWORD, "sam@northbridge.example")
        assert "sam" not in LimitSlot.objects.get().bucket
        with clock.frozen_at(now + timedelta(hours=2)):
            take(PASSWORD, "robin@northbridge.example")
        assert LimitSlot.objects.count() == 1


class TestAddressOf:
    @pytest.mark.parametrize(
        ("proxies", "forwarded", "told"),
        [
            (0, "", "192.0.2.9"),
            (0, "198.51.100.1", "192.0.2.9"),
            (1, "198.51.100.1", "198.51.100.1"),
            (1, "203.0.113.7, 198.51.100.1", "198.51.100.1"),
            (2, "203.0.113.7, 198.51.100.1", "203.0.113.7"),
            (2, "198.51.100.1", "192.0.2.9"),
            (1, "nonsense", "unknown"),
            (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ],
    )
    def test_believes_only_our_own_proxies(self, settings, proxies, forwarded, told):
        settings.TRUSTED_PROXIES = proxies
        headers = {"X-Forwarded-For": forwarded} if forwarded else {}
        request = RequestFactory().get("/", headers=headers, REMOTE_ADDR="192.0.2.9")

        assert address_of(request) == told


def storm(user, guesses: int, addresses: int) -> Iterator[None]:
    """One guess after the other, each from the next address."""
    for number in range(guesses):
        address = f"10.0.{number % addresses}.1"
        Client(REMOTE_ADDR=address).post(
            "/sign-in/", {"email": user.email, "password": f"wrong guess {number}"}
        )
        yield


class TestStorm:
    @pytest.mark.prove
    @pytest.mark.parametrize("addresses", [1, 200])
    def test_the_owner_comes_in_and_ten_guesses_are_looked_at(
        self, client, evaluated, full_figures, record_property, addresses
    ):
        owner = person()
        secret = with_totp(owner)
        guesses = 5_000 if full_figures else 500

        with clock.frozen_at(clock.now()):
            give_password(client, owner)
            give_code(client, current_code(secret))
            came_in = 0
            for number, _ in enumerate(storm(owner, guesses, addresses)):
                if number % (guesses // 20) == 0:
                    came_in += self.comes_in(client, owner, secret)

        record_property("guesses", guesses)
        record_property("looked at", len(evaluated))
        assert came_in == 20
        assert 1 <= len(evaluated) <= 10

    def comes_in(self, client, owner, secret) -> bool:
        client.post("/sign-out/")
        forget_used_codes(owner)
        give_password(client, owner)
        return give_code(client, current_code(secret)).url == "/today/"

    def test_says_what_to_do_and_that_nothing_is_locked(self, client):
        user = person()
        for _ in storm(user, 10, 10):
            pass

        page = words_of(give_password(client, user))
        assert "Wait five minutes" in page
        assert "Nothing is locked for good" in page

    def test_is_over_after_five_minutes(self, client):
        user = person()
        with_totp(user)
        now = clock.now()
        with clock.frozen_at(now):
            for _ in storm(user, 12, 3):
                pass
            assert "Wait five minutes" in words_of(give_password(client, user))
        with clock.frozen_at(now + timedelta(seconds=301)):
            assert give_password(client, user).url == "/sign-in/second-step/"

    def test_a_known_browser_may_not_guess_without_end_either(self, client, evaluated):
        owner = person()
        secret = with_totp(owner)
        give_password(client, owner)
        give_code(client, current_code(secret))
        client.post("/sign-out/")

        for number in range(15):
            give_password(client, owner, f"wrong guess {number}")
        assert len(evaluated) == 10

    def test_a_cookie_somebody_wrote_is_no_known_browser(self, client, settings):
        owner = person()
        for _ in storm(owner, 10, 10):
            pass
        for value in ("", "nonsense", f"{owner.reference}:abc", "ä"):
            client.cookies[settings.DEVICE_COOKIE_NAME] = value
            assert "Wait five minutes" in words_of(give_password(client, owner))

    def test_another_persons_browser_is_not_the_owners(self, client):
        owner, other = person(), person()
        secret = with_totp(other)
        give_password(client, other)
        give_code(client, current_code(secret))
        client.post("/sign-out/")
        for _ in storm(owner, 10, 10):
            pass

        assert "Wait five minutes" in words_of(give_password(client, owner))

    def test_one_address_runs_out_across_accounts(self):
        for number in range(GUESS_FROM_ADDRESS.tries):
            email = f"nobody{number}@northbridge.example"
            with pytest.raises(Refused, match="do not belong"):
                check_password(email=email, password="wrong", caller=caller())

        with pytest.raises(Refused, match="Wait five minutes"):
            check_password(email="a@b.example", password="wrong", caller=caller())
        with pytest.raises(Refused, match="do not belong"):
            check_password(
                email="a@b.example", password="x", caller=caller("192.0.2.2")
            )


class TestCodes:
    def test_five_codes_in_five_minutes_are_looked_at(self, site):
        user = person()
        secret = with_totp(user)
        with clock.frozen_at(clock.now()):
            for _ in range(CODE.tries):
                with pytest.raises(Refused, match="not right"):
                    check_code(user=user, code="000000", caller=caller())
            with pytest.raises(Refused, match="Wait five minutes"):
                check_code(user=user, code=current_code(secret), caller=caller())

    def test_somebody_with_the_password_cannot_shut_the_owner_out(
        self, client, other_client
    ):
        user = person()
        secret = with_totp(user)
        give_password(client, user)
        give_code(client, current_code(secret))
        client.post("/sign-out/")
        give_password(other_client, user)
        for _ in range(8):
            give_code(other_client, "000000")

        forget_used_codes(user)
        give_password(client, user)
        assert give_code(client, current_code(secret)).url == "/today/"


@pytest.mark.django_db(transaction=True)
class TestManyAtOnce:
    def test_eight_threads_get_no_more_than_ten_guesses(self, site, evaluated):
        user = person()

        def guess(number: int) -> None:
            try:
                with within(site.pk), pytest.raises(Refused):
                    check_password(
                        email=user.email,
                        password=f"wrong guess {number}",
                        caller=caller(f"10.0.0.{number}"),
                    )
            finally:
                connection.close()

        with ThreadPoolExecutor(8) as threads:
            list(threads.map(guess, range(64)))

        assert 1 <= len(evaluated) <= 10
