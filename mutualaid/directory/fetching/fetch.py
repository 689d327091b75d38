"""The way to a list: check, connect, follow, read, unpack.

The network address that was checked is the one connected to. Were the name looked up again for
the connection, its owner could answer the check with one address and the connection with another.
"""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPResponse
from urllib.parse import urljoin

from mutualaid.core.refusal import Refused

from .connection import CheckedConnection, Deadline
from .public_addresses import checked_addresses
from .target import Target, shown
from .troubles import EXPECTED, Trouble, in_words
from .unpacking import unpacked

LONGEST_SECONDS = 30.0  # for everything, redirects included
LARGEST_LIST = 20_000_000  # bytes, on the way and unpacked
MOST_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CHUNK = 1 << 16
_HEADERS = {
    "User-Agent": "mutual-aid-toolkit",
    "Accept": "application/json, text/csv;q=0.9, */*;q=0.1",
    "Accept-Encoding": "gzip, deflate",
    "Connection": "close",
}


@dataclass(frozen=True, slots=True)
class Stamp:
    """How a web server tells one state of a list from another."""

    etag: str = ""
    last_modified: str = ""

    @classmethod
    def of(cls, response: HTTPResponse) -> "Stamp":
        """What came with a list; a stamp too long to be one counts as none."""
        etag = response.headers.get("ETag", "")
        last_modified = response.headers.get("Last-Modified", "")
        return cls(_sendable(etag, 200), _sendable(last_modified, 60))

    def conditions(self) -> dict[str, str]:
        """Headers that ask for the list only if it is another by now."""
        told = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in told.items() if value}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was there, and what to call it; `stamp` tells that state of it from others."""

    data: bytes
    name: str
    stamp: Stamp = Stamp()
    is_unchanged: bool = False  # since the stamp that was shown; then without data


def fetch(
    address: str,
    *,
    allow_private: bool = False,
    seconds: float = LONGEST_SECONDS,
    known: Stamp = Stamp(),
) -> Fetched:
    """Read the list at a web address. Raises Refused.

    `allow_private` is for people at the command line, who know their own network. `known` is
    the stamp of what was read before, so that it need not be sent again.
    """
    deadline = Deadline(seconds)
    asked = address
    try:
        for _ in range(MOST_REDIRECTS + 1):
            target = Target.of(asked)
            answer = _ask(target, deadline, known, allow_private=allow_private)
            if isinstance(answer, Fetched):
                return answer
            asked = _joined(asked, answer)
        raise Trouble(f"it leads on more than {MOST_REDIRECTS} times")
    except EXPECTED as error:
        way = "" if asked == address else f" leads to {shown(asked)}"
        raise Refused(f"{shown(address)}{way}: {in_words(error)}.") from error


def _sendable(value: str, longest: int) -> str:
    """A header's value that may be sent back as it came."""
    is_plain = value.isascii() and value.isprintable() and len(value) <= longest
    return value if is_plain else ""


def _joined(asked: str, location: str) -> str:
    try:
        return urljoin(asked, location)
    except ValueError:
        raise Trouble("it leads on to what is not a web address") from None


def _ask(
    target: Target, deadline: Deadline, known: Stamp, *, allow_private: bool
) -> Fetched | str:
    """What is there, or the address it leads on to."""
    addresses = checked_addresses(target, allow_private=allow_private)
    with closing(CheckedConnection(target, addresses, deadline)) as connection:
        headers = {**_HEADERS, **known.conditions()}
        connection.request("GET", target.path, headers=headers)
        with connection.getresponse() as response:
            location = response.headers.get("Location", "")
            if response.status in _REDIRECTS and location:
                return location
            if known != Stamp() and response.status == HTTPStatus.NOT_MODIFIED:
                return Fetched(b"", target.name, known, is_unchanged=True)
            _refuse_unless_ok(response.status)
            stamp = Stamp.of(response)
            return Fetched(_body(response), target.name, stamp)


def _refuse_unless_ok(status: int) -> None:
    if status == HTTPStatus.OK:
        return
    try:
        phrase = f"{status}, {HTTPStatus(status).phrase}"
    except ValueError:
        phrase = str(status)
    raise Trouble(f"it answers with {phrase}")


def _body(response: HTTPResponse) -> bytes:
    if (response.length or 0) > LARGEST_LIST:
        raise Trouble(f"it is larger than {LARGEST_LIST // 1_000_000} MB")
    encoding = response.headers.get("Content-Encoding", "").strip().lower()
    data = unpacked(_chunks(response), encoding, LARGEST_LIST)
    if not data.strip():
        raise Trouble("it is empty")
    return data


def _chunks(response: HTTPResponse) -> Iterator[bytes]:
    while chunk := response.read(_CHUNK):
        yield chunk
    # http.client tells a body that ends early only where it was sent in chunks.
    if response.length:
        raise Trouble("it broke off in the middle")
