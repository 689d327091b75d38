import pytest
from allauth.mfa.models import Authenticator

from mutualaid.accounts.actions import rescue
from mutualaid.accounts.actions.rescue import reset_factors
from mutualaid.accounts.factors import set_up_is_complete
from mutualaid.accounts.models import Session
from mutualaid.activity_log.models import Entry
from mutualaid.core import clock
from mutualaid.core.actor import system_actor
from mutualaid.core.area import INSTALLATION, within

from .factories import person, with_totp

pytestmark = pytest.mark.django_db
BY = system_actor("test")


@pytest.fixture(autouse=True)
def _in_the_installation():
    with within(INSTALLATION):
        yield


def session_of(user) -> Session:
    now = clock.now()
    return Session.objects.create(
        session_key=user.token,
        reference=user.reference,
        session_data="",
        expire_date=now,
        user=user,
        started_at=now,
        last_seen_at=now,
    )


class TestResetFactors:
    def test_takes_every_factor_and_session_of_one_person(self):
        lost, other = person(), person()
        for user in (lost, other):
            with_totp(user)
            session_of(user)

        assert reset_factors(user=lost, by=BY) == 1

        assert not set_up_is_complete(lost)
        assert set_up_is_complete(other)
        assert [session.user for session in Session.objects.all()] == [other]

    def test_is_written_down_without_the_address(self):
        user = person()
        with_totp(user)

        reset_factors(user=user, by=BY)

        line = Entry.objects.get(act="accounts.reset_factors")
        assert (line.subject, line.actor) == (user.token, "system:test")

    def test_does_nothing_that_is_not_written_down(self, monkeypatch):
        user = person()
        with_totp(user)

        def no_log(**_line):
            raise RuntimeError("the log is full")

        monkeypatch.setattr(rescue, "record", no_log)
        with pytest.raises(RuntimeError):
            reset_factors(user=user, by=BY)

        assert Authenticator.objects.filter(user=user).exists()
