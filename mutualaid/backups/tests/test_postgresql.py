"""PostgreSQL: a base copy that stands alone, and the archived log that goes on from there."""

import random
import shutil
import threading
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from mutualaid.backups.manifest import Database, Holds, Manifest
from mutualaid.backups.opening import Opened
from mutualaid.backups.postgresql import archived_log, base, laying_out, trial_server
from mutualaid.backups.postgresql.counting import live_sums
from mutualaid.backups.postgresql.laying_out import Stop
from mutualaid.backups.postgresql.programs import without_password
from mutualaid.backups.table_sums import silently
from mutualaid.core.refusal import Refused

from . import own_server
from .conftest import OTHER, PAIR

SEGMENT = "000000010000000000000001"
needs_server = pytest.mark.skipif(
    not own_server.is_here(), reason="PostgreSQL's programs are not here"
)
ARCHIVE_TIMEOUT = 5  # seconds, in the place of 900


@pytest.fixture
def segment(tmp_path) -> Path:
    file = tmp_path / SEGMENT
    file.write_bytes(b"log" * 100_000)
    return file


class TestArchivedLog:
    def test_comes_back_as_it_was(self, tmp_path, segment):
        archived_log.keep_segment(segment, tmp_path, PAIR.recipient)
        target = tmp_path / "RECOVERYXLOG"

        folder = tmp_path / "wal"
        assert archived_log.fetch_segment(SEGMENT, target, folder, PAIR.identity)
        assert target.read_bytes() == segment.read_bytes()
        assert b"loglog" not in (folder / f"{SEGMENT}.age").read_bytes()

    def test_is_archived_twice_without_harm(self, tmp_path, segment):
        archived_log.keep_segment(segment, tmp_path, PAIR.recipient)
        before = (tmp_path / "wal" / f"{SEGMENT}.age").read_bytes()
        archived_log.keep_segment(segment, tmp_path, PAIR.recipient)

        assert (tmp_path / "wal" / f"{SEGMENT}.age").read_bytes() == before

    def test_of_another_server_is_refused(self, tmp_path, segment):
        archived_log.keep_segment(segment, tmp_path, PAIR.recipient)
        segment.write_bytes(b"other")

        with pytest.raises(Refused, match="Two servers must not"):
            archived_log.keep_segment(segment, tmp_path, PAIR.recipient)

    def test_has_an_end(self, tmp_path):
        target = tmp_path / "x"
        found = archived_log.fetch_segment(SEGMENT, target, tmp_path, PAIR.identity)

        assert found is False
        assert not target.exists()

    def test_opens_for_no_other_key(self, tmp_path, segment):
        archived_log.keep_segment(segment, tmp_path, PAIR.recipient)

        with pytest.raises(Refused, match="another key"):
            archived_log.fetch_segment(
                SEGMENT, tmp_path / "x", tmp_path / "wal", OTHER.identity
            )

    @pytest.mark.parametrize("name", ["../../etc/passwd", "x", f"{SEGMENT}.zip", ""])
    def test_takes_no_other_files(self, tmp_path, name):
        with pytest.raises(Refused, match="is no file of PostgreSQL's log"):
            archived_log.fetch_segment(name, tmp_path / "x", tmp_path, PAIR.identity)

    def test_says_why_a_file_cannot_be_read(self, tmp_path):
        with pytest.raises(Refused, match="no such file"):
            archived_log.keep_segment(tmp_path / SEGMENT, tmp_path, PAIR.recipient)

    def test_goes_once_no_copy_needs_it(self, tmp_path, segment):
        archived_log.keep_segment(segment, tmp_path, PAIR.recipient)
        later = datetime.fromtimestamp(time.time() + 60, UTC)

        assert (
            archived_log.forget_log_before(tmp_path, datetime(2020, 1, 1, tzinfo=UTC))
            == 0
        )
        assert archived_log.forget_log_before(tmp_path, later) == 1
        assert list((tmp_path / "wal").iterdir()) == []


