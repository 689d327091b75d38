"""What a file is, whatever it is called and whatever it says of itself."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutualaid.documents import zips
from mutualaid.documents.models import FileKind
from mutualaid.documents.sniffing import RunsSomething, kind_of

from . import files

HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
TWICE = io.BytesIO()
with zipfile.ZipFile(TWICE, "w") as _file:
    _file.writestr("[Content_Types].xml", files.TYPES.format(""))
    with pytest.warns(UserWarning, match="Duplicate"):
        _file.writestr("[Content_Types].xml", files.TYPES.format(""))

GOOD = {
    "PDF": (files.PDF, FileKind.PDF),
    "PNG": (files.PNG, FileKind.PNG),
    "JPEG": (files.JPEG, FileKind.JPEG),
    "JPEG of a telephone, with more behind": (
        files.JPEG + b"trailer",
        FileKind.JPEG,
    ),
    "Word": (files.DOCX, FileKind.WORD),
    "Excel": (files.XLSX, FileKind.WORKBOOK),
    "OpenDocument text": (files.ODT, FileKind.TEXT_DOCUMENT),
    "OpenDocument spreadsheet": (files.ODS, FileKind.SPREADSHEET),
    "text": ("Zoë agreed. 3 < 4\r\n\tüber\f".encode(), FileKind.TEXT),
    "text with a mark in front": (b"\xef\xbb\xbfAgreed.", FileKind.TEXT),
    "text cut within a letter by a piece": (b"x" * 65_535 + b"\xc3\xa9", FileKind.TEXT),
}
NOT_KEPT = {
    "nothing": b"",
    "HTML named .pdf": HTML,
    "HTML after spaces": b"\n \t" + HTML,
    "SVG named .png": SVG,
    "SVG as XML": b'<?xml version="1.0"?>' + SVG,
    "mark-up far behind": b"word " * 20_000 + HTML,
    "mark-up across two pieces": b"x" * 65_533 + b"<script>",
    "a script": b"#!/bin/sh\nrm -rf ~\n",
    "a batch file": b"@echo off\r\n",
    "RTF": b"{\\rtf1\\ansi}",
    "a Windows program": b"MZ\x90\x00\x03" + bytes(60),
    "a Linux program": b"\x7fELF\x02\x01\x01" + bytes(60),
    "text with NUL": b"agreed\x00<script>",
    "text with an escape": b"\x1b]0;title\x07",
    "text in another encoding": "Zoë".encode("latin-1"),
    "text in UTF-16": "Agreed.".encode("utf-16"),
    "text that stops within a letter": b"caf\xc3",
    "an old Word file": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500),
    "a GIF": b"GIF89a" + bytes(20),
    "a PDF without an end": files.PDF.replace(b"%%EOF", b""),
    "HTML with a PDF inside": HTML + files.PDF,
    "a PDF that is a page too": files.PDF.replace(b"1 0 obj", b"<html><script>", 1),
    "a PDF that is an archive too": files.PDF + files.archive(a="b"),
    "a picture that is an archive too": files.JPEG + files.archive(a="b"),
    "a JPEG that is a page too": files.JPEG[:20] + HTML + files.JPEG[20:],
    "a PNG with more behind": files.PNG + b"<?php ?>",
    "half a PNG": files.PNG[:-5],
    "a JPEG without an end": files.JPEG[:-2],
    "an archive": files.archive(a="b"),
    "an archive of programs as Java has them": files.archive(META__MANIFEST="x"),
    "an archive behind a program": b"MZ\x90\x00" + files.DOCX,
    "an archive with a comment": files.DOCX[:-2] + b"\x03\x00abc",
    "half an archive": files.DOCX[:-30],
    "an empty archive": files.named({}),
    "a presentation": files.office(f"{files.OFFICE}presentationml.main+xml"),
    "Word and Excel at once": files.office(files.WORD_MAIN, files.SHEET_MAIN),
    "another OpenDocument": files.open_document("graphics"),
    "parts outside of the folder": files.named(
        {"[Content_Types].xml": files.TYPES.format(""), "../../etc/passwd": "x"}
    ),
    "a part by its whole path": files.named(
        {"mimetype": "application/vnd.oasis.opendocument.text", "/etc/passwd": "x"}
    ),
    "one part twice": TWICE.getvalue(),
    "types that are no XML": files.named({"[Content_Types].xml": "no"}),
    "types that grow when read": files.named(
        {
            "[Content_Types].xml": '<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>'
            "<Types>&b;</Types>"
        }
    ),
    "types without end": files.named(
        {"[Content_Types].xml": "<Types>" + " " * 1_000_001}
    ),
    "a bomb": files.office(files.WORD_MAIN, word__x=bytes(40_000_000)),
    "a bomb by its own word": files.lying_about_size(files.DOCX),
    "too many parts": files.named({str(n): "" for n in range(2_001)}),
}
RUNS = {
    "a docm": files.office(files.MACRO_MAIN),
    "a docm called docx": files.office(
        files.MACRO_MAIN, files.WORD_MAIN, word__document="x"
    ),
    "macros under a usual name": files.office(
        files.WORD_MAIN, **{"word__vbaProject.bin": b"x"}
    ),
    "macros under another name": files.office(
        files.WORD_MAIN, "application/vnd.ms-office.vbaProject"
    ),
    "macros whose type is written in numbers": files.office(
        files.WORD_MAIN, "application/vnd.ms-word.&#109;acroEnabled.x"
    ),
    "an xlsm": files.office("application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
    "a control": files.office(files.WORD_MAIN, **{"word__activeX__a.xml": "x"}),
    "something packed into it": files.office(
        files.WORD_MAIN, **{"word__embeddings__oleObject1.bin": b"MZ"}
    ),
    "OpenDocument with macros": files.open_document("text", **{"Basic__x.xml": "x"}),
    "OpenDocument with scripts": files.open_document("text", **{"Scripts__x.js": "x"}),
}


def told(data: bytes) -> FileKind | None:
    return kind_of(io.BytesIO(data), len(data))


class TestKinds:
    @pytest.mark.parametrize(("data", "kind"), GOOD.values(), ids=GOOD)
    def test_are_known_by_their_bytes(self, data, kind) -> None:
        assert told(data) == kind

    @pytest.mark.parametrize("data", NOT_KEPT.values(), ids=NOT_KEPT)
    def test_nothing_else_is_one(self, data) -> None:
        assert told(data) is None

    @pytest.mark.parametrize("data", RUNS.values(), ids=RUNS)
    def test_what_would_run_is_told_apart(self, data) -> None:
        with pytest.raises(RunsSomething):
            told(data)

    @given(st.binary(max_size=400))
    def test_no_bytes_break_it(self, data: bytes) -> None:
        told(data)

    @given(st.sampled_from([files.DOCX, files.XLSX, files.ODT]), st.data())
    def test_no_damage_breaks_it(self, data: bytes, draw: st.DataObject) -> None:
        at = draw.draw(st.integers(0, len(data) - 1))
        more = draw.draw(st.binary(max_size=4))
        try:
            told(data[:at] + more + data[at + len(more) :])
        except RunsSomething:
            pytest.fail("damage is no macro")


class TestArchives:
    def test_a_list_too_long_to_read_is_not_read(self, monkeypatch) -> None:
        monkeypatch.setattr(zips, "LARGEST_TABLE", 20)
        assert told(files.DOCX) is None

    def test_the_larger_form_is_not_read(self) -> None:
        end = files.DOCX[-22:]
        assert told(files.DOCX[:-22] + b"PK\x06\x07" + bytes(16) + end) is None
