"""Reading a list without taking it over yet: what it would change waits for a yes."""

from collections.abc import Mapping

from mutualaid.core.actor import Actor
from mutualaid.directory.models import ImportRun
from mutualaid.organisations.models import Area


def stage_import(
    *,
    area: Area,
    source_name: str,
    data: bytes,
    file_name: str,
    by: Actor,
    by_role: str,
    fellowship: str = "",
    format_name: str | None = None,
    mapping: Mapping[str, str] | None = None,
    timezone: str = "Europe/London",
    address: str = "",
    is_scheduled: bool = False,
) -> ImportRun:
    """Keep the redacted rows of a list until somebody has looked at what it would change.

    STAGED, also where `run.problems` say that this mapping does not do yet (Preview.blocked);
    FAILED where the bytes are no list at all, with the sentence as the only problem.
    Raises Refused for a fellowship, time zone or name that cannot be.
    """
    raise NotImplementedError


def restage(
    *,
    run: ImportRun,
    mapping: Mapping[str, str],
    fellowship: str,
    timezone: str,
    by: Actor,
) -> ImportRun:
    """Read the rows that wait by another mapping, fellowship or time zone. Raises Refused."""
    raise NotImplementedError


def drop_import(*, run: ImportRun, by: Actor) -> ImportRun:
    """Leave a staged or held-back list alone; its rows are erased. Raises Refused."""
    raise NotImplementedError
