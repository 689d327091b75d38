"""Taking a backup of an installation in use."""

import fcntl
import os
import shutil
import sqlite3
from collections import namedtuple
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from mutualaid.backups import copying, places, taking
from mutualaid.backups.manifest import Holds
from mutualaid.backups.opening import open_archive
from mutualaid.backups.standing import last_taken
from mutualaid.core import clock
from mutualaid.core.refusal import Refused
from mutualaid.organisations.tests import factories
from mutualaid.privacy.ledger import ledger_file

from .conftest import PAIR
from .towns import a_town, archives, erase

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="of a SQLite file"),
]


def names() -> list[str]:
    return sorted(file.name for file in Path(settings.BACKUPS_DIR).iterdir())


class TestTakeBackup:
    def test_writes_the_data_and_the_keys_apart(self, tmp_path):
        a_town()

        with clock.frozen_at(datetime(2026, 11, 22, 3, 0, 5, tzinfo=UTC)):
            taken = taking.take_backup()

        assert names() == ["data-north-20261122T030005Z.age", "keys-north.age"]
        assert taken == last_taken()
        data = open_archive(
            Path(taken.data), tmp_path / "d", identity=PAIR.identity, holds=Holds.DATA
        )
        keys = open_archive(
            Path(taken.keys), tmp_path / "k", identity=PAIR.identity, holds=Holds.KEYS
        )
        in_data = {name.partition("/")[0] for name in data.manifest.files}
        assert in_data == {"database.sqlite3", "files", "anchors"}
        in_keys = {name.partition("/")[0] for name in keys.manifest.files}
        assert in_keys == {"vault.sqlite3", "keys"}
        assert data.manifest.tables["clients_client"].rows == 3

    def test_no_key_is_in_the_data(self, tmp_path):
        a_town()
        data = open_archive(
            archives().data, tmp_path / "d", identity=PAIR.identity, holds=Holds.DATA
        )

        words = b"".join(
            file.read_bytes() for file in data.directory.rglob("*") if file.is_file()
        )
        for key in (settings.SECRET_KEY, settings.LOG_KEY, settings.VAULT_KEY):
            assert key.encode() not in words

    def test_leaves_nothing_unsealed_behind(self, installation):
        a_town()
        taking.take_backup()

        left = {file.name for file in installation.iterdir()}
        assert left == {
            "anchors",
            "backup-keys.lock",
            "backup-taken.json",
            "backup.lock",
            "files",
            "vault",
        }

    def test_of_several_areas_names_none(self):
        factories.area()
        a_town()
        taking.take_backup()

        assert names()[1] == "keys-all-areas.age"

    def test_keeps_the_archives_that_are_to_stay_and_one_of_keys(self):
        a_town(1)
        for day in range(1, 11):
            with clock.frozen_at(datetime(2026, 11, day, 3, tzinfo=UTC)):
                taking.take_backup()

        kept = [name[11:19] for name in names() if name.startswith("data")]
        assert kept == ["20261101", *[f"202611{day:02}" for day in range(4, 11)]]
        assert names().count("keys-north.age") == 1

    def test_takes_what_is_committed_while_somebody_writes(self, tmp_path):
        town = a_town()
        other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE organisations_area SET name = 'Half written'")
        try:
            source = archives()
        finally:
            other.execute("ROLLBACK")
            other.close()

        data = open_archive(
            source.data, tmp_path / "d", identity=PAIR.identity, holds=Holds.DATA
        )
        copy = sqlite3.connect(data.directory / "database.sqlite3")
        assert copy.execute("SELECT name FROM organisations_area").fetchall() == [
            (town.area.name,)
        ]
        copy.close()

    @pytest.mark.parametrize(
        ("changed", "sentence"),
        [
            ({"BACKUPS_DIR": None}, "Nobody has said where backups go"),
            ({"BACKUPS_DIR": Path("/dev/null/x")}, "No backup was taken"),
            ({"BACKUP_RECIPIENT": ""}, "There is no key to seal backups for"),
        ],
    )
    def test_says_what_is_missing(self, settings, changed, sentence):
        for name, value in changed.items():
            setattr(settings, name, value)

        with pytest.raises(Refused, match=sentence):
            taking.take_backup()

    def test_refuses_a_second_at_the_same_time(self, installation):
        with (installation / "backup.lock").open("w") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            with pytest.raises(Refused, match="Another backup is being taken"):
                taking.take_backup()

    def test_refuses_where_there_is_too_little_space(self, monkeypatch):
        a_town(1)
        usage = namedtuple("usage", "free")
        monkeypatch.setattr(shutil, "disk_usage", lambda _place: usage(1_000))

        with pytest.raises(Refused, match="There is too little space"):
            taking.take_backup()
        assert names() == []

    def test_refuses_a_place_that_is_half_restored(self, installation):
        (installation / "restore-unfinished").touch()

        with pytest.raises(Refused, match="has not ended"):
            taking.take_backup()

    def test_clears_away_what_one_that_was_cut_off_has_left(self, installation):
        a_town(1)
        place = Path(settings.BACKUPS_DIR)
        place.mkdir()
        (place / ".data-north-20261122T030005Z.age.0a1b2c3d.partial").write_text("half")
        (installation / ".backup-abc").mkdir()
        (installation / ".backup-taken.json-0a1b2c3d").write_text("half")
        taking.take_backup()

        assert all(not name.startswith(".") for name in names())
        assert list(installation.glob(".backup-*")) == []


