"""Restoring: nothing moves unless everything opens, and who was erased stays erased."""

import json
import shutil
import sqlite3
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from mutualaid.activity_log.actions import anchor_chain
from mutualaid.activity_log.models import Entry
from mutualaid.backups import taking
from mutualaid.backups.restoring import Place, restore
from mutualaid.backups.standing import is_half_restored
from mutualaid.clients.models import Client
from mutualaid.core import clock
from mutualaid.core.refusal import Refused
from mutualaid.organisations.models import Area
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests.factories import membership, signed_in_client
from mutualaid.privacy.ledger import ledger_file
from mutualaid.privacy.models import Person
from mutualaid.privacy.vault import NoKey, all_keys

from .conftest import OTHER
from .towns import a_town, archives, erase, finished, living_in, restored

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="of a SQLite file"),
]


def tree(directory: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(directory)): file.read_bytes()
        for file in sorted(directory.rglob("*"))
        if file.is_file()
    }


class TestRestore:
    def test_brings_everything_back(self, tmp_path):
        town = a_town()
        done = restored(archives(), tmp_path / "new")

        assert done.compared
        assert done.tables["clients_client"] == 3
        assert done.chains == 2
        assert done.log_lines >= 1
        assert done.lost == []
        with living_in(tmp_path / "new"):
            assert Area.objects.get().name == "Northbridge"
            names = {
                each.identity.words("sealed_name") for each in Client.objects.all()
            }
            assert len(names) == 3
            assert Entry.objects.filter(act="backups.restore").count() == 1
            assert not is_half_restored()
        folder = tmp_path / "new" / "files" / str(town.area.pk)
        assert (folder / "0a1b2c.pdf").read_bytes().startswith(b"%PDF")
        key = tmp_path / "new" / "vault-key"
        assert key.read_text() == settings.VAULT_KEY
        assert key.stat().st_mode & 0o077 == 0

    def test_ends_every_session(self, tmp_path):
        town = a_town()
        signed_in_client(membership(Role.COMMISSIONER, town.area))

        assert restored(archives(), tmp_path / "new").sessions_ended == 1

    @pytest.mark.parametrize(
        ("harm", "sentence"),
        [
            (lambda source: replace(source, identity=OTHER.identity), "another key"),
            (lambda source: replace(source, keys=source.data), "an archive of data"),
            (lambda source: replace(source, data=source.keys), "an archive of keys"),
            (lambda source: replace(source, data=Path("none.age")), "no such file"),
            (lambda source: replace(source, ledger=Path("none")), "no such file"),
            (lambda source: _cut(source, "data"), "damaged or cut short"),
            (lambda source: _cut(source, "keys"), "damaged or cut short"),
        ],
    )
    def test_changes_nothing_where_something_does_not_open(
        self, tmp_path, harm, sentence
    ):
        a_town(1)
        source, new = harm(archives()), tmp_path / "new"
        new.mkdir()

        with pytest.raises(Refused, match=sentence):
            restore(source, Place.at(new))
        assert list(new.iterdir()) == []

    def test_refuses_keys_that_are_older_than_the_data(self, tmp_path):
        a_town(1)
        old = tmp_path / "old-keys.age"
        shutil.copy(archives().keys, old)
        with _an_hour_later():
            source = replace(archives(), keys=old)

        with pytest.raises(Refused, match="keys is older"):
            restore(source, Place.at(tmp_path / "new"))

    def test_refuses_a_place_with_something_in_it(self, tmp_path):
        a_town(1)
        new = tmp_path / "new"
        new.mkdir()
        (new / "letter").write_text("mine")

        with pytest.raises(Refused, match="is not empty"):
            restore(archives(), Place.at(new))
        assert tree(new) == {"letter": b"mine"}

    def test_takes_a_place_that_only_was_set_up_for_backups(self, tmp_path):
        a_town(1)
        new = tmp_path / "new"
        (new / "static").mkdir(parents=True)
        (new / "backup-recipient").touch()

        assert restored(archives(), new).compared

    def test_takes_the_place_of_what_is_there_if_told_so(self, tmp_path):
        town = a_town()
        first, new = archives(), tmp_path / "new"
        restored(first, new)
        erase(town.clients[0])
        with _an_hour_later():
            second = archives()

        restore(second, Place.at(new), replace=True)
        done = finished(new)

        assert done.tables["clients_client"] == 2
        assert not (new / "replaced-by-restore").exists()

    def test_that_ends_early_is_told_and_finished_later(self, tmp_path):
        a_town()
        new = tmp_path / "new"
        restore(archives(), Place.at(new))

        with living_in(new):
            assert is_half_restored()
        finished(new)
        with living_in(new):
            assert not is_half_restored()
        with pytest.raises(Refused, match="No restore is waiting"):
            finished(new)

    def test_adds_anchors_to_those_that_are_there(self, tmp_path):
        town = a_town(1)
        source, new = archives(), tmp_path / "new"
        restore(source, Place.at(new))
        name = next(name for name in tree(new) if name.startswith("anchors/"))
        (new / name).write_text("newer")
        (new / "restore-unfinished").unlink()
        restore(source, Place.at(new), replace=True)

        assert (new / name).read_text() == "newer"
        assert town.area.pk


