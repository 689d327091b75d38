"""Who may read the plan, write in it, and move an action on."""

from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models.moving import Mover
from mutualaid.organisations.roles import Role

from .models import ACTION_CHANGES, Action, ActionStatus

READERS = frozenset(Role) - {Role.PEER}
COMMENTERS = READERS - {Role.AREA_ADMINISTRATOR, Role.AUDITOR}
OWNERS = COMMENTERS


def can_see_plan(hat: Hat) -> bool:
    return hat.role in READERS


def can_comment(hat: Hat) -> bool:
    """Everybody who reads the plan because they are part of it."""
    return hat.role in COMMENTERS


def can_propose_action(hat: Hat) -> bool:
    """The commissioner for anybody, a service's manager for the service."""
    return hat.is_one_of(Role.COMMISSIONER, Role.SERVICE_MANAGER)


def can_lead_plan(hat: Hat) -> bool:
    """Agreeing, closing and dropping actions; saying that a barrier is no longer in the way."""
    return hat.is_one_of(Role.COMMISSIONER)


def can_change_action(hat: Hat, action: Action) -> bool:
    """The commissioner any, a service's manager their own lines; an owner asks one of them."""
    return hat.is_one_of(Role.COMMISSIONER) or (
        hat.is_one_of(Role.SERVICE_MANAGER) and can_keep_action(hat, action)
    )


def can_keep_action(hat: Hat, action: Action) -> bool:
    """Its owner, the manager of the service whose line it is, the commissioner."""
    if can_lead_plan(hat) or action.owner_id == hat.membership_id:
        return True
    return hat.is_one_of(Role.SERVICE_MANAGER) and action.service_id == hat.service_id


def movers(hat: Hat, action: Action) -> frozenset[Mover]:
    """As which of the table's movers this hat may move the action."""
    found = {Mover.OWNER} if can_keep_action(hat, action) else set()
    return frozenset(found | ({Mover.LEAD} if can_lead_plan(hat) else set()))


def can_make_move(hat: Hat, action: Action, to: ActionStatus) -> bool:
    """Whether the table lets this hat bring the action to this state from anywhere at all."""
    mine = movers(hat, action)
    return any(mine & moves.get(to, frozenset()) for moves in ACTION_CHANGES.values())