class TestCopyDatabase:
    def test_refuses_a_damaged_one(self, tmp_path):
        file = tmp_path / "broken.sqlite3"
        with sqlite3.connect(file) as made:
            made.execute("CREATE TABLE a (b TEXT)")
            made.executemany("INSERT INTO a VALUES (?)", [("x" * 500,)] * 500)
            made.execute("CREATE INDEX c ON a (b)")
        made.close()
        words = bytearray(file.read_bytes())
        words[-9_000:-5_000] = b"\0" * 4_000
        file.write_bytes(words)

        with pytest.raises((Refused, sqlite3.DatabaseError)):
            copying.copy_database(file, tmp_path / "copy", lambda *_told: None)

    def test_refuses_where_there_is_none(self, tmp_path):
        with pytest.raises(Refused, match="no database yet"):
            copying.copy_database(tmp_path / "no", tmp_path / "copy", print)


class TestFollowing:
    """What an erasure does to the keys where backups are."""

    def test_puts_new_keys_in_place_at_once(self):
        town = a_town()
        before = archives().keys.read_bytes()
        erase(town.clients[0])

        keys = Path(settings.BACKUPS_DIR) / "keys-north.age"
        assert keys.read_bytes() != before
        assert not taking.keys_are_behind()

    def test_before_the_first_backup_does_nothing(self):
        erase(a_town().clients[0])

        assert not Path(settings.BACKUPS_DIR).is_dir() or names() == []

    def test_that_could_not_follow_is_caught_up(self, settings, caplog):
        town = a_town()
        keys, place = archives().keys, settings.BACKUPS_DIR
        settings.BACKUP_RECIPIENT = ""
        erase(town.clients[0])
        settings.BACKUP_RECIPIENT = PAIR.recipient
        later = ledger_file().stat().st_mtime + 1
        os.utime(ledger_file(), (later, later))

        assert "Error calling" in caplog.text
        assert taking.keys_are_behind()
        before = keys.read_bytes()
        assert taking.refresh_keys(to=place) == keys
        assert keys.read_bytes() != before


class TestPlaces:
    def test_knows_archives_by_their_names_only(self, tmp_path):
        for name in (
            "data-north-20261122T030005Z.age",
            "data-north-x.age",
            "notes.age",
        ):
            (tmp_path / name).touch()

        assert [file.name for file in places.archives(tmp_path)] == [
            "data-north-20261122T030005Z.age"
        ]

    def test_late_after_a_day_and_two_hours(self):
        a_town(1)
        taken = taking.take_backup()

        assert not taken.is_late()
        with clock.frozen_at(taken.at + timedelta(hours=27)):
            assert taken.is_late()
