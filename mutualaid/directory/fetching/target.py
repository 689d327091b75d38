"""An address on the web, taken apart and checked before anything is sent to it."""

import re
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import PurePosixPath
from urllib.parse import quote, unquote, urlsplit

from .troubles import Trouble

PORTS = {"http": 80, "https": 443}
LONGEST_ADDRESS = 2000
_HOST_NAME = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_.])?", re.IGNORECASE)
_UNSEEN = re.compile(r"[\x00-\x20\x7f]")
_QUOTED_ALREADY = "/%:@!$&'()*+,;=~?[]"
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Target:
    """Where to connect, and what to ask for there."""

    scheme: str
    host: str
    port: int
    path: str  # with its query, ready to be sent

    @classmethod
    def of(cls, address: str) -> "Target":
        """Raises Trouble."""
        if len(address) > LONGEST_ADDRESS or _UNSEEN.search(address):
            raise Trouble("it is too long for an address, or has spaces in it")
        try:
            return cls._taken_apart(address)
        except ValueError:
            raise Trouble("it is not a web address") from None

    @classmethod
    def _taken_apart(cls, address: str) -> "Target":
        """Raises ValueError, UnicodeError among them, for what the standard library refuses."""
        parts = urlsplit(address)
        if parts.scheme not in PORTS:
            raise Trouble("only addresses with http or https can be read")
        if "@" in parts.netloc:
            raise Trouble("an address with a user name or a password is not read")
        path = quote(parts.path or "/", safe=_QUOTED_ALREADY)
        if parts.query:
            path += "?" + quote(parts.query, safe=_QUOTED_ALREADY)
        host = _sendable(parts.hostname or "")
        return cls(parts.scheme, host, parts.port or PORTS[parts.scheme], path)

    @property
    def name(self) -> str:
        """What to call the file, from the end of the path."""
        last = PurePosixPath(unquote(self.path.partition("?")[0])).name
        return (last if last.isprintable() else "")[:_LONGEST_NAME] or self.host


def shown(address: str) -> str:
    """An address as it may be printed: a query or a user name may hold a key."""
    bare = re.split(r"[?#]", address, maxsplit=1)[0]
    bare = re.sub(r"(?<=//)[^/]*@", "", bare)
    return "".join(c for c in bare if c.isprintable())[:200]


def _sendable(host: str) -> str:
    """The host as ASCII; raises Trouble or ValueError for neither a name nor a number."""
    if ":" in host:
        return str(ip_address(host))
    name = host.encode("idna").decode("ascii")
    if not _HOST_NAME.fullmatch(name):
        raise Trouble("it does not name a machine")
    return name
