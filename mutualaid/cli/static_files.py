"""Style sheets and scripts, gathered and compressed once for the server."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

STAMP = ".gathered"


def _sources() -> Iterator[tuple[str, Path]]:
    for finder in get_finders():
        for path, storage in finder.list([]):
            yield path, Path(storage.path(path))


def _fingerprint() -> str:
    """Changes whenever a file that would be served is added, removed or rewritten."""
    digest = hashlib.sha256()
    for path, source in _sources():
        told = source.stat()
        digest.update(f"{path} {told.st_size} {told.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _forget_copies() -> None:
    """Take away the plain copies, since collectstatic keeps one that only looks younger.

    Pages ask for the copies with a hash in their name, so a server that runs misses nothing.
    """
    for path, _ in _sources():
        (Path(settings.STATIC_ROOT) / path).unlink(missing_ok=True)


def gather_if_stale() -> bool:
    """Gather the static files unless those gathered last are still true; says which."""
    stamp = Path(settings.STATIC_ROOT) / STAMP
    wanted = _fingerprint()
    if stamp.is_file() and stamp.read_text() == wanted:
        return False
    _forget_copies()
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(wanted)
    return True
