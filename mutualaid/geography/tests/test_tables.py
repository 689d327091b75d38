import io
import zipfile
from pathlib import Path

import pytest

from mutualaid.core.refusal import Refused
from mutualaid.geography.importing import tables as tables_module
from mutualaid.geography.importing.tables import (
    UNREADABLE,
    Table,
    digest_of,
    opened_tables,
    repaired,
)

CSV = frozenset({".csv"})


def table(content: bytes) -> Table:
    return Table("t.csv", "t.csv", len(content), lambda: io.BytesIO(content))


def rows_of(content: bytes) -> list[list[str]]:
    with table(content).opened() as stream:
        return list(stream.rows())


def zip_of(path: Path, entries: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return path


def damaged_zip(path: Path) -> Path:
    zip_of(path, {"a.csv": b"".join(b"%d,%d\n" % (n, n * n) for n in range(5_000))})
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)
    return path


def reading(path: Path) -> str:
    """The sentence with which a file is refused."""
    with pytest.raises(Refused) as refused, opened_tables(path, CSV) as found:
        digest_of(found)
    return refused.value.sentence


class TestRows:
    @pytest.mark.parametrize(
        "content",
        [
            b"a,b\n1,2\n",
            b"\xef\xbb\xbfa,b\r\n1,2\r\n",
            b"a,b\r1,2\r",
            b"a;b\n1;2",
            b"a\tb\n1\t2",
            b'"a","b"\n"1","2"\n',
            b"\na,b\n\n1,2\n\n",
        ],
    )
    def test_are_the_same_however_the_table_was_saved(self, content):
        assert rows_of(content) == [["a", "b"], ["1", "2"]]

    def test_keep_quotation_marks_between_tabs(self):
        assert rows_of(b'1\tThe "Green\t2\n') == [["1", 'The "Green', "2"]]

    def test_go_on_after_one_that_cannot_be_read(self):
        too_long = b'"' + b"x" * 140_000 + b'"'

        rows = rows_of(b"a,b\n" + too_long + b"\n1,2\n")

        assert rows[0] == ["a", "b"]
        assert UNREADABLE in rows
        assert rows[-1] == ["1", "2"]

    @pytest.mark.parametrize("content", [b"", b"\n\n", b"x" * 1_000_000])
    def test_are_none_where_there_is_no_table(self, content):
        assert rows_of(content) == []

    def test_end_with_a_refusal_where_the_bytes_are_damaged(self, tmp_path):
        path = damaged_zip(tmp_path / "list.zip")

        damaged = pytest.raises(Refused, match=r"^list\.zip is damaged")
        with opened_tables(path, CSV) as (found,), found.opened() as stream, damaged:
            list(stream.rows())


class TestRepaired:
    @pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
    def test_reads_both_alphabets(self, encoding):
        ((name,),) = rows_of("Ynys Môn".encode(encoding))

        assert repaired(name) == "Ynys Môn"


class TestOpenedTables:
    def test_finds_the_tables_of_a_zip_and_leaves_the_rest(self, tmp_path):
        path = zip_of(
            tmp_path / "list.zip",
            {
                "Data/b.csv": b"b",
                "Data/A.CSV": b"a",
                "Data/": b"",
                "Doc/licence.pdf": b"%PDF",
                "__MACOSX/Data/._b.csv": b"litter",
                "Data/.hidden.csv": b"litter",
                "../../escape.csv": b"e",
                "inner.zip": b"PK",
            },
        )

        with opened_tables(path, CSV) as found:
            contents = {table.name: table.open_bytes().read() for table in found}

        assert contents == {
            "Data/A.CSV": b"a",
            "Data/b.csv": b"b",
        }

    def test_finds_the_tables_of_a_folder(self, tmp_path):
        (tmp_path / "part").mkdir()
        (tmp_path / "part" / "x.csv").write_bytes(b"x")
        (tmp_path / "notes.txt").write_bytes(b"n")
        (tmp_path / ".x.csv").write_bytes(b"n")

        with opened_tables(tmp_path, CSV) as found:
            assert [table.name for table in found] == ["part/x.csv"]

    def test_takes_a_single_file_whatever_its_ending(self, tmp_path):
        path = tmp_path / "list.data"
        path.write_bytes(b"a,b\n")

        with opened_tables(path, CSV) as (found,):
            assert found.first_row() == ["a", "b"]

    def test_refuses_what_is_not_there(self, tmp_path):
        assert reading(tmp_path / "gone.csv").startswith(
            "gone.csv: there is no such file"
        )

    def test_refuses_a_zip_whose_bytes_have_changed(self, tmp_path):
        path = damaged_zip(tmp_path / "list.zip")

        assert reading(path).startswith("list.zip is damaged")

    def test_refuses_an_encrypted_zip(self, tmp_path):
        path = zip_of(tmp_path / "list.zip", {"a.csv": b"a,b\n"})
        content = bytearray(path.read_bytes())
        content[6] |= 1  # the flag in the entry's own heading
        content[content.index(b"PK\x01\x02") + 8] |= 1  # and in the directory
        path.write_bytes(content)

        assert reading(path).startswith("list.zip is damaged, encrypted")

    def test_refuses_too_many_entries(self, tmp_path, monkeypatch):
        monkeypatch.setattr(tables_module, "MOST_ENTRIES", 2)
        path = zip_of(tmp_path / "many.zip", {f"{n}.txt": b"" for n in range(3)})

        assert reading(path).startswith("many.zip holds 3 files; at most 2")

    def test_refuses_what_unpacks_to_too_much(self, tmp_path, monkeypatch):
        monkeypatch.setattr(tables_module, "MOST_UNPACKED_BYTES", 1_000_000)
        path = zip_of(tmp_path / "bomb.zip", {"zeros.csv": bytes(1_000_001)})

        assert path.stat().st_size < 10_000
        assert reading(path).startswith("bomb.zip unpacks to")

    def test_refuses_what_vanishes_meanwhile(self, tmp_path):
        path = tmp_path / "list.csv"
        path.write_bytes(b"a,b\n")

        with opened_tables(path, CSV) as (found,):
            path.unlink()
            with pytest.raises(Refused, match=r"^list\.csv could not be read: No such"):
                found.first_row()


class TestDigestOf:
    def test_is_of_the_content_whatever_the_packing(self, tmp_path):
        (tmp_path / "folder").mkdir()
        (tmp_path / "folder" / "a.csv").write_bytes(b"1,2\n")
        packed = zip_of(tmp_path / "list.zip", {"Data/x.csv": b"1,2\n"})

        with opened_tables(tmp_path / "folder", CSV) as found:
            in_folder = digest_of(found)
        with opened_tables(packed, CSV) as found:
            in_zip = digest_of(found)

        assert in_folder == in_zip

    def test_differs_with_a_byte_and_with_where_tables_end(self):
        assert digest_of([table(b"ab")]) != digest_of([table(b"ac")])
        assert digest_of([table(b"ab"), table(b"c")]) != digest_of(
            [table(b"a"), table(b"bc")]
        )
