"""Links of raters without an account: what is kept of them."""

import hashlib
import secrets

PURPOSE = "self-assessment link"


def new_token() -> str:
    """256 random bits, which stand in the link and nowhere else."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    """What the table knows of a link; the purpose makes it a key to nothing else."""
    return hashlib.sha256(f"{PURPOSE} {token}".encode()).hexdigest()
