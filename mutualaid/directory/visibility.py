"""What the public may see of a meeting, by what its own list says about it.

A meeting for people who stay somewhere (a prison, a ward, a treatment unit) is nobody else's to
find. A meeting of children is told with a contact, unless the fellowship itself publishes where
they are. Whoever keeps the directory may decide otherwise: then a local value says so.
"""

import re
from collections.abc import Collection

from .formats.records import MeetingRecord
from .models.meetings import Visibility

# (fellowship, code): "restricted access" in NA's list of types.
_RESTRICTED_CODES = frozenset({("na", "RA")})

_THEY = (
    r"(?:residents?|(?:in-?)?patients?|inmates?|prisoners?|detainees?|"
    r"(?:service|rehab|detox|unit) users?|(?:rehab|detox|unit) clients?|"
    r"(?:people|those|men|women) (?:staying|living|detained|held) (?:here|there|in \w+))"
)
_UNIT = (
    r"(?:treatment|rehab(?:ilitation)?|detox(?:ification)?|secure|in-?patient) "
    r"(?:unit|cent(?:re|er)|ward|wing|house)"
)
_ONLY_FOR_THEM = re.compile(
    rf"\b(?:only (?:for|open to) (?:the |our )?{_THEY}"
    rf"|{_THEY}(?: and staff)? only"
    rf"|(?:restricted|limited) to (?:the |our )?{_THEY}"
    rf"|{_UNIT} only|only (?:for|in|within) (?:the |this )?{_UNIT}"
    r"|(?:not open|closed) to (?:members of )?the (?:general |wider )?public"
    r"|no (?:access for the public|public access)"
    r"|restricted access meeting)\b",
    re.IGNORECASE,
)
_PRISON = re.compile(
    r"\b(?:HMP|HM ?YOI|HMP ?& ?YOI|HM Prison|young offenders?(?:'s?|’s?)? (?:institution|"
    r"institute)|immigration removal cent(?:re|er)|secure (?:unit|hospital)|"
    r"correctional (?:facility|institution|cent(?:re|er))|"
    r"(?<!old )(?<!former )(?<!the )prison(?! (?:road|street|lane|hill|museum)))\b",
    re.IGNORECASE,
)
_WARD = re.compile(
    r"\bward \d{1,2}[a-z]?\b|\b(?:psychiatric|in-?patient|acute|secure|mental health) ward\b"
    r"|\bon the ward\b",
    re.IGNORECASE,
)


def visibility_of(
    record: MeetingRecord, audiences: Collection[str], *, is_own_list: bool
) -> Visibility:
    """`audiences` are whom its fellowship is for; `is_own_list`, whether the list is its own."""
    if is_for_residents(record):
        return Visibility.RESIDENTS
    if not is_for_children(record, audiences):
        return Visibility.PUBLIC
    has_address = record.venue is not None and bool(
        record.venue.address or record.venue.postcode
    )
    is_published = is_own_list and has_address
    return Visibility.PUBLIC if is_published else Visibility.CONTACT


def is_for_residents(record: MeetingRecord) -> bool:
    """Whether it says that only people who stay there come, or where it is says so."""
    if any((key, code.upper()) in _RESTRICTED_CODES for key, code in record.type_codes):
        return True
    venue = record.venue
    place = f"{venue.name}\n{venue.address}" if venue else ""
    said = [record.name, record.notes, record.group_notes, place]
    said += [code for _, code in record.type_codes]
    said += [venue.notes] if venue else []
    if any(map(_ONLY_FOR_THEM.search, said)):
        return True
    return bool(_PRISON.search(place) or _WARD.search(place))


def is_for_children(record: MeetingRecord, audiences: Collection[str]) -> bool:
    """Of a fellowship for the young that is not for people who use, or named as one."""
    if "young" in audiences and "use" not in audiences:
        return True
    name = f"{record.name} {record.group_name}".casefold()
    return "alateen" in name and "al-anon" not in name
