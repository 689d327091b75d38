"""Words that are asked for again and again, kept as they were last worked out."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar, cast

from jinja2.runtime import Macro
from markupsafe import Markup

F = TypeVar("F", bound=Callable[..., Any])

MOST_KEPT = 4096


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
