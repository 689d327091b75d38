"""Which network addresses are the public's, and which lead into somebody's own network."""

import socket
from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from .target import Target
from .troubles import Trouble

# A gateway between the two kinds of network hands these on to the IPv4 address at their end.
_TRANSLATED = IPv6Network("64:ff9b::/96")


def resolve(host: str, port: int) -> list[str]:
    """Every network address of a name. The system's resolver keeps its own time."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def checked_addresses(target: Target, *, allow_private: bool) -> list[str]:
    """Where the target may be reached. One address that is not public refuses them all."""
    found = resolve(target.host, target.port)
    if not allow_private and not all(map(is_public, found)):
        raise Trouble(
            "it is not a public address, and such are read only with --allow-private"
        )
    return found


def is_public(address: str) -> bool:
    """Whether anybody on the internet could reach it."""
    ip = ip_address(address)
    return all(map(_is_global, (ip, *_carried(ip))))


def _is_global(ip: IPv4Address | IPv6Address) -> bool:
    is_old_local = isinstance(ip, IPv6Address) and ip.is_site_local
    return ip.is_global and not ip.is_multicast and not is_old_local


def _carried(ip: IPv4Address | IPv6Address) -> Iterator[IPv4Address]:
    """The IPv4 addresses inside an IPv6 one, to which a gateway would hand things on."""
    if isinstance(ip, IPv4Address):
        return
    carried = (ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ()))
    yield from (each for each in carried if each)
    if ip in _TRANSLATED:
        yield IPv4Address(int(ip) % 2**32)
