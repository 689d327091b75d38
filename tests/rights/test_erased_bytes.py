"""Somebody who was erased is nowhere in the bytes any more, and no key opens what was sealed."""

import shutil
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from planting import Planted, Town
from raw_bytes import (
    copied,
    database_files,
    files_in,
    found_in,
    put_back,
    settle,
    spellings,
    vault_files,
)
from remaining_keys import opens, remaining_keys

from mutualaid.core.actor import system_actor
from mutualaid.core.area import within
from mutualaid.core.tests.database_roles import on_postgresql
from mutualaid.organisations.tests import factories as places
from mutualaid.privacy import vault
from mutualaid.privacy.erasing import replay_ledger
from mutualaid.privacy.models import KeptBecause, Person
from mutualaid.privacy.person_tables import Whose, tables_of
from mutualaid.privacy.rights.actions.erasure import decide_erasure
from mutualaid.privacy.rights.person_rows import rows_of, sealed_columns
from mutualaid.privacy.shelves import EVERY_SHELF, Shelf

pytestmark = pytest.mark.django_db(transaction=True)
BY = system_actor("tests")


class Scene:
    """Somebody who goes and somebody who stays, and what was known of the first before."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.town = Town("qgone")
        self.gone = Planted(self.town)
        self.stays = Planted(self.town)
        self.token = self.gone.person.token
        self.sealed = dict(self._sealed())
        self.plain = {
            self.gone.person.reference,
            *self.gone.words,
            self.gone.client.identity.name_digest,
        }

    def _sealed(self):
        """What is sealed of them, by what it is bound to."""
        with within(self.town.area.pk):
            for table in tables_of(Whose.CLIENT):
                for row in rows_of(table, self.gone.person):
                    for column in sealed_columns(table):
                        about = f"{self.token}/{column.shelf}/{column}".encode()
                        yield bytes(getattr(row, column.name)), about

    def erase(self, kept=None) -> None:
        with within(self.town.area.pk):
            asked = self.gone.request("erasure")
            asked.decisions.all().delete()
            decide_erasure(
                request=asked,
                kept=kept or {},
                words="",
                by=self.town.manager.hat(),
            )

    def traces(self) -> list[str]:
        """Words, reference, digest and sealed values, wherever bytes are kept."""
        settle()
        files = [*database_files(), *vault_files(), *files_in(self.folder)]
        return list(found_in(files, [*spellings(self.plain), *self.sealed]))


@pytest.fixture
def scene(settings, tmp_path, monkeypatch) -> Scene:
    settings.VAULT_DIR = tmp_path / "vault"
    kept = tmp_path / "kept"
    settings.FILES_DIR = kept / "files"
    monkeypatch.setenv("TMPDIR", str(kept))
    kept.mkdir()
    scene = Scene(kept)
    # A hold keeps everything, and so the one that was planted is lifted first.
    with within(scene.town.area.pk):
        scene.gone.person.holds.all().delete()
    return scene


def read_packs(scene: Scene) -> None:
    """Pages and files of somebody leave nothing behind either."""
    with within(scene.town.area.pk):
        asked = scene.gone.request("access")
    page = places.signed_in_client(scene.town.manager)
    for form in ("html", "pdf", "json"):
        answer = page.get(f"/privacy/requests/{asked.reference}/pack/{form}/")
        assert answer.status_code == 200


class TestWholeErasure:
    def test_leaves_no_trace_in_any_file(self, scene, record_property):
        read_packs(scene)
        assert scene.traces(), "what is sought must be there before"

        scene.erase()

        assert not scene.traces()
        with within(scene.town.area.pk):
            assert not Person.objects.filter(token=scene.token).exists()
        kept = database_files()
        assert not [
            each for each in kept if each.name.endswith("-wal") and each.stat().st_size
        ]
        record_property("words sought", len(scene.plain) + len(scene.sealed))

    def test_leaves_whoever_stays_as_they_were(self, scene):
        scene.erase()

        with within(scene.town.area.pk):
            for row in scene.stays.rows:
                row.refresh_from_db()
            identity = scene.stays.client.identity
            assert identity.words("sealed_name") in scene.stays.words

    def test_is_named_in_the_ledger_by_its_token_only(self, scene):
        scene.erase()

        (ledger,) = [each for each in vault_files() if each.name == "erased.jsonl"]
        assert scene.token in ledger.read_text()
        assert not list(found_in([ledger], spellings(scene.plain)))

    def test_leaves_no_key_that_opens_what_was_sealed(
        self, scene, settings, record_property
    ):
        settings.VAULT_OLD_KEYS = ["a-former-key-of-more-than-32-characters"]
        abouts = list(set(scene.sealed.values()))
        before = remaining_keys(scene.token)
        assert all(opens(sealed, before, abouts) for sealed in scene.sealed)

        scene.erase()

        left = remaining_keys(scene.token)
        assert not [sealed for sealed in scene.sealed if opens(sealed, left, abouts)]
        record_property("sealed values", len(scene.sealed))
        record_property("keys tried on each", len(left))

    def test_finds_a_key_that_the_vault_forgot_to_overwrite(self, scene, tmp_path):
        """The search itself can fail: a vault's bytes from before do give the key."""
        vault.forget_vault()
        former = tmp_path / "former"
        shutil.copytree(django_settings.VAULT_DIR, former)
        abouts = list(set(scene.sealed.values()))

        scene.erase()
        vault.forget_vault()
        for file in former.iterdir():
            shutil.copy(file, Path(django_settings.VAULT_DIR) / f"left-{file.name}")

        left = remaining_keys(scene.token)
        assert any(opens(sealed, left, abouts) for sealed in scene.sealed)


class TestErasureInPart:
    def test_leaves_no_trace_of_the_shelves_that_went(self, scene):
        stay = {Shelf.IDENTITY, Shelf.RECORD}
        going = {
            sealed: about
            for sealed, about in scene.sealed.items()
            if about.split(b"/")[1].decode() not in stay
        }
        assert going

        scene.erase(dict.fromkeys(stay, KeptBecause.CARE_RECORD))

        settle()
        assert not list(found_in(database_files(), going))
        left = remaining_keys(scene.token)
        assert not [each for each in going if opens(each, left, list(going.values()))]
        with within(scene.town.area.pk):
            assert scene.gone.client.identity.words("sealed_name") in scene.gone.words


class TestRestoredCopy:
    def test_from_before_is_erased_again_by_the_ledger(self, scene):
        if on_postgresql():
            pytest.skip("a copy of PostgreSQL's files is the business of its backups")
        copy = copied(scene.folder.parent / "copy")
        scene.erase()

        put_back(copy)
        with within(scene.town.area.pk):
            assert Person.objects.filter(token=scene.token).exists()
            assert replay_ledger(by=BY) == 1

        assert not scene.traces()

    def test_from_after_has_nothing_left_to_do(self, scene):
        scene.erase()

        with within(scene.town.area.pk):
            assert replay_ledger(by=BY) == 0


def test_every_shelf_of_a_person_has_something_sealed_on_it():
    """Or the proofs above would prove nothing of it. Two shelves are still empty."""
    sealed = {
        column.shelf
        for table in tables_of(Whose.CLIENT)
        for column in sealed_columns(table)
    }

    assert sealed >= {Shelf.IDENTITY, Shelf.CONTACT, Shelf.RECORD}
    assert set(EVERY_SHELF) - sealed <= {
        *(Shelf.COMPANY, Shelf.JOURNAL, Shelf.CONCERN, Shelf.INCIDENT)
    }
