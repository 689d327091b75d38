"""Who may do what about concerns. Which concerns they see at all is `visible_to`."""

from mutualaid.organisations.hats import Hat
from mutualaid.organisations.roles import Role

from .models import Concern, Hand, SafeguardingLead

# One who looks after accounts, and one who checks, receive no concern.
READ_TOTALS = frozenset({Role.COMMISSIONER, Role.AUDITOR})
NEVER_LEADS = frozenset({Role.AREA_ADMINISTRATOR, Role.AUDITOR})


def can_read_concerns(hat: Hat) -> bool:
    """A lead, a deputy or a service's manager; whether there is a concern makes no difference."""
    if hat.is_one_of(Role.SERVICE_MANAGER):
        return True
    return bool(SafeguardingLead.objects.posts_of(hat.membership_id))


def can_count_concerns(hat: Hat) -> bool:
    return hat.is_one_of(*READ_TOTALS)


def can_appoint_leads(hat: Hat) -> bool:
    return hat.is_one_of(Role.AREA_ADMINISTRATOR)


def can_be_lead(role: Role, *, of_service: bool) -> bool:
    """A service's lead is a service manager, here or next door; the area's may wear any hat."""
    return role is Role.SERVICE_MANAGER if of_service else role not in NEVER_LEADS


def hands_of(hat: Hat, concern: Concern) -> frozenset[Hand]:
    """By which rights this hat works on a concern that it sees."""
    hands = set()
    if Concern.objects.held_by(hat).filter(pk=concern.pk).exists():
        hands.add(Hand.HOLDER)
    if hat.is_one_of(Role.SERVICE_MANAGER) and hat.service_id == concern.service_id:
        hands.add(Hand.MANAGER)
    return frozenset(hands)


def steps_open_to(hat: Hat, concern: Concern) -> frozenset[str]:
    """The statuses that this hat may bring the concern to from where it stands."""
    hands = hands_of(hat, concern)
    onward = Concern.TRANSITIONS[concern.status]
    return frozenset(status for status, needed in onward.items() if needed & hands)


def can_ever_bring(hat: Hat, concern: Concern, status: str) -> bool:
    """Whether this hat may bring the concern to this status from some other, if not from here."""
    return bool(Concern.movers(status) & hands_of(hat, concern))
