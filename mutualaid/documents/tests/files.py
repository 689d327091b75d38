"""Files of every sort, made here: what they say they are, and what they are."""

import io
import struct
import zipfile
import zlib

OFFICE = "application/vnd.openxmlformats-officedocument."
WORD_MAIN = f"{OFFICE}wordprocessingml.document.main+xml"
SHEET_MAIN = f"{OFFICE}spreadsheetml.sheet.main+xml"
MACRO_MAIN = "application/vnd.ms-word.document.macroEnabled.main+xml"
TYPES = '<Types xmlns="x">{}</Types>'

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(20) + b"\xff\xd9"


def _chunk(kind: bytes, data: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + check


PNG = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    + _chunk(b"IDAT", zlib.compress(b"\0\0"))
    + _chunk(b"IEND", b"")
)


def archive(**parts: bytes | str) -> bytes:
    """A ZIP archive; `__` in a name stands for "/", and a part may be told by `named`."""
    return named({name.replace("__", "/"): data for name, data in parts.items()})


def named(parts: dict[str, bytes | str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            way = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            file.writestr(name, data, way)
    return packed.getvalue()


def office(*types: str, **parts: bytes | str) -> bytes:
    """A document of these content types."""
    listed = "".join(f'<Override PartName="/x" ContentType="{one}"/>' for one in types)
    more = {name.replace("__", "/"): data for name, data in parts.items()}
    return named({"[Content_Types].xml": TYPES.format(listed), **more})


def open_document(kind: str, **parts: bytes | str) -> bytes:
    more = {name.replace("__", "/"): data for name, data in parts.items()}
    mime = f"application/vnd.oasis.opendocument.{kind}"
    return named({"mimetype": mime, "content.xml": "<x/>", **more})


DOCX = office(WORD_MAIN, word__document="words")
XLSX = office(SHEET_MAIN, xl__workbook="numbers")
ODT, ODS = open_document("text"), open_document("spreadsheet")


def lying_about_size(packed: bytes) -> bytes:
    """The same archive, whose list says that each part unpacks to 4 GB."""
    at = packed.rfind(b"PK\x01\x02")
    return packed[: at + 24] + b"\xfe\xff\xff\xff" + packed[at + 28 :]
