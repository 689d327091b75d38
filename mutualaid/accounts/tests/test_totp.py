"""Codes of an app: right once, and told from a wrong clock (S12)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection

from mutualaid.accounts.factors import Kind
from mutualaid.accounts.recovery_codes import make_codes, use_recovery_code
from mutualaid.accounts.tests.factories import current_code, person, with_totp
from mutualaid.accounts.totp import Verdict, digits_of, use_code
from mutualaid.core import clock

pytestmark = pytest.mark.django_db


class TestUseCode:
    def test_none_of_a_hundred_is_taken_twice(self):
        """Each is tried again at once, a step and two steps later."""
        user = person()
        secret = with_totp(user)
        start = clock.now()
        for number in range(100):
            then = start + timedelta(minutes=number)
            with clock.frozen_at(then):
                code = current_code(secret)
                assert use_code(user, code) is Verdict.RIGHT
            for seconds in (0, 30, 59):
                with clock.frozen_at(then + timedelta(seconds=seconds)):
                    assert use_code(user, code) is not Verdict.RIGHT

    def test_an_earlier_code_is_no_longer_good_after_a_later_one(self):
        user = person()
        secret = with_totp(user)
        with clock.frozen_at(clock.now()):
            assert use_code(user, current_code(secret, steps=1)) is Verdict.RIGHT
            assert use_code(user, current_code(secret)) is Verdict.USED

    @pytest.mark.parametrize("steps", [-20, -2, 2, 20])
    def test_a_clock_up_to_ten_minutes_wrong_is_told(self, steps):
        user = person()
        secret = with_totp(user)
        with clock.frozen_at(clock.now()):
            code = current_code(secret, steps=steps)
            assert use_code(user, code) is Verdict.CLOCK_IS_WRONG

    @pytest.mark.parametrize("steps", [-21, 21, 1000])
    def test_further_away_it_is_just_wrong(self, steps):
        user = person()
        secret = with_totp(user)
        with clock.frozen_at(clock.now()):
            assert use_code(user, current_code(secret, steps=steps)) is Verdict.WRONG

    @pytest.mark.parametrize(
        "typed", ["", "12345", "1234567", "abcdef", "１２３４５６", "12 34"]
    )
    def test_what_is_no_code_is_wrong(self, typed):
        user = person()
        with_totp(user)

        assert use_code(user, typed) is Verdict.WRONG

    def test_of_somebody_without_an_app_every_code_is_wrong(self):
        assert use_code(person(), "123456") is Verdict.WRONG

    def test_the_key_is_not_in_the_database(self):
        user = person()
        secret = with_totp(user)

        assert secret not in str(Authenticator.objects.get(user=user).data)

    def test_a_former_key_of_the_site_still_opens_it(self, settings):
        user = person()
        secret = with_totp(user)
        settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
        settings.SECRET_KEY = "another key that came after the first one"

        assert use_code(user, current_code(secret)) is Verdict.RIGHT


@pytest.mark.parametrize(
    ("typed", "digits"), [("123456", "123456"), (" 123 456 ", "123456"), ("12345", "")]
)
def test_gaps_do_not_matter(typed, digits):
    assert digits_of(typed) == digits


class TestUseRecoveryCode:
    def test_each_of_ten_works_once(self):
        user = person()
        codes = make_codes(user)

        assert [use_recovery_code(user, code) for code in codes] == [True] * 10
        assert [use_recovery_code(user, code) for code in codes] == [False] * 10

    def test_another_persons_is_none_of_mine(self):
        codes = make_codes(person())
        mine = person()
        make_codes(mine)

        assert not use_recovery_code(mine, codes[0])

    @pytest.mark.parametrize("typed", ["", "-", "nonsense", "ÄÖÜ", "\u2028"])
    def test_what_is_no_code_is_refused(self, typed):
        user = person()
        make_codes(user)

        assert not use_recovery_code(user, typed)

    def test_without_codes_there_is_none_to_use(self):
        assert not use_recovery_code(person(), "ABCD-EFGH-JKMN")

    def test_digests_are_all_that_is_kept(self):
        user = person()
        code = make_codes(user)[0]
        kept = Authenticator.objects.get(user=user, type=Kind.RECOVERY_CODES).data

        assert set(kept) == {"digests"}
        assert code.replace("-", "") not in str(kept)
        assert {len(digest) for digest in kept["digests"]} == {64}

    def test_a_former_key_of_the_site_still_fits_them(self, settings):
        user = person()
        codes = make_codes(user)
        settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
        settings.SECRET_KEY = "another key that came after the first one"

        assert use_recovery_code(user, codes[0])


@pytest.mark.django_db(transaction=True)
class TestTwoAtOnce:
    def test_one_code_lets_one_of_eight_in(self):
        user = person()
        code = current_code(with_totp(user))

        def give(_number: int) -> Verdict:
            try:
                return use_code(user, code)
            finally:
                connection.close()

        with ThreadPoolExecutor(8) as threads:
            verdicts = list(threads.map(give, range(8)))

        assert verdicts.count(Verdict.RIGHT) == 1
