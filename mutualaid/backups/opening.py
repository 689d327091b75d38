"""Opening archives: into a directory beside the place they go to, checked before anything moves."""

import tarfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from mutualaid.core.refusal import Refused

from .age_files import open_file
from .manifest import Holds, Manifest, read_manifest
from .packing import MANIFEST, unpack

PACKED = "packed.tar.gz"


@dataclass(frozen=True, slots=True)
class Opened:
    """An archive taken apart: where its files are, and what it says of itself."""

    directory: Path
    manifest: Manifest


def open_archive(archive: Path, into: Path, *, identity: str, holds: Holds) -> Opened:
    """Raises Refused for a wrong key, a damaged archive, or one of a newer version."""
    into.mkdir(mode=0o700)
    packed = into / PACKED
    open_file(archive, packed, identity)
    try:
        found = unpack(packed, into)
    except (tarfile.TarError, zlib.error, EOFError) as error:
        raise Refused(_damaged(archive)) from error
    except OSError as error:
        why = (error.strerror or "it is damaged").lower()
        raise Refused(f"{archive.name}: {why}. Nothing was changed.") from error
    packed.unlink()
    manifest = read_manifest(into / MANIFEST, holds)
    found.pop(MANIFEST, None)
    if found != manifest.files:
        raise Refused(_damaged(archive))
    return Opened(into, manifest)


def _damaged(archive: Path) -> str:
    return f"{archive.name} does not hold what it says. Nothing was changed; take the one before."
