"""The row and the bytes stand or fall together."""

import gc
import hashlib
import os
import tracemalloc
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.db import transaction

from mutualaid.activity_log.models import Entry
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.core.area import within
from mutualaid.core.refusal import Refused
from mutualaid.documents import keeping
from mutualaid.documents.duties import drop_orphaned_files
from mutualaid.documents.keeping import keep_file, remove_file
from mutualaid.documents.models import StoredFile
from mutualaid.documents.places import folder_of, path_of
from mutualaid.organisations.models import Area
from mutualaid.organisations.tests import factories

from . import files

BY = Actor("token-1", "commissioner")
GIGABYTE = 1_000_000_000


def upload(data: bytes = files.PDF, name: str = "minutes.pdf") -> UploadedFile:
    return SimpleUploadedFile(name, data, "application/octet-stream")


def bytes_kept(area) -> list[str]:
    folder = folder_of(area.pk)
    return os.listdir(folder) if folder.is_dir() else []


class Endless(UploadedFile):
    """A gigabyte that nobody has: made piece by piece, and counted."""

    def __init__(self) -> None:
        super().__init__(name="film.pdf", size=GIGABYTE)
        self.read_so_far = 0

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        for _ in range(0, GIGABYTE, chunk_size or 1):
            self.read_so_far += chunk_size or 1
            yield bytes(chunk_size or 1)


@pytest.fixture
def area(settings, tmp_path, db):
    settings.FILES_DIR = tmp_path / "files"
    return factories.area()


class TestKeepFile:
    def test_keeps_bytes_by_a_random_name(self, area) -> None:
        file = keep_file(area=area, upload=upload(), by=BY)
        assert path_of(file).read_bytes() == files.PDF
        assert file.name not in file.kept_as
        assert len(file.kept_as) == 32
        assert file.sha256 == hashlib.sha256(files.PDF).hexdigest()
        assert (file.kind, file.size, file.name) == (
            "pdf",
            len(files.PDF),
            "minutes.pdf",
        )

    def test_nobody_else_on_the_machine_reads_it(self, area) -> None:
        path = path_of(keep_file(area=area, upload=upload(), by=BY))
        assert path.stat().st_mode & 0o777 == 0o600
        assert path.parent.stat().st_mode & 0o777 == 0o700

    def test_is_what_it_is_and_not_what_it_is_called(self, area) -> None:
        file = keep_file(area=area, upload=upload(files.PNG, "plan.docx"), by=BY)
        assert (file.kind, file.name) == ("png", "plan.png")

    def test_leaves_a_line_without_the_name(self, area) -> None:
        file = keep_file(area=area, upload=upload(name="zoe.pdf"), by=BY)
        entry = Entry.objects.get()
        assert (entry.act, entry.subject) == (
            "documents.keep_file",
            f"stored-file:{file.reference}",
        )
        assert "zoe" not in str(entry.detail)

    @pytest.mark.parametrize(
        ("data", "why"),
        [
            (b"", "This file is empty."),
            (b"<html>", "of a kind that is not kept"),
            (files.office(files.MACRO_MAIN), "has macros"),
        ],
    )
    def test_refuses_in_a_sentence_and_leaves_nothing(self, area, data, why) -> None:
        with pytest.raises(Refused, match=why) as refused:
            keep_file(area=area, upload=upload(data), by=BY)
        assert "PDF, pictures (PNG or JPEG)" in refused.value.sentence
        assert "Nothing else was lost." in refused.value.sentence
        assert bytes_kept(area) == []
        assert not StoredFile.objects.exists()

    def test_takes_just_as_much_as_it_says(self, area, monkeypatch) -> None:
        monkeypatch.setattr(keeping, "LARGEST", len(files.PDF))
        keep_file(area=area, upload=upload(), by=BY)
        monkeypatch.setattr(keeping, "LARGEST", len(files.PDF) - 1)
        with pytest.raises(Refused, match="larger than 20 MB"):
            keep_file(area=area, upload=upload(), by=BY)
        assert len(bytes_kept(area)) == 1

    def test_a_gigabyte_is_neither_read_nor_held(self, area, record_property) -> None:
        endless = Endless()
        tracemalloc.start()
        with pytest.raises(Refused, match="larger than 20 MB"):
            keep_file(area=area, upload=endless, by=BY)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        record_property("kB at most for a gigabyte", most // 1_000)
        assert endless.read_so_far <= keeping.LARGEST + keeping.PIECE
        assert most < 2_000_000
        assert bytes_kept(area) == []


class TestUndoing:
    def test_a_line_that_cannot_be_written_undoes_it(self, area, monkeypatch) -> None:
        monkeypatch.setattr(keeping, "record", _break)
        with pytest.raises(RuntimeError):
            keep_file(area=area, upload=upload(), by=BY)
        assert bytes_kept(area) == []

    def test_whatever_undoes_the_row_later_undoes_the_bytes(self, area) -> None:
        with pytest.raises(RuntimeError):
            _keep_and_undo(area)
        gc.collect()
        assert bytes_kept(area) == []
        assert not StoredFile.objects.exists()

    @pytest.mark.django_db(transaction=True)
    def test_what_is_committed_stays(self, settings, tmp_path) -> None:
        settings.FILES_DIR = tmp_path
        area = factories.area()
        with within(area.pk):
            file = keep_file(area=area, upload=upload(), by=BY)
        gc.collect()
        assert path_of(file).is_file()
        with within(area.pk):
            with pytest.raises(RuntimeError):
                _remove_and_undo(file)
            assert path_of(file).is_file()
            remove_file(file=StoredFile.objects.get(), by=BY)
        assert bytes_kept(area) == []


class TestOrphans:
    def test_go_when_they_are_older_than_a_day(self, area) -> None:
        file = keep_file(area=area, upload=upload(), by=BY)
        folder = folder_of(area.pk)
        (folder / "orphan").write_bytes(b"x")
        (folder / "younger").write_bytes(b"x")
        now = clock.now().timestamp()
        for name in (file.kept_as, "orphan"):
            os.utime(folder / name, (now - 90_000, now - 90_000))
        with within(area.pk):
            drop_orphaned_files(by=BY)
        assert set(bytes_kept(area)) == {file.kept_as, "younger"}

    def test_there_may_be_no_folder_yet(self, area) -> None:
        assert keeping.drop_orphans(area_id=area.pk) == 0

    def test_those_of_a_day_are_left_alone(self, area) -> None:
        folder_of(area.pk).mkdir(parents=True)
        (folder_of(area.pk) / "new").write_bytes(b"x")
        assert keeping.drop_orphans(area_id=area.pk) == 0
        with clock.frozen_at(clock.now() + timedelta(days=2)):
            assert keeping.drop_orphans(area_id=area.pk) == 1


@transaction.atomic
def _keep_and_undo(area: Area) -> None:
    assert path_of(keep_file(area=area, upload=upload(), by=BY)).is_file()
    _break()


@transaction.atomic
def _remove_and_undo(file: StoredFile) -> None:
    remove_file(file=file, by=BY)
    _break()


def _break(**_given: object) -> None:
    raise RuntimeError
