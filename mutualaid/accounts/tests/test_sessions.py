import asyncio
import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.exceptions import SessionInterrupted

from mutualaid.accounts.models import Session
from mutualaid.accounts.sessions import SessionStore, hashed
from mutualaid.core import clock

from .factories import person

pytestmark = pytest.mark.django_db
HALF_A_DAY = timedelta(hours=12)


def a_session(**data) -> SessionStore:
    store = SessionStore()
    store.update({"said": "hello", **data})
    store.save()
    return store


def found(key: str | None) -> SessionStore:
    store = SessionStore(key)
    store.get("said")
    return store


class TestKey:
    def test_has_at_least_128_bits(self):
        key = a_session().session_key

        assert re.fullmatch("[a-z0-9]{32}", key)
        assert 36**32 > 2**128

    def test_is_in_the_table_as_a_hash_only(self):
        store = a_session()

        (row,) = Session.objects.values()
        assert row["session_key"] == hashed(store.session_key)
        assert store.session_key not in repr(row)
        assert found(store.session_key)["said"] == "hello"

    def test_of_the_table_opens_nothing(self):
        a_session()

        stolen = found(Session.objects.get().pk)

        assert list(stolen.keys()) == []

    @pytest.mark.parametrize("made_up", ["x" * 32, "", "a\x00b", "é" * 400])
    def test_that_somebody_made_up_is_not_taken_over(self, made_up):
        store = found(made_up)
        store["said"] = "mine"
        store.save()

        assert store.session_key != made_up
        assert "said" not in found(made_up)


class TestCycleKey:
    def test_leaves_the_former_key_worth_nothing(self):
        store = a_session()
        former = store.session_key

        store.cycle_key()
        store.save()

        assert found(store.session_key)["said"] == "hello"
        assert list(found(former).keys()) == []
        assert Session.objects.count() == 1

    def test_keeps_what_its_owner_sees_of_it(self):
        with clock.frozen_at(clock.now() - timedelta(hours=1)):
            store = a_session()
            store.begin(browser="Firefox/Linux")
            store.save()
        before = Session.objects.values().get()

        again = found(store.session_key)
        again.cycle_key()
        again["said"] = "more"
        again.save()

        after = Session.objects.values().get()
        changed = {name for name in before if before[name] != after[name]}
        assert changed == {"session_key", "session_data"}
        assert again.row.pk == after["session_key"]

    def test_of_one_never_saved_makes_one(self):
        store = SessionStore()
        store["said"] = "hello"

        store.cycle_key()

        assert found(store.session_key)["said"] == "hello"

    def test_does_not_bring_back_one_that_was_ended(self):
        store = found(a_session().session_key)
        Session.objects.all().delete()

        with pytest.raises(SessionInterrupted):
            store.cycle_key()

        assert not Session.objects.exists()


class TestSave:
    def test_does_not_bring_back_one_that_was_ended(self):
        store = found(a_session().session_key)
        Session.objects.all().delete()
        store["said"] = "still here"

        with pytest.raises(UpdateError):
            store.save()

        assert not Session.objects.exists()

    def test_does_not_open_one_that_another_tab_has_locked(self):
        store = found(a_session().session_key)
        locked_at = clock.now()
        Session.objects.update(locked_at=locked_at)

        store["said"] = "more"
        store.save()

        assert Session.objects.get().locked_at == locked_at

    def test_names_the_person_once_there_is_one(self):
        user = person()

        a_session(**{SESSION_KEY: str(user.pk)})

        assert Session.objects.get().user == user


class TestLife:
    @pytest.mark.parametrize(
        ("after", "lives"),
        [
            (timedelta(0), True),
            (HALF_A_DAY - timedelta(seconds=1), True),
            (HALF_A_DAY, False),
            (HALF_A_DAY + timedelta(seconds=1), False),
        ],
    )
    def test_is_twelve_hours_whatever_is_done_in_them(self, after, lives):
        start = clock.now()
        with clock.frozen_at(start):
            store = a_session()
        with clock.frozen_at(start + timedelta(hours=6)):
            again = found(store.session_key)
            again["said"] = "hello"
            again.cycle_key()
            again.save()

        with clock.frozen_at(start + after):
            assert ("said" in found(again.session_key)) is lives

    def test_counts_from_the_sign_in(self):
        start = clock.now()
        with clock.frozen_at(start):
            store = a_session()
        signed_in_at = start + timedelta(minutes=5)
        with clock.frozen_at(signed_in_at):
            again = found(store.session_key)
            again.begin(browser="")
            again.save()

        row = Session.objects.get()
        assert row.started_at == row.last_seen_at == signed_in_at
        assert row.expire_date == signed_in_at + HALF_A_DAY

    def test_of_the_cookie_ends_with_the_browser_whatever_a_library_sets(self):
        store = SessionStore()
        store.set_expiry(1_000_000)

        assert store.get_expire_at_browser_close()

    def test_once_over_is_cleared_away(self):
        start = clock.now()
        with clock.frozen_at(start):
            a_session()
        with clock.frozen_at(start + timedelta(minutes=1)):
            younger = a_session()

        with clock.frozen_at(start + HALF_A_DAY):
            SessionStore.clear_expired()

        assert Session.objects.get().pk == hashed(younger.session_key)


class TestFlush:
    def test_ends_the_session_on_the_server(self):
        store = a_session()
        key = store.session_key

        store.flush()

        assert store.session_key is None
        assert store.is_empty()
        assert "said" not in found(key)
        assert not Session.objects.exists()

    def test_of_none_changes_nothing(self):
        a_session()

        SessionStore().flush()

        assert Session.objects.count() == 1


class TestDelete:
    def test_takes_the_key_of_the_cookie(self):
        store, other = a_session(), a_session()

        SessionStore().delete(store.session_key)

        assert Session.objects.get().pk == hashed(other.session_key)

    def test_without_one_changes_nothing(self):
        a_session()

        SessionStore().delete()

        assert Session.objects.count() == 1


class TestExists:
    def test_takes_the_key_of_the_cookie(self):
        store = a_session()

        assert SessionStore().exists(store.session_key)
        assert not SessionStore().exists(hashed(store.session_key))


@pytest.mark.django_db(transaction=True)
class TestAsynchronously:
    """Django has each method twice; the second must know of the hash as well."""

    def test_is_the_same(self):
        async def live() -> list[str]:
            store = SessionStore()
            await store.aset("said", "hello")
            await store.asave()
            keys = [store.session_key]
            await store.acycle_key()
            await store.asave()
            keys.append(store.session_key)
            assert await SessionStore().aexists(keys[1])
            again = SessionStore(keys[1])
            assert await again.aget("said") == "hello"
            await again.aflush()
            await again.adelete(keys[1])
            await SessionStore.aclear_expired()
            return keys

        first, second = asyncio.run(live())

        assert first != second
        assert not Session.objects.exists()


class TestCookie:
    def test_is_bound_to_this_host_and_to_https(self):
        assert settings.SESSION_COOKIE_HTTPONLY
        assert settings.SESSION_COOKIE_SAMESITE == "Lax"
        assert settings.SESSION_COOKIE_PATH == "/"
        assert settings.SESSION_COOKIE_DOMAIN is None
