"""What the directory asks of somebody on their first page."""

from collections.abc import Iterator

from mutualaid.organisations.hats import Hat
from mutualaid.organisations.home_items import HomeItem, register

from .permissions import KEEPERS
from .waiting import what_waits

SOON = 10


@register(*KEEPERS)
def directory_waits(hat: Hat) -> Iterator[HomeItem]:
    """Corrections, lists, values and pairs that wait for a keeper."""
    for each in what_waits(hat):
        yield HomeItem(
            words=f"{each.words}.",
            address=each.address,
            action=each.action,
            order=SOON,
        )
