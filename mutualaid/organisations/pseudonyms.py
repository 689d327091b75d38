"""What stands for a person where their name is not to be known: "person 3F2A-91C0"."""

import re

PERSON, SYSTEM = "person:", "system:"
# Long enough that no two people of an area share one.
LENGTH = 8
_WRITTEN = re.compile(r"(?:person\s+)?([0-9a-f]{4})[-\s]?([0-9a-f]{4})", re.IGNORECASE)


def pseudonym_of(token: str) -> str:
    """The beginning of somebody's token, in capitals; tokens are random and shown nowhere."""
    letters = token.removeprefix(PERSON)[:LENGTH].upper()
    return f"{letters[:4]}-{letters[4:]}"


def token_beginning(written: str) -> str | None:
    """How the token begins of whom somebody means; None for what is no pseudonym."""
    found = _WRITTEN.fullmatch(written.strip())
    return f"{PERSON}{found[1]}{found[2]}".lower() if found else None
