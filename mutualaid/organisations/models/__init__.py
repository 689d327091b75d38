"""Areas, who works in them as what, and how they came to."""

from .areas import Area, Holiday
from .memberships import Cover, Invitation, Membership
from .people import KeptApart
from .providers import Organisation, Service

__all__ = [
    "Area",
    "Cover",
    "Holiday",
    "Invitation",
    "KeptApart",
    "Membership",
    "Organisation",
    "Service",
]
