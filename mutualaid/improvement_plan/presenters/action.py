"""One action as its page tells it, and the moves that lie open to who reads it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from mutualaid.improvement_plan.models import (
    ACTION_CHANGES,
    Action,
    ActionStatus,
)
from mutualaid.improvement_plan.models.actions import NEEDS_WORDS
from mutualaid.improvement_plan.permissions import movers
from mutualaid.improvement_plan.smart import Lack
from mutualaid.organisations.hats import Hat

LACKS = {
    Lack.VAGUE: _(
        "What is to be done reads vaguely. Begin with a deed that one can see done: ask, "
        "print, train, open."
    ),
    Lack.OWNER: _("Nobody owns it."),
    Lack.DATE: _("It has no date."),
    Lack.FAR_DATE: _("Its date is more than a year away. What could be done sooner?"),
    Lack.MEASURE: _("Nothing measures it, so nobody will see whether it helped."),
    Lack.TARGET: _("Its measure has no target."),
}
BUTTONS = {
    ActionStatus.PROPOSED: _("Take it up again"),
    ActionStatus.AGREED: _("Agree"),
    ActionStatus.IN_PROGRESS: _("Start"),
    ActionStatus.BLOCKED: _("It is blocked"),
    ActionStatus.TO_CHECK: _("It is done"),
    ActionStatus.EFFECT_SEEN: _("Close: effect seen"),
    ActionStatus.NO_EFFECT: _("Close: no effect"),
    ActionStatus.DROPPED: _("Drop"),
}
GO_ON = {
    ActionStatus.BLOCKED: _("Go on with it"),
    ActionStatus.TO_CHECK: _("Go on with it"),
    ActionStatus.EFFECT_SEEN: _("Take it up again"),
    ActionStatus.NO_EFFECT: _("Take it up again"),
}


# What usually comes next.
NEXT = {
    ActionStatus.PROPOSED: ActionStatus.AGREED,
    ActionStatus.AGREED: ActionStatus.IN_PROGRESS,
    ActionStatus.IN_PROGRESS: ActionStatus.TO_CHECK,
    ActionStatus.BLOCKED: ActionStatus.IN_PROGRESS,
    ActionStatus.TO_CHECK: ActionStatus.EFFECT_SEEN,
}


@dataclass(frozen=True, slots=True)
class OpenMove:
    """A button; one that needs words leads to a page that asks for them."""

    to: str
    words: str
    needs_words: bool
    is_next: bool


def moves_open_to(hat: Hat, action: Action) -> list[OpenMove]:
    """What usually comes next first, then the others in the order of the table."""
    mine = movers(hat, action)
    status = ActionStatus(action.status)
    moves = [
        OpenMove(
            to.value,
            str(button_words(status, to)),
            needs_words=to in NEEDS_WORDS,
            is_next=to == NEXT.get(status),
        )
        for to, allowed in ACTION_CHANGES[status].items()
        if allowed & mine
    ]
    return sorted(moves, key=lambda move: not move.is_next)


def button_words(status: ActionStatus, to: ActionStatus) -> object:
    """What brings an action from where it stands to another state."""
    if to == ActionStatus.IN_PROGRESS and status in GO_ON:
        return GO_ON[status]
    return BUTTONS[to]


def lack_words(lacks: Iterable[Lack]) -> list[str]:
    return [str(LACKS[each]) for each in lacks]
