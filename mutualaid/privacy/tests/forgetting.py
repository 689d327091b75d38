"""Erasing keys as erasing does it: the ledger first."""

from collections.abc import Collection

from mutualaid.privacy.ledger import enter
from mutualaid.privacy.shelves import EVERY_SHELF, Shelf
from mutualaid.privacy.vault import destroy_keys


def forget(token: str, shelves: Collection[Shelf] = EVERY_SHELF) -> None:
    enter(token, shelves)
    destroy_keys(token, shelves)
