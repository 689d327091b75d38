"""Changes to areas and to who works in them."""

from .accepting import accept_invitation, accept_with_new_account
from .approving import approve_invitation, refuse_invitation
from .areas import create_area
from .cover import arrange_cover, end_cover
from .invitations import (
    invite_first_administrator,
    invite_person,
    resend_invitation,
    withdraw_invitation,
)
from .keeping_apart import keep_apart, stop_keeping_apart
from .memberships import end_role, give_role
from .people import end_roles, turn_off_person, turn_on_person

__all__ = [
    "accept_invitation",
    "accept_with_new_account",
    "approve_invitation",
    "arrange_cover",
    "create_area",
    "end_cover",
    "end_role",
    "end_roles",
    "give_role",
    "invite_first_administrator",
    "invite_person",
    "keep_apart",
    "refuse_invitation",
    "resend_invitation",
    "stop_keeping_apart",
    "turn_off_person",
    "turn_on_person",
    "withdraw_invitation",
]
