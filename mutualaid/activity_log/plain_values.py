"""What may stand in a line of the log: short ordinary values, never text that somebody typed.

Only what both databases give back exactly as it was stored, or the digest would no longer fit.
"""

import re

LONGEST_TEXT = 120
LONGEST_LIST = 60
# Line breaks and other control characters, NUL among them, and lone surrogates.
_NOT_PLAIN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_INTEGERS = range(-(2**63), 2**63)


def refuse_other_than_plain(name: str, value: object, *, depth: int = 2) -> None:
    """Raises ValueError for anything but a bool, an int, a short text, or a shallow list or dict of them."""
    if isinstance(value, dict) and depth:
        _refuse_long(name, value)
        for key, inner in value.items():
            refuse_other_text(name, key)
            refuse_other_than_plain(name, inner, depth=depth - 1)
    elif isinstance(value, list | tuple) and depth:
        _refuse_long(name, value)
        for inner in value:
            refuse_other_than_plain(name, inner, depth=depth - 1)
    else:
        _refuse_other_single(name, value)


def _refuse_other_single(name: str, value: object) -> None:
    if value is None or isinstance(value, bool):
        return
    if isinstance(value, int):
        if value not in _INTEGERS:
            raise ValueError(f"The log's {name} holds a number of more than 64 bits.")
        return
    refuse_other_text(name, value)


def refuse_other_text(name: str, value: object, longest: int = LONGEST_TEXT) -> None:
    """Raises ValueError for anything but one short line of text."""
    if not isinstance(value, str):
        kind = type(value).__name__
        raise ValueError(
            f"The log's {name} holds a {kind}, which is no ordinary value."
        )
    if len(value) > longest:
        raise ValueError(f"The log's {name} holds more than {longest} characters.")
    if _NOT_PLAIN.search(value):
        raise ValueError(f"The log's {name} holds a line break or control character.")


def _refuse_long(name: str, values: dict | list | tuple) -> None:
    if len(values) > LONGEST_LIST:
        raise ValueError(f"The log's {name} holds more than {LONGEST_LIST} values.")
