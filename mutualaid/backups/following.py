"""What an erasure means for the copies elsewhere: they lose the same keys, at once."""

from mutualaid.privacy.erasing import register_after_erasure

from .taking import refresh_keys


def register() -> None:
    register_after_erasure(follow_erasure)


def follow_erasure() -> None:
    """Write the archive of keys anew; an hourly duty does what could not be done now."""
    refresh_keys()
