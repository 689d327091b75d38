"""Words that are asked for again and again, kept as they were last worked out."""

from collections.abc import Callable, Hashable, Iterable
from functools import lru_cache
from itertools import chain, zip_longest
from typing import Any, TypeVar, cast

from jinja2.runtime import Macro
from markupsafe import Markup

F = TypeVar("F", bound=Callable[..., Any])

MOST_KEPT = 4096
SLOT = "\ufdd0"  # stands for no character, so that no text holds it


def remembered(function: F) -> F:
    """Keep the answers of a pure function of hashable arguments.

    For presenters of lists: a page repeats few phrases many times, and translating and
    formatting them anew cost more than finding the rows. Anything that changes with the day
    takes the day as an argument. The language is not one: like the templates (translated.py),
    a process speaks its installation's.
    """
    return cast(F, lru_cache(maxsize=MOST_KEPT)(function))


@lru_cache(maxsize=MOST_KEPT)
def kept(macro: Macro, *values: str | bool) -> Markup:
    """What a macro makes of these plain values; for the many small parts of a form."""
    return Markup(macro(*values))  # noqa: S704 (a macro's own output is escaped already)


def counted(macro: Macro, asked: Hashable, numbers: Iterable[int]) -> Markup:
    """What a macro makes of something, kept, with these numbers in its slots."""
    told = (f"{number:,}" for number in numbers)
    pieces = zip_longest(_pieces(macro, asked), told, fillvalue="")
    return Markup("".join(chain.from_iterable(pieces)))  # noqa: S704 (as above)


@lru_cache(maxsize=MOST_KEPT)
def _pieces(macro: Macro, asked: Hashable) -> list[str]:
    return str(macro(asked)).split(SLOT)
