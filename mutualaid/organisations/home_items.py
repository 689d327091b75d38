"""What waits for somebody: each app registers what it has to say on the first page."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.module_loading import autodiscover_modules

from .hats import Hat
from .roles import Role


@dataclass(frozen=True, slots=True)
class HomeItem:
    """One line of the first page: what waits, how many of it, and where to do it.

    `order` sorts the lines: 0 for today, 10 for soon, 20 for whenever there is time.
    """

    words: str
    address: str
    action: str
    order: int = 10


Finder = Callable[[Hat], Iterable[HomeItem]]
_finders: list[tuple[frozenset[Role], Finder]] = []


def register(*roles: Role) -> Callable[[Finder], Finder]:
    """Let a function add lines to the first page of these roles; of all roles if none is named."""

    def remember(finder: Finder) -> Finder:
        _finders.append((frozenset(roles or Role), finder))
        return finder

    return remember


def home_items(hat: Hat) -> list[HomeItem]:
    """Everything that waits for this hat, most urgent first."""
    found = [
        item for roles, finder in _finders if hat.role in roles for item in finder(hat)
    ]
    return sorted(found, key=lambda item: item.order)


def discover() -> None:
    """Import every app's `home_items`, so that they register."""
    autodiscover_modules("home_items")
