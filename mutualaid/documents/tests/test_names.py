"""What files are called."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutualaid.documents.models import FileKind, StoredFile
from mutualaid.documents.names import safe_name

LONGEST = StoredFile._meta.get_field("name").max_length or 0
NAMES = [
    ("minutes.pdf", "minutes.pdf"),
    ("Minutes.PDF", "Minutes.pdf"),
    ("../../etc/passwd", "passwd.pdf"),
    ("..\\..\\windows\\system.ini", "system.pdf"),
    ("C:\\plans\\plan.docx", "plan.pdf"),
    ("plan.pdf.exe", "plan.pdf.pdf"),
    ("plan\u202efdp.exe", "planfdp.pdf"),
    ("a\x00b\r\nc\u2028d.pdf", "abcd.pdf"),
    ('a"b<c>d|e?f*g:h.pdf', "a-b-c-d-e-f-g-h.pdf"),
    ("  two   words .pdf", "two words.pdf"),
    (".htaccess", "htaccess.pdf"),
    ("...", "file.pdf"),
    ("", "file.pdf"),
    ("Protokoll für Zoë – 12. Mai.pdf", "Protokoll für Zoë – 12. Mai.pdf"),
    ("Zoe\u0308.pdf", "Zoë.pdf"),
    ("议程", "议程.pdf"),
    ("x" * 5_000 + ".pdf", "x" * 100 + ".pdf"),
    ("lone\ud800.pdf", "lone.pdf"),
]


@pytest.mark.parametrize(("given_name", "kept"), NAMES)
def test_names(given_name: str, kept: str) -> None:
    assert safe_name(given_name, FileKind.PDF) == kept


def test_a_picture_keeps_either_of_its_endings() -> None:
    assert safe_name("a.jpeg", FileKind.JPEG) == "a.jpeg"
    assert safe_name("a.JPG", FileKind.JPEG) == "a.jpg"
    assert safe_name("a.png", FileKind.JPEG) == "a.jpg"


@given(st.text(alphabet=st.characters(), max_size=300), st.sampled_from(FileKind))
def test_every_name_can_be_kept(given_name: str, kind: FileKind) -> None:
    name = safe_name(given_name, kind)
    assert 0 < len(name) <= LONGEST
    assert not name.startswith(".")
    assert not set(name) & set('/\\<>:"|?*')
    assert all(unicodedata.category(letter)[0] != "C" for letter in name)
    name.encode()
