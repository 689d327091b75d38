"""What a stored file is called when somebody takes it away."""

import re
import unicodedata

from django.utils.translation import gettext

from .models import FileKind

LONGEST = 100
ENDINGS: dict[FileKind, tuple[str, ...]] = {FileKind.JPEG: (".jpg", ".jpeg")}
# Signs that a system reads as something else than a part of a name.
_NOT_IN_NAMES = re.compile(r'[<>:"|?*]')
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}$")
# Without a shape: they end a line, or turn the letters round that follow.
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def safe_name(given: str, kind: FileKind) -> str:
    """The name without folders and unseen signs, ending in what the file was found to be."""
    last = re.split(r"[/\\]", given)[-1]
    seen = "".join(
        letter
        for letter in unicodedata.normalize("NFC", last)
        if unicodedata.category(letter) not in _UNSEEN
    )
    name = " ".join(_NOT_IN_NAMES.sub("-", seen).split())
    endings = ENDINGS.get(kind, (f".{kind.value}",))
    ending = next((each for each in endings if name.lower().endswith(each)), "")
    stem = name[: -len(ending)] if ending else _ENDING.sub("", name)
    return (stem.strip(". ")[:LONGEST] or gettext("file")) + (ending or endings[0])
