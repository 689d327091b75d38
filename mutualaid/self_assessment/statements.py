"""The statements by key and short name, for the improvement plan, which lies below."""

from collections.abc import Mapping
from functools import cache

from .instrument import current


@cache
def current_statements() -> Mapping[str, str]:
    """In the order of the instrument."""
    return {each.key: each.short for each in current().statements}
