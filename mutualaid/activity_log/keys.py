"""The keys that seal the activity log. They live outside the database."""

import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from django.conf import settings

from mutualaid.core.refusal import Refused

SHORTEST_KEY = 32
ID_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Key:
    """A secret, and the short public name by which a line says who sealed it."""

    id: str
    secret: bytes = field(repr=False)

    def seal(self, purpose: str, said: Sequence[object]) -> str:
        """HMAC-SHA256 of what is said; `purpose` keeps one kind of seal from passing for another."""
        text = json.dumps([purpose, *said], sort_keys=True, separators=(",", ":"))
        return hmac.digest(self.secret, text.encode(), "sha256").hex()


def is_long_enough(secret: str) -> bool:
    """Whether a key can be neither guessed nor a sentence that stands in for one."""
    return len(secret) >= SHORTEST_KEY and " " not in secret


def current_key() -> Key:
    """The key that new lines are sealed with; raises Refused where there is none."""
    if not is_long_enough(settings.LOG_KEY):
        raise Refused(
            f"MUTUALAID_LOG_KEY is missing or shorter than {SHORTEST_KEY} characters, and "
            "nothing is done that cannot be logged; set it, or let `mutualaid new-key` write one."
        )
    return _key(settings.LOG_KEY)


def key_ring() -> dict[str, Key]:
    """Every key that may have sealed a line, by its id."""
    former = filter(is_long_enough, settings.LOG_OLD_KEYS)
    keys = [*map(_key, former), current_key()]
    return {key.id: key for key in keys}


@lru_cache(maxsize=32)
def _key(secret: str) -> Key:
    id_ = hmac.digest(secret.encode(), b"mutualaid: id of this key", "sha256").hex()
    return Key(id_[:ID_LENGTH], secret.encode())
