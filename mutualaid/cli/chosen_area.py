"""The area that a command is for: the only one, or the one that is named."""

from django.db import DatabaseError

from mutualaid.core.refusal import Refused
from mutualaid.organisations.models import Area


def chosen_area(slug: str) -> Area:
    """The area of this short name; without one, the only area. Raises Refused."""
    known = _areas()
    if slug in known:
        return known[slug]
    if not slug and len(known) == 1:
        return next(iter(known.values()))
    if not known:
        raise Refused("There is no area yet; create-area makes one.")
    names = ", ".join(known)
    if slug:
        raise Refused(f"There is no area called {slug}; there are {names}.")
    raise Refused(f"There are several areas; choose one with --area: {names}.")


def _areas() -> dict[str, Area]:
    try:
        return {area.slug: area for area in Area.objects.order_by("slug")}
    except DatabaseError as error:
        raise Refused(
            "The database cannot be read, or has no tables yet; `mutualaid migrate` "
            "makes them."
        ) from error
