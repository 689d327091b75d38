"""One archive: sealed in pieces, whole or not there, and opened only as it was."""

import io
import json
import os
import resource
import signal
import subprocess
import sys
import tarfile
from pathlib import Path

import pyrage
import pytest
from pyrage import x25519

from mutualaid.backups import opening, packing, places
from mutualaid.backups.age_files import open_file, seal_file
from mutualaid.backups.manifest import Holds, Manifest
from mutualaid.core.refusal import Refused

from .conftest import OTHER, PAIR

WORDS = os.urandom(300_000)


@pytest.fixture
def place(tmp_path) -> Path:
    made = tmp_path / "place"
    made.mkdir()
    return made


def an_archive(place: Path, **changed: object) -> Path:
    """An archive of keys that holds one file."""
    packer = packing.Packer()
    pieces = [*packer.words("keys/one", WORDS)]
    said = Manifest(Holds.KEYS, "north", places.stamp(), dict(packer.sums))
    told = {**json.loads(said.as_bytes()), **changed}
    pieces += [
        *packer.words(packing.MANIFEST, json.dumps(told).encode()),
        *packer.end(),
    ]
    target = place / "keys-north.age"
    seal_file(target, packing.compressed(pieces), PAIR.recipient)
    return target


def opened(archive: Path, into: Path, identity: str = PAIR.identity) -> opening.Opened:
    return opening.open_archive(archive, into, identity=identity, holds=Holds.KEYS)


class TestSealFile:
    def test_can_be_opened_by_other_programs_of_the_format(self, place):
        archive = an_archive(place)

        plain = pyrage.decrypt(
            archive.read_bytes(), [x25519.Identity.from_str(PAIR.identity)]
        )
        with tarfile.open(fileobj=io.BytesIO(plain)) as files:
            assert files.getnames() == ["keys/one", "manifest.json"]

    def test_shows_nothing_and_is_its_owners(self, place):
        archive = an_archive(place)

        assert b"manifest" not in archive.read_bytes()
        assert archive.stat().st_mode & 0o077 == 0

    def test_leaves_the_former_file_where_the_pieces_end_in_an_error(self, place):
        archive = an_archive(place)
        former = archive.read_bytes()

        def broken():
            yield b"x" * 100_000
            raise Refused("The database is damaged.")

        with pytest.raises(Refused, match="damaged"):
            seal_file(archive, broken(), PAIR.recipient)
        assert archive.read_bytes() == former
        assert os.listdir(place) == [archive.name]

    def test_says_that_the_disk_is_full_and_leaves_nothing(self, place):
        archive = an_archive(place)
        former = archive.read_bytes()
        limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))
        try:
            with pytest.raises(Refused, match="No backup was made of it; earlier ones"):
                seal_file(archive, [os.urandom(3_000_000)], PAIR.recipient)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
            signal.signal(signal.SIGXFSZ, handler)

        assert archive.read_bytes() == former
        assert os.listdir(place) == [archive.name]

    def test_takes_no_more_memory_for_more_bytes(self, place):
        """In a process of its own, whose largest size is asked in between and at the end."""
        script = (
            "import django, resource, sys; from pathlib import Path\n"
            "django.setup()\n"
            "from mutualaid.backups.age_files import seal_file\n"
            "from mutualaid.backups.packing import compressed\n"
            "for n in (40, 2_000):\n"
            "    pieces = (bytes(1 << 18) for _ in range(n))\n"
            "    seal_file(Path(sys.argv[1]), compressed(pieces), sys.argv[2])\n"
            "    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
        )
        told = subprocess.run(
            [sys.executable, "-c", script, place / "x", PAIR.recipient],
            check=True,
            capture_output=True,
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "mutualaid.config.settings"},
        )

        few, many = map(int, told.stdout.split())
        assert many < few + 20_000  # kB, while half a gigabyte went through


class TestOpenArchive:
    def test_gives_back_what_was_put_in(self, place, tmp_path):
        found = opened(an_archive(place), tmp_path / "opened")

        assert (found.directory / "keys/one").read_bytes() == WORDS
        assert found.manifest.holds is Holds.KEYS

    def test_says_that_the_key_is_another(self, place, tmp_path):
        archive = an_archive(place)

        with pytest.raises(Refused, match="sealed for another key"):
            opened(archive, tmp_path / "opened", OTHER.identity)

    @pytest.mark.parametrize("keep", [0, 10, 200, 70_000, 250_000, -1])
    def test_refuses_one_that_was_cut_short(self, place, tmp_path, keep):
        archive = an_archive(place)
        archive.write_bytes(archive.read_bytes()[:keep])

        with pytest.raises(Refused, match="damaged or cut short"):
            opened(archive, tmp_path / "opened")

    @pytest.mark.parametrize("at", [5, 150, 1_000, 200_000])
    def test_refuses_one_with_a_bit_changed(self, place, tmp_path, at):
        archive = an_archive(place)
        found = bytearray(archive.read_bytes())
        found[at] ^= 1
        archive.write_bytes(found)

        with pytest.raises(Refused, match="Nothing was changed"):
            opened(archive, tmp_path / "opened")

    def test_says_that_it_is_not_there(self, place, tmp_path):
        with pytest.raises(Refused, match="no such file"):
            opened(place / "none.age", tmp_path / "opened")

    @pytest.mark.parametrize(
        "changed", [{"format": 99}, {"migrations": ["clients.0999_next_year"]}]
    )
    def test_refuses_one_of_a_newer_version(self, place, tmp_path, changed):
        archive = an_archive(place, version="9.9.9", **changed)

        with pytest.raises(Refused, match="which is newer than this one"):
            opened(archive, tmp_path / "opened")

    @pytest.mark.parametrize(
        ("changed", "sentence"),
        [
            ({"files": {}}, "does not hold what it says"),
            ({"holds": "data"}, "an archive of data"),
            ({"holds": "a rumour"}, "does not say what it holds"),
            ({"tables": []}, "does not say what it holds"),
        ],
    )
    def test_refuses_one_that_says_something_else(
        self, place, tmp_path, changed, sentence
    ):
        with pytest.raises(Refused, match=sentence):
            opened(an_archive(place, **changed), tmp_path / "opened")

    @pytest.mark.parametrize("name", ["../out", "/etc/out", "a/../../out", ".hidden"])
    def test_writes_nothing_outside(self, place, tmp_path, name):
        packed = io.BytesIO()
        with tarfile.open(fileobj=packed, mode="w:gz") as files:
            info = tarfile.TarInfo(name)
            info.size = 3
            files.addfile(info, io.BytesIO(b"out"))
        seal_file(place / "x.age", [packed.getvalue()], PAIR.recipient)

        with pytest.raises(Refused, match="holds what no backup of ours holds"):
            opened(place / "x.age", tmp_path / "opened")
        assert not list(tmp_path.rglob("*out"))

    def test_refuses_what_is_no_archive_at_all(self, place, tmp_path):
        seal_file(place / "x.age", [b"only a note"], PAIR.recipient)

        with pytest.raises(Refused, match="does not hold what it says"):
            opened(place / "x.age", tmp_path / "opened")


class TestOpenFile:
    def test_leaves_nothing_of_what_it_could_not_finish(self, place, tmp_path):
        archive = an_archive(place)
        archive.write_bytes(archive.read_bytes()[:-10])

        with pytest.raises(Refused):
            open_file(archive, tmp_path / "plain", PAIR.identity)
        assert not (tmp_path / "plain").exists()