class TestPrograms:
    def test_passwords_stand_on_no_command_line(self):
        plain, environment = without_password("postgresql://a:secret@db.example/x")

        assert "secret" not in plain
        assert environment["PGPASSWORD"] == "secret"


class TestLayingOut:
    def test_refuses_a_directory_in_use(self, tmp_path):
        (tmp_path / "x").touch()

        with pytest.raises(Refused, match="into an empty directory only"):
            laying_out.refuse_used(tmp_path)


@contextmanager
def restored(home: Path, copied: Path, stop: Stop, point: str = ""):
    """A server over a copy; a connection to it."""
    manifest = Manifest(
        Holds.DATA, "x", "", {}, database=Database.POSTGRESQL, restore_point=point
    )
    fetching = ""
    if stop is not Stop.COUNTED:
        fetching = own_server.fetching_for(home, home / "place" / "wal")
    told = laying_out.recovery(Opened(copied, manifest), stop, None, fetching)
    again = home / f"again-{stop.name}"
    again.mkdir()
    laying_out.lay_out(Opened(copied, manifest), again / "cluster", told)
    with trial_server.trial_server(again / "cluster") as server:
        yield trial_server.copying_address(server)


class Writer(threading.Thread):
    """Writes a line every so often, and remembers each that was acknowledged."""

    def __init__(self, home: Path) -> None:
        super().__init__(daemon=True)
        self.home, self.written, self.ended = home, [], threading.Event()

    def run(self) -> None:
        try:
            with psycopg.connect(own_server.address(self.home), autocommit=True) as to:
                while not self.ended.wait(0.02):
                    line = to.execute(
                        "INSERT INTO lines (words) VALUES ('x') RETURNING id"
                    ).fetchone()
                    self.written.append((line[0], time.monotonic()))
        except psycopg.OperationalError:
            return


@needs_server
@pytest.mark.prove
class TestServer:
    def test_is_restored_to_the_counted_moment_and_on(
        self, settings, full_figures, record_property
    ):
        with own_server.own_server(ARCHIVE_TIMEOUT) as home:
            settings.BACKUP_DATABASE_URL = own_server.address(home)
            writer = Writer(home)
            writer.start()
            copied = home / "copied"
            copied.mkdir()
            tables, point = base.copy_cluster(
                copied / "postgresql", datetime.now(UTC), silently
            )
            self._holds_what_was_counted(settings, home, copied, tables, point)
            if full_figures:
                lost = self._burns(settings, home, copied, writer)
                record_property("seconds lost, in tenths", round(10 * lost))
            writer.ended.set()
            writer.join()

    def _holds_what_was_counted(self, settings, home, copied, tables, point):
        """Though somebody wrote before, during and after."""
        with restored(home, copied, Stop.COUNTED, point) as address:
            live = settings.BACKUP_DATABASE_URL
            settings.BACKUP_DATABASE_URL = address
            assert live_sums() == tables
            settings.BACKUP_DATABASE_URL = live
        assert tables["lines"].rows > 0

    def _burns(self, settings, home, copied, writer) -> float:
        """Cut at a random moment; what the archived log holds comes back. Seconds lost."""
        until = 3 * ARCHIVE_TIMEOUT + random.uniform(0, ARCHIVE_TIMEOUT)  # noqa: S311
        ends = time.monotonic() + until
        while time.monotonic() < ends:
            own_server.archive_for_it(home)
            time.sleep(0.2)
        own_server.stop(home)
        cut = time.monotonic()
        shutil.rmtree(home / "server")
        with (
            restored(home, copied, Stop.LATEST) as address,
            psycopg.connect(address) as again,
        ):
            (newest,) = again.execute("SELECT max(id) FROM lines").fetchone()
        kept = [at for line, at in writer.written if line <= newest]
        lost = cut - max(kept)
        # The last segment may still have been on its way to the archive.
        assert lost <= 2 * ARCHIVE_TIMEOUT + 10
        assert len(kept) > 10
        return lost
