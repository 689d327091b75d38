"""S24: what we store on fails under a form. Never a false "saved", and no hands to recover."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.signing import TimestampSigner
from django.db import connection, connections
from django.urls import reverse

from mutualaid.activity_log.models import Entry
from mutualaid.clients.models import Client, ClientIdentity
from mutualaid.clients.tests import factories
from mutualaid.core import clock
from mutualaid.core.models import new_reference
from mutualaid.directory.tests import factories as directory
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as people
from mutualaid.privacy import vault
from mutualaid.privacy.key_files import VAULT

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="breaks SQLite's file"),
    pytest.mark.prove,
]

SALT = "mutualaid.clients: a new client's form"
TYPED = "ring the library on Tuesdays"


@contextmanager
def pragma(turn_on: str, turn_off: str) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {turn_on}")
    yield
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {turn_off}")


@contextmanager
def disk_full() -> Iterator[None]:
    """SQLite's own error: the file may grow by no page, and none is free."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        (pages,) = cursor.execute("PRAGMA page_count").fetchone()
    with pragma(f"max_page_count={pages}", "max_page_count=1073741823"):
        yield


@contextmanager
def read_only() -> Iterator[None]:
    with pragma("query_only=ON", "query_only=OFF"):
        yield


@contextmanager
def somebody_holds_it() -> Iterator[None]:
    """Another process writes for longer than anybody waits."""
    other = connections.create_connection("default")
    with pragma("busy_timeout=20", "busy_timeout=20000"), closing(other):
        with other.cursor() as cursor:
            cursor.execute("BEGIN IMMEDIATE")
        yield


@contextmanager
def database_gone() -> Iterator[None]:
    folder = Path(connection.settings_dict["NAME"]).parent
    connections.close_all()
    elsewhere = folder.rename(folder.with_name(f"{folder.name}-away"))
    yield
    connections.close_all()
    elsewhere.rename(folder)


@contextmanager
def vault_gone() -> Iterator[None]:
    """A directory that cannot be made stands where the vault was."""
    folder = vault.vault_file().parent
    vault.forget_vault()
    elsewhere = folder.rename(folder.with_name("vault-away"))
    folder.write_text("no directory")
    yield
    vault.forget_vault()
    folder.unlink()
    elsewhere.rename(folder)


@contextmanager
def vault_read_only() -> Iterator[None]:
    with vault.locked_vault():
        pass
    vault._vault().execute("PRAGMA query_only=ON")
    yield
    vault._vault().execute("PRAGMA query_only=OFF")


@contextmanager
def vault_key_missing() -> Iterator[None]:
    away = VAULT.file.rename(VAULT.file.with_name("vault-key-away"))
    yield
    away.rename(VAULT.file)


@contextmanager
def clock_jumps() -> Iterator[None]:
    with clock.frozen_at(clock.now() + timedelta(days=40)):
        yield


FAULTS: dict[str, Callable] = {
    "disk full": disk_full,
    "read-only": read_only,
    "held by another": somebody_holds_it,
    "database gone": database_gone,
    "vault gone": vault_gone,
    "vault read-only": vault_read_only,
    "vault key missing": vault_key_missing,
    "clock jumps": clock_jumps,
}
# The screen locks, or one signs in again; the others say that the store fails.
ANSWERS = {"clock jumps": {200, 302, 403}, "vault key missing": {200, 503}}


@pytest.fixture
def keyworker(settings, tmp_path):
    settings.DATA_DIR, settings.VAULT_DIR = tmp_path, tmp_path / "vault"
    settings.VAULT_KEY = ""
    VAULT.file.write_text("for-these-tests-only-and-long-enough-for-a-key")
    area = directory.an_area()
    service = people.service(area)
    factories.record_keeping(service)
    return people.membership(Role.KEYWORKER, area, service=service)


def a_form() -> dict[str, str]:
    reference = new_reference()
    signed = TimestampSigner(salt=SALT).sign(reference)
    return {"name": f"Wren {reference}", "contact": TYPED, "sent_as": signed}


def kept() -> tuple[int, ...]:
    """How many rows of each kind a whole client has."""
    lines = Entry.objects.filter(act="clients.add_client")
    return (Client.objects.count(), ClientIdentity.objects.count(), lines.count())


class TestFault:
    @pytest.mark.parametrize("name", FAULTS)
    def test_saves_nothing_says_so_and_is_over_when_it_is_over(
        self, name, keyworker, full_figures, record_property
    ):
        times = 25 if full_figures else 4
        address = reverse("add_client")
        for _ in range(times):
            browser = people.signed_in_client(keyworker)
            browser.raise_request_exception = False
            assert browser.post(address, a_form()).status_code == 302
            before, form = kept(), a_form()

            with FAULTS[name]():
                answer = browser.post(address, form)
                # There may be room for some in pages that are there already.
                while name == "disk full" and answer.status_code == 302:
                    before, form = kept(), a_form()
                    answer = browser.post(address, form)

            said = answer.content.decode()
            assert answer.status_code in ANSWERS.get(name, {503})
            assert kept() == before
            if answer.status_code == 503:
                assert "Nothing was saved" in said
                assert TYPED in said
            if answer.status_code == 302:
                assert reverse("show_client", args=["X"])[:-2] not in answer["Location"]

            if name == "clock jumps":
                browser = people.signed_in_client(keyworker)
            assert browser.post(address, form).status_code == 302
            assert kept() == tuple(number + 1 for number in before)
        record_property("times", times)

    @pytest.mark.parametrize("name", ["disk full", "read-only", "database gone"])
    def test_shows_nothing_of_a_record_that_cannot_be_logged(self, name, keyworker):
        client = factories.client(
            keyworker.service, keyworker, identity={"contact": TYPED}
        )
        browser = people.signed_in_client(keyworker)
        browser.raise_request_exception = False
        address = reverse("show_client", args=[client.reference])

        with FAULTS[name]():
            answer = browser.get(address)
            while name == "disk full" and answer.status_code == 200:
                answer = browser.get(address)

        assert answer.status_code == 503
        assert client.reference not in answer.content.decode()
        assert TYPED not in answer.content.decode()
        assert TYPED in browser.get(address).content.decode()
