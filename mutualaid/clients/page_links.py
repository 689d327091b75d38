"""Where a client's page leads: features above this one say what they keep about a client."""

from collections.abc import Callable, Iterator

from mutualaid.organisations.hats import Hat

from .models import Client

# For a client and a hat, the address and the words of a link, or None.
Link = Callable[[Client, Hat], tuple[str, str] | None]
_links: list[Link] = []


def register_link(link: Link) -> Link:
    """Add a link to every client's page."""
    _links.append(link)
    return link


def links_from(client: Client, hat: Hat) -> Iterator[tuple[str, str]]:
    """What this hat finds beside the client's record, in the order of registering."""
    for link in _links:
        if (found := link(client, hat)) is not None:
            yield found
