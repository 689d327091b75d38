"""Whether people meet in person, online or both: as the record states it, never worked out.

`ONL` alone says that the meeting can be reached online, not that nobody meets in the hall. With
the usual venue closed, or with no street to go to, only online is left. With a street the
record leaves it open, and so do we.
"""

from .addresses import Address
from .facets import Facets, statement_of_words
from .findings import quoted
from .plain_text import word_of
from .source_record import SourceRecord, yes_or_no

_INACTIVE = "inactive"
_MODES = {
    "hybrid": "hybrid",
    "in-person": "in-person",
    "online": "online",
    "online only": "online",
}
_IN_A_MODE_FIELD = {
    "both": "hybrid", "f2f": "in-person", "inactive": _INACTIVE, "inperson": "in-person",
    "on site": "in-person", "phone": "online", "physical": "in-person", "remote": "online",
    "telephone": "online", "temporarily inactive": _INACTIVE, "video": "online",
}  # fmt: skip


def mode_of(
    record: SourceRecord, facets: Facets, address: Address, is_closed: bool
) -> str:
    """ "in-person", "online", "hybrid", or "" where the record does not state it."""
    named = _named(record)
    if named:
        return "" if named == _INACTIVE else named
    said = facets.statements | _said_by_columns(record)
    if "hybrid" in said or {"online", "in-person"} <= said:
        return "hybrid"
    if "in-person" in said:
        return "in-person"
    if "online only" in said:
        return "online"
    return _online(record, address, is_closed) if "online" in said else ""


def _online(record: SourceRecord, address: Address, is_closed: bool) -> str:
    has_street = bool(address.street or address.postcode)
    if is_closed or not has_street or record.is_yes("approximate"):
        return "online"
    reason = "It is online and has a street address, and does not say if people meet there too."
    record.remark("types", reason)
    return ""


def _named(record: SourceRecord) -> str:
    words = record.line("attendance_option")
    if not words:
        return ""
    spelling = words.casefold().replace("_", " ").replace("-", " ")
    named = _IN_A_MODE_FIELD.get(spelling) or _MODES.get(statement_of_words(words), "")
    if named == _INACTIVE:
        reason = (
            "It is marked as inactive, so neither in person nor online is taken over."
        )
        record.remark("attendance_option", reason)
    elif not named:
        reason = f"The way of meeting {quoted(words)} is not known."
        record.remark("attendance_option", reason)
    return named


def _said_by_columns(record: SourceRecord) -> set[str]:
    """What columns headed "Online" and "In person" say with a yes, a no, a link or a word."""
    said = {_answer(record, "online", "online", "in-person")}
    said.add(_answer(record, "in_person", "in-person", "online only"))
    return said - {""}


def _answer(record: SourceRecord, field: str, if_yes: str, if_no: str) -> str:
    value = record.value(field)
    answer = yes_or_no(value)
    if answer is not None:
        return if_yes if answer else if_no
    words = word_of(value)
    return if_yes if "://" in words else statement_of_words(words)
