"""Looking at a value set here beside the other one that its source offers since."""

from mutualaid.core.actor import Actor
from mutualaid.directory.models import LocalValue


def review_local_value(
    *, local: LocalValue, keep: bool, by: Actor, by_role: str
) -> None:
    """Keep ours, or take the source's (then nothing local is left of the field).

    Raises Refused where there is nothing to look at any more.
    """
    raise NotImplementedError
