"""Words that are asked for again and again, kept as they were last worked out."""

from collections.abc import Callable, Hashable
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar, cast

from django.utils.translation import get_language

P = ParamSpec("P")
T = TypeVar("T")

MOST_KEPT = 4096


def remembered(function: Callable[P, T]) -> Callable[P, T]:
    """Keep the answers of a pure function of hashable arguments, apart for each language.

    For presenters of lists: a page repeats few phrases many times, and translating and
    formatting them anew cost more than finding the rows. Anything that changes with the day
    takes the day as an argument.
    """

    @lru_cache(maxsize=MOST_KEPT)
    def kept(_language: str | None, *arguments: Hashable) -> T:
        return function(*arguments)  # type: ignore[arg-type, call-arg]

    @wraps(function)
    def asked(*args: P.args, **kwargs: P.kwargs) -> T:
        if kwargs:
            raise TypeError("Remembered answers are asked for by position.")
        return kept(get_language(), *cast(tuple[Hashable, ...], args))

    return asked
