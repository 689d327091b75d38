"""One HTTP connection, to a network address that was checked, with a deadline for the whole."""

import io
import socket
import ssl
import time
from http.client import HTTPConnection
from typing import Any

from .target import PORTS, Target

LONGEST_ATTEMPT = 10.0  # seconds on one address before the next is tried


class Deadline:
    """A moment after which nothing waits any more."""

    def __init__(self, seconds: float) -> None:
        self._ends = time.monotonic() + seconds

    def remaining(self) -> float:
        """Seconds left; raises TimeoutError when there are none."""
        left = self._ends - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


class CheckedConnection(HTTPConnection):
    """Connects to given addresses only; the target's name stays in Host and in the handshake."""

    def __init__(
        self, target: Target, addresses: list[str], deadline: Deadline
    ) -> None:
        super().__init__(target.host, target.port)
        self.default_port = PORTS[target.scheme]
        self._is_secure = target.scheme == "https"
        self._addresses = addresses
        self._deadline = deadline

    def connect(self) -> None:
        raw = self._first_that_answers()
        try:
            if self._is_secure:
                raw.settimeout(self._deadline.remaining())
                context = ssl.create_default_context()
                raw = context.wrap_socket(raw, server_hostname=self.host)
        except BaseException:
            raw.close()
            raise
        self.sock: Any = _TimedSocket(raw, self._deadline)

    def _first_that_answers(self) -> socket.socket:
        failure: OSError = ConnectionRefusedError()
        for address in self._addresses:
            patience = min(LONGEST_ATTEMPT, self._deadline.remaining())
            try:
                return socket.create_connection((address, self.port), patience)
            except OSError as error:
                failure = error
        raise failure


class _TimedSocket:
    """The part of a socket that http.client uses, held to the deadline.

    A time limit on the socket alone starts anew with every byte, so a machine that sends one
    a second could keep us for ever.
    """

    def __init__(self, raw: socket.socket, deadline: Deadline) -> None:
        self._raw = raw
        self._deadline = deadline

    def sendall(self, data: bytes) -> None:
        self._raw.settimeout(self._deadline.remaining())
        self._raw.sendall(data)

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(_TimedReader(self._raw, self._deadline))

    def close(self) -> None:
        self._raw.close()


class _TimedReader(io.RawIOBase):
    def __init__(self, raw: socket.socket, deadline: Deadline) -> None:
        super().__init__()
        self._raw = raw
        self._file = raw.makefile("rb", buffering=0)
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self._raw.settimeout(self._deadline.remaining())
        return self._file.readinto(buffer)

    def close(self) -> None:
        self._file.close()
        super().close()
