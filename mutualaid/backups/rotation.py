"""Which archives stay: some of the last days, weeks and months. Knows nothing but dates."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple


class Kept(NamedTuple):
    """How many days, weeks and months keep an archive, the newest of each."""

    days: int = 7
    weeks: int = 5
    months: int = 12


def staying(times: Iterable[datetime], kept: Kept) -> set[datetime]:
    """Those that stay; the newest always does."""
    newest_first = sorted(times, reverse=True)
    stays = set(newest_first[:1])
    for form, most in (
        ("%Y-%m-%d", kept.days),
        ("%G-%V", kept.weeks),
        ("%Y-%m", kept.months),
    ):
        newest: dict[str, datetime] = {}
        for time in newest_first:
            newest.setdefault(f"{time:{form}}", time)
        stays.update(list(newest.values())[:most])
    return stays
