"""Keys that can be changed while the software runs: from the environment, else from files.

The files are looked at each time: a server that runs learns of a new key with its next use.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from mutualaid.core.refusal import Refused

SHORTEST_KEY = 32


@dataclass(frozen=True, slots=True)
class Ring:
    """A key and the former ones: the names of the settings, and of the files in the data directory."""

    setting: str
    old_setting: str
    file_name: str
    old_file_name: str

    @property
    def file(self) -> Path:
        return Path(settings.DATA_DIR) / self.file_name

    @property
    def old_file(self) -> Path:
        return Path(settings.DATA_DIR) / self.old_file_name

    @property
    def variable(self) -> str:
        """The environment variable that goes before the file."""
        return f"MUTUALAID_{self.setting}"

    def is_from_environment(self) -> bool:
        return bool(getattr(settings, self.setting))

    def current(self) -> str:
        """The key that is used for what is new. Raises Refused where there is none."""
        key: str = getattr(settings, self.setting) or "".join(_read(self.file))
        if len(key) < SHORTEST_KEY:
            raise Refused(
                f"{self.variable} is missing or shorter than {SHORTEST_KEY} characters, and "
                "nothing is kept about a client without it; set it, or let `mutualaid new-key` "
                "write one."
            )
        return key

    def former(self) -> tuple[str, ...]:
        """Keys that only open what they closed."""
        return (*getattr(settings, self.old_setting), *_read(self.old_file))

    def all(self) -> tuple[str, ...]:
        """The present key, then the former ones."""
        return (self.current(), *self.former())


VAULT = Ring("VAULT_KEY", "VAULT_OLD_KEYS", "vault-key", "vault-old-keys")
HASHES = Ring("HASH_KEY", "HASH_OLD_KEYS", "hash-key", "hash-old-keys")
RINGS = (VAULT, HASHES)

_known: dict[Path, tuple[tuple[int, int, int], tuple[str, ...]]] = {}


def _read(file: Path) -> tuple[str, ...]:
    """What a file says between spaces and line breaks; nothing where there is none."""
    try:
        stat = os.stat(file)
    except FileNotFoundError:
        return ()
    state = (stat.st_ino, stat.st_mtime_ns, stat.st_size)
    known = _known.get(file)
    if known is None or known[0] != state:
        known = _known[file] = (state, tuple(file.read_text().split()))
    return known[1]