class TestFinish:
    def test_refuses_rows_that_are_not_those_of_the_backup(self, tmp_path):
        a_town()
        new = tmp_path / "new"
        restore(archives(), Place.at(new))
        with sqlite3.connect(new / "mutualaid.sqlite3") as database:
            database.execute("UPDATE organisations_area SET name = 'Elsewhere'")
            database.execute("DELETE FROM privacy_look")
            database.execute("DELETE FROM duties_dutyrun")
        database.close()

        with pytest.raises(Refused, match="organisations_area holds other values"):
            finished(new)
        with living_in(new):
            assert is_half_restored()

    def test_refuses_a_log_that_somebody_changed_before(self, tmp_path):
        town = a_town()
        with sqlite3.connect(connection.settings_dict["NAME"]) as database:
            database.execute("DROP TRIGGER activity_log_entry_never_changed")
            database.execute("UPDATE activity_log_entry SET act = 'tests.other'")
            made = (
                "CREATE TRIGGER activity_log_entry_never_changed BEFORE UPDATE ON "
                "activity_log_entry BEGIN SELECT RAISE(ABORT, "
                "'Lines of the activity log are never changed.'); END"
            )
            database.execute(made)
        database.close()

        with pytest.raises(Refused, match="The activity log is not as it was written"):
            restored(archives(), tmp_path / "new")
        assert town.area.pk

    def test_tells_which_lines_only_anchors_know_of(self, tmp_path):
        town = a_town()
        source = archives()
        erase(town.clients[0])
        anchor_chain(chain=town.area.pk)
        new = tmp_path / "new"
        shutil.copytree(settings.ANCHORS_DIR, new / "anchors")

        done = restored(source, new)

        assert done.compared
        assert len(done.lost) == 1
        assert "missing, though the anchor" in done.lost[0]

    def test_goes_on_after_it_was_cut_off_between_changes(self, tmp_path):
        town = a_town()
        source, new = archives(), tmp_path / "new"
        erase(town.clients[0])
        restore(source, Place.at(new))
        mark = json.loads((new / "restore-unfinished").read_text())
        finished(new)
        # As if it had ended before the mark went: rows have changed since the comparison.
        (new / "restore-unfinished").write_text(json.dumps({**mark, "compared": True}))

        assert finished(new).erased_again == 0


class TestErased:
    """Who was erased stays erased, whichever backup is restored."""

    def test_after_the_backup(self, tmp_path):
        town = a_town()
        source = archives()
        token = erase(town.clients[0])
        done = restored(source, tmp_path / "new")

        assert (done.erasures, done.erased_again) == (1, 1)
        self._is_gone(tmp_path / "new", token)

    def test_between_the_copy_of_the_rows_and_that_of_the_keys(
        self, tmp_path, monkeypatch
    ):
        """In the middle of a backup: the rows are in the copy, the ledger knows."""
        town = a_town()
        copy, tokens = taking.copy_database, []

        def copy_and_erase(*told):
            copy(*told)
            tokens.append(erase(town.clients[1]))

        monkeypatch.setattr(taking, "copy_database", copy_and_erase)
        source = archives()
        monkeypatch.undo()
        with sqlite3.connect(connection.settings_dict["NAME"]) as live:
            assert live.execute("SELECT count(*) FROM privacy_person").fetchone() == (
                2,
            )
        live.close()
        done = restored(source, tmp_path / "new")

        assert done.tables["privacy_person"] == 3
        assert done.erased_again == 1
        self._is_gone(tmp_path / "new", tokens[0])

    def test_known_by_a_newer_ledger_only(self, tmp_path):
        """The archives are older than the erasure, and the ledger was saved from the fire."""
        town = a_town()
        source = archives()
        kept = tmp_path / "keys-of-then.age"
        shutil.copy(source.keys, kept)
        token = erase(town.clients[2])
        saved = tmp_path / "erased.jsonl"
        shutil.copy(ledger_file(), saved)

        done = restored(replace(source, keys=kept, ledger=saved), tmp_path / "new")

        assert done.erased_again == 1
        self._is_gone(tmp_path / "new", token)

    def test_in_a_way_that_this_version_does_not_know(self, tmp_path):
        a_town(1)
        saved, new = tmp_path / "erased.jsonl", tmp_path / "new"
        saved.write_text(
            '{"token": "client:1", "shelves": ["attic"]}\n{"token": "cut o'
        )

        with pytest.raises(Refused, match="does not understand"):
            restore(replace(archives(), ledger=saved), Place.at(new))
        assert not new.exists()

    def test_known_by_the_place_that_is_replaced(self, tmp_path):
        town = a_town()
        source, new = archives(), tmp_path / "new"
        old_keys = tmp_path / "keys-of-then.age"
        shutil.copy(source.keys, old_keys)
        token = erase(town.clients[0])
        (new / "vault").mkdir(parents=True)
        shutil.copy(ledger_file(), new / "vault")

        restore(replace(source, keys=old_keys), Place.at(new), replace=True)
        finished(new)

        self._is_gone(new, token)

    def test_their_words_open_in_no_copy_any_more(self, tmp_path):
        """Even before the ledger is replayed: the key went from the archive of keys at once."""
        town = a_town()
        source = archives()
        token = erase(town.clients[0])
        restore(source, Place.at(tmp_path / "new"))

        with living_in(tmp_path / "new"):
            client = Client.objects.get(person__token=token)
            with pytest.raises(NoKey):
                client.identity.words("sealed_name")

    def _is_gone(self, place: Path, token: str) -> None:
        with living_in(place):
            assert not Person.objects.filter(token=token).exists()
            assert all(kept.token != token for kept in all_keys())
            assert Entry.objects.filter(act="privacy.erase", subject=token).exists()


def _cut(source, name):
    archive = getattr(source, name)
    archive.write_bytes(archive.read_bytes()[:-100])
    return source


def _an_hour_later():
    return clock.frozen_at(clock.now() + timedelta(hours=1))
