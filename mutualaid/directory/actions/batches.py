"""How many rows one statement takes, and saying how far the work has come."""

from collections.abc import Callable, Iterator
from typing import TypeVar

Item = TypeVar("Item")
Progress = Callable[[str, int, int], None]  # stage, records done, records in all

BATCH = 1000  # SQLite takes at most 250,000 values in a statement


def in_batches(items: list[Item]) -> Iterator[list[Item]]:
    """The items, so many at a time."""
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]


def in_silence(stage: str, done: int, total: int) -> None:
    """For work that nobody watches."""
