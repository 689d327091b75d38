"""The minutes of the lock, to the second."""

from datetime import timedelta

import pytest

from mutualaid.accounts import locking
from mutualaid.accounts.models import Session
from mutualaid.accounts.sessions import SessionStore
from mutualaid.core import clock

pytestmark = pytest.mark.django_db

START = clock.now().replace(microsecond=0)


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


@pytest.fixture
def session() -> Session:
    with clock.frozen_at(START):
        store = SessionStore()
        store["said"] = "hello"
        store.save()
    return Session.objects.get()


class TestLockIfIdle:
    @pytest.mark.parametrize(
        ("after", "is_locked"),
        [
            (minutes(0), False),
            (minutes(13), False),
            (minutes(15) - timedelta(seconds=1), False),
            (minutes(15), True),
            (minutes(15) + timedelta(seconds=1), True),
            (minutes(11 * 60), True),
        ],
    )
    def test_locks_after_fifteen_minutes(self, session, after, is_locked):
        with clock.frozen_at(START + after):
            assert locking.lock_if_idle(session) is is_locked

        kept = Session.objects.get()
        assert kept.locked_at == (START + after if is_locked else None)

    def test_leaves_a_locked_one_as_it_is(self, session):
        with clock.frozen_at(START + minutes(15)):
            locking.lock_if_idle(session)
        locking.take_a_guess(session)

        with clock.frozen_at(START + minutes(20)):
            assert locking.lock_if_idle(session)

        kept = Session.objects.get()
        assert kept.locked_at == START + minutes(15)
        assert kept.wrong_codes == 1


class TestTimeLeft:
    @pytest.mark.parametrize(
        ("after", "left"),
        [(0, 900), (60, 840), (899, 1), (900, 0), (5_000, 0)],
    )
    def test_counts_down_to_nothing(self, session, after, left):
        with clock.frozen_at(START + timedelta(seconds=after)):
            assert locking.time_left(session).total_seconds() == left

    def test_of_a_locked_one_is_nothing(self, session):
        with clock.frozen_at(START):
            locking.lock(session)
            assert locking.time_left(session) == timedelta(0)

    def test_ends_with_the_twelve_hours(self, session):
        session.last_seen_at = START + timedelta(hours=11, minutes=55)

        with clock.frozen_at(START + timedelta(hours=11, minutes=56)):
            assert locking.time_left(session) == minutes(4)


class TestNoteActivity:
    def test_counts_the_minutes_anew(self, session):
        with clock.frozen_at(START + minutes(14)):
            locking.note_activity(session)

        with clock.frozen_at(START + minutes(28)):
            assert not locking.lock_if_idle(Session.objects.get())

    def test_writes_at_most_every_thirty_seconds(
        self, session, django_assert_num_queries
    ):
        early = clock.frozen_at(START + timedelta(seconds=29))
        with early, django_assert_num_queries(0):
            locking.note_activity(session)
        with clock.frozen_at(START + timedelta(seconds=30)):
            with django_assert_num_queries(1):
                locking.note_activity(session)
            with django_assert_num_queries(0):
                locking.note_activity(session)

        assert Session.objects.get().last_seen_at == START + timedelta(seconds=30)

    def test_opens_nothing_that_another_tab_has_locked(self, session):
        locking.lock(Session.objects.get())

        with clock.frozen_at(START + minutes(5)):
            locking.note_activity(session)

        assert Session.objects.get().last_seen_at == START
        assert session.last_seen_at == START

    def test_asks_nothing_of_one_that_is_known_to_be_locked(
        self, session, django_assert_num_queries
    ):
        locking.lock(session)

        late = clock.frozen_at(START + minutes(5))
        with late, django_assert_num_queries(0):
            locking.note_activity(session)

        assert Session.objects.get().last_seen_at == START


class TestGuesses:
    def test_are_five(self, session):
        locking.lock(session)

        taken = [locking.take_a_guess(session) for _ in range(7)]

        assert taken == [True] * 5 + [False] * 2
        assert not locking.has_guesses_left(session)

    def test_are_counted_by_the_database_not_by_the_request(self, session):
        other_tab = Session.objects.get()

        for number in range(5):
            assert locking.take_a_guess(session if number % 2 else other_tab)

        assert not locking.take_a_guess(other_tab)

    def test_are_all_there_again_once_it_was_opened(self, session):
        locking.lock(session)
        for _ in range(4):
            locking.take_a_guess(session)

        with clock.frozen_at(START + minutes(20)):
            locking.unlock(session)

        kept = Session.objects.get()
        assert (kept.locked_at, kept.wrong_codes) == (None, 0)
        assert kept.last_seen_at == START + minutes(20)

    def test_bring_back_no_session_that_was_ended(self, session):
        Session.objects.all().delete()

        assert not locking.take_a_guess(session)
        locking.lock(session)
        locking.unlock(session)

        assert not Session.objects.exists()
