"""How many rows one statement takes."""

from collections.abc import Iterator
from typing import TypeVar

Item = TypeVar("Item")

BATCH = 1000  # SQLite takes at most 250,000 values in a statement


def in_batches(items: list[Item]) -> Iterator[list[Item]]:
    """The items, so many at a time."""
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]
