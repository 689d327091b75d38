"""Which page links to show: the first, the last, this one and its neighbours."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext

from mutualaid.design_system.remembered import remembered


def page_links(page: int, of: int, address: Callable[[int], str]) -> dict[str, Any]:
    """Parameters of the pagination component; empty when there is nothing to turn to."""
    if of < 2:
        return {}
    links: dict[str, Any] = {
        "landmarkLabel": gettext("Pages of results"),
        "items": [item(number, page, address) for number in shown(page, of)],
    }
    if page > 1:
        links["previous"] = {
            "href": address(page - 1),
            "text": gettext("Previous"),
            "attributes": {"aria-label": gettext("Previous page")},
        }
    if page < of:
        links["next"] = {
            "href": address(page + 1),
            "text": gettext("Next"),
            "attributes": {"aria-label": gettext("Next page")},
        }
    return links


def shown(page: int, of: int) -> list[int | None]:
    """Page numbers in order, None where some are left out."""
    wanted = sorted({1, page - 1, page, page + 1, of} & set(range(1, of + 1)))
    numbers: list[int | None] = []
    for before, number in zip([0, *wanted], wanted, strict=False):
        if number - before == 2:
            numbers.append(number - 1)  # a gap of one page is no shorter as an ellipsis
        elif number - before > 2:
            numbers.append(None)
        numbers.append(number)
    return numbers


def item(
    number: int | None, page: int, address: Callable[[int], str]
) -> dict[str, Any]:
    if number is None:
        return {"ellipsis": True}
    return {
        "number": number,
        "href": address(number),
        "current": number == page,
        "visuallyHiddenText": page_words(number),
    }


@remembered
def page_words(number: int) -> str:
    return gettext("Page %(number)d") % {"number": number}
