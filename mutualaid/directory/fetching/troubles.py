"""What can go wrong on the way to a list, as the second half of a sentence."""

import ssl
from http.client import HTTPException, IncompleteRead
from socket import gaierror


class Trouble(Exception):
    """The list cannot be had; the message says why, to be read after its address."""


# Subclasses stand before what they are made of.
_SPOKEN: tuple[tuple[type[Exception], str], ...] = (
    (gaierror, "no machine of that name is known"),
    (TimeoutError, "it took too long to answer"),
    (ssl.SSLCertVerificationError, "its certificate cannot be trusted"),
    (ssl.SSLError, "it does not speak TLS as it should"),
    (ConnectionRefusedError, "nothing answers there"),
    (OSError, "it could not be reached, or it broke off"),
    (IncompleteRead, "it broke off in the middle"),
    (HTTPException, "what answers there does not speak HTTP as it should"),
)
EXPECTED: tuple[type[Exception], ...] = (
    Trouble,
    *(kind for kind, _ in _SPOKEN),
)


def in_words(error: Exception) -> str:
    """Why, without quoting what a stranger's machine sent."""
    if isinstance(error, Trouble):
        return str(error)
    return next(words for kind, words in _SPOKEN if isinstance(error, kind))
