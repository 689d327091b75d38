"""What the formats of a BMLT server say, in our words.

A key string ("St") means on each server what that server says; the world id ("STEP") means the
same everywhere. So a format goes by its world id, and by its key only where it has none.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from .facets import facet_of_words, statement_of_words
from .plain_text import word_of

_WORLD = {
    "BEG": "newcomers", "BT": "book-study", "CAN": "candlelight", "CH": "",
    "CLOSED": "closed", "CPT": "literature", "CW": "child-friendly",
    "DISC": "discussion", "GL": "lgbtq", "GP": "literature", "HYBR": "hybrid",
    "IP": "literature", "IW": "literature", "JFT": "daily-reading", "LC": "literature",
    "LIT": "literature", "M": "men", "MED": "meditation", "NC": "", "NS": "",
    "OPEN": "open", "QA": "questions", "RA": "", "S-D": "speaker discussion",
    "SMOK": "", "SPAD": "daily-reading", "SPK": "speaker", "STEP": "step-study",
    "SWG": "step-study", "TC": "temporarily closed", "TOP": "discussion",
    "TRAD": "tradition-study", "VAR": "", "VM": "online", "W": "women",
    "WCHR": "step-free", "Y": "young-people",
}  # fmt: skip
# Every server keeps these three keys for itself and sets them by the kind of venue.
RESERVED = {"VM": "online", "HY": "hybrid", "TC": "temporarily closed"}
_LANGUAGE = "LANG"  # says that there is one; the name says which


def explained(formats: Iterable[Any]) -> dict[str, Any]:
    """GetFormats as a companion of the meetings: which code an id or key is, what a code means."""
    codes: dict[str, str] = {}
    meanings: dict[str, str | None] = {}
    for server, entry in _in_english_first(formats):
        key = word_of(entry.get("key_string"))
        world = word_of(entry.get("world_id")).upper()
        code = world if world and world != _LANGUAGE else key
        for name in (word_of(entry.get("id")), f"key {key}"):
            codes.setdefault(f"{server} {name}", code)
        meanings.setdefault(
            code, _meaning(key, world, word_of(entry.get("name_string")))
        )
    return {"codes": codes, "meanings": meanings}


def codes_of_record(record: Mapping[str, Any], codes: Mapping[str, str]) -> list[str]:
    """The codes of its formats, each once; a key stays as it is where nothing explains it."""
    server = word_of(record.get("root_server_id"))
    keys = _parts(record.get("formats"))
    ids = _parts(record.get("format_shared_id_list"))
    by_id = [codes.get(f"{server} {number}", "") for number in ids]
    if not keys or (len(ids) == len(keys) and all(by_id)):
        return list(dict.fromkeys(filter(None, by_id)))
    return list(dict.fromkeys(codes.get(f"{server} key {key}", key) for key in keys))


def _in_english_first(formats: Iterable[Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    entries = [entry for entry in formats if isinstance(entry, dict)]
    entries.sort(key=lambda entry: entry.get("lang") != "en")
    for entry in entries:
        if word_of(entry.get("key_string")):
            yield word_of(entry.get("root_server_id")), entry


def _meaning(key: str, world: str, name: str) -> str | None:
    if key in RESERVED:
        return RESERVED[key]
    return _WORLD[world] if world in _WORLD else _of_name(name)


def _of_name(name: str) -> str | None:
    """ "Lithuanian/Russian", "English speaking" and the like, by their words."""
    if statement := statement_of_words(name):
        return statement
    parts = name.replace("speaking", "").split("/")
    keys = [facet_of_words(part) for part in (name, *parts)]
    return " ".join(dict.fromkeys(filter(None, keys))) or None


def _parts(value: Any) -> list[str]:
    return [part for part in word_of(value).replace(" ", "").split(",") if part]
