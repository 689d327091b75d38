"""What somebody had typed when the door closed: sealed for them alone, into the next page.

Neither the database nor the source of a locked page holds it: the server keeps nothing, and
the page holds a text that only this server opens, for that person, for twelve hours.
"""

import json
from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpRequest  # noqa: TID251

from mutualaid.core import clock
from mutualaid.core.page_hat import FIELD as PAGE_HAT
from mutualaid.core.page_hat import page_hat
from mutualaid.core.sent_forms import CSRF_FIELD, SECRET_FIELD

from .sealing import NotOurs, seal, unseal

FIELD = "kept"
LIFE = timedelta(hours=12)
LARGEST = 200_000


class NotKept(Exception):
    """What was typed cannot be kept or shown. `reason` chooses the sentence on the page."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Typing:
    """A form as it was sent: whose, where to, and every field in order."""

    person: str
    address: str
    fields: tuple[tuple[str, str], ...]
    had_files: bool = False

    @property
    def words(self) -> list[str]:
        """Every value that somebody can have typed or chosen."""
        return [value for name, value in self.fields if name != PAGE_HAT and value]

    def sealed(self) -> str:
        """A text that says this to nobody but the server, when the same person is there."""
        said = [clock.now().timestamp(), self.address, self.fields, self.had_files]
        return seal(json.dumps(said), purpose=_purpose(self.person))


def typing_of(request: HttpRequest) -> Typing:
    """What this request posted. Raises NotKept where there is a secret or too much."""
    fields = tuple(
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name != CSRF_FIELD
    )
    if any(SECRET_FIELD.search(name) for name, _ in fields):
        raise NotKept("secret")
    if sum(len(name) + len(value.encode()) for name, value in fields) > LARGEST:
        raise NotKept("too long")
    return Typing(
        person=page_hat(request.POST).person,
        address=request.get_full_path(),
        fields=fields,
        had_files=bool(request.FILES),
    )


def opened(sealed: str, *, person: str) -> Typing:
    """What was sealed for this person. Raises NotKept for another's, and for an old one."""
    try:
        said = json.loads(unseal(sealed, purpose=_purpose(person)))
    except NotOurs:
        raise NotKept("not yours") from None
    at, address, fields, had_files = said
    if clock.now().timestamp() - at >= LIFE.total_seconds():
        raise NotKept("too old")
    pairs = tuple((name, value) for name, value in fields)
    return Typing(person, address, pairs, had_files)


def _purpose(person: str) -> str:
    return f"kept typing of {person}"
