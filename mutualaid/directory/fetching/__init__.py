"""Fetching a list from an address on the web: public addresses only, bounded in time and size."""

from .fetch import LARGEST_LIST, LONGEST_SECONDS, MOST_REDIRECTS, Fetched, Stamp, fetch

__all__ = [
    "LARGEST_LIST",
    "LONGEST_SECONDS",
    "MOST_REDIRECTS",
    "Fetched",
    "Stamp",
    "fetch",
]
