"""Areas, who works in them as what, and how they came to."""

from .areas import Area, Holiday
from .covers import Cover, standing_in_for
from .invitation_links import InvitationLink
from .invitations import Invitation
from .memberships import Membership
from .people import KeptApart, is_kept_apart
from .providers import Organisation, Service

__all__ = [
    "Area",
    "Cover",
    "Holiday",
    "Invitation",
    "InvitationLink",
    "KeptApart",
    "Membership",
    "Organisation",
    "Service",
    "is_kept_apart",
    "standing_in_for",
]
