"""Fellowships, none before another: each day a different one stands first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from mutualaid.directory.models import Fellowship

from .choices import Link


@dataclass(frozen=True, slots=True)
class FellowshipPage:
    """What the page of a fellowship says beyond its own columns."""

    fellowship: Fellowship
    audiences: list[str]
    meetings: Link
    telephone: str  # digits for a link


def in_rotation(fellowships: Iterable[Fellowship], day: date) -> list[Fellowship]:
    """The same ring every day, opened at another place."""
    ring = list(fellowships)
    if not ring:
        return []
    start = day.toordinal() % len(ring)
    return ring[start:] + ring[:start]


def present_fellowship(fellowship: Fellowship) -> FellowshipPage:
    """The page of one fellowship."""
    said = {
        "use": gettext("People with their own problem"),
        "family": gettext("Family and friends"),
        "young": gettext("Young people"),
    }
    text = gettext("Find %(name)s meetings") % {"name": fellowship.short_name}
    return FellowshipPage(
        fellowship=fellowship,
        audiences=[said[key] for key in fellowship.for_whom if key in said],
        meetings=Link(text, f"/meetings/?fellowship={fellowship.key}"),
        telephone="".join(char for char in fellowship.helpline if char.isdigit()),
    )
