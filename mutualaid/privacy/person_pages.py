"""Where the page about somebody stands: the app that keeps the record of them says it."""

from collections.abc import Callable

from mutualaid.organisations.hats import Hat

from .models import Person

Address = Callable[[Person], str]
_addresses: list[Address] = []


def register_person_page(address: Address) -> Address:
    """Add the address of an app's page about somebody; it says "" for whom it has none."""
    _addresses.append(address)
    return address


def page_of(person: Person | None, hat: Hat) -> str:
    """The address of the page about somebody, for a hat that sees them; else nothing."""
    if person is None or not Person.objects.visible_to(hat).filter(pk=person.pk):
        return ""
    return next(filter(None, (address(person) for address in _addresses)), "")
