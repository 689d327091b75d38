"""What the fields of an action's form offer to whom."""

from collections.abc import Iterable
from typing import TypeVar

from mutualaid.indicators.registry import all_indicators
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Service

from .answers import ActionAnswers
from .forms.actions import Offered
from .models import Barrier
from .owners import owners_offered_to
from .permissions import can_lead_plan
from .statements import known_statements

Row = TypeVar("Row")
NOTHING = ActionAnswers(title="")


def offered_to(hat: Hat, stands: ActionAnswers = NOTHING) -> Offered:
    """Whatever stands there already can stay, also once it could not be chosen anew."""
    barriers = list(Barrier.objects.visible_to(hat).standing())
    services = list(Service.objects.visible_to(hat)) if can_lead_plan(hat) else []
    return Offered(
        statements=known_statements(),
        barriers=_with(barriers, stands.barriers),
        owners=_with(owners_offered_to(hat), [stands.owner]),
        services=_with(services, [stands.service]),
        indicators=all_indicators(),
    )


def _with(offered: list[Row], stands: Iterable[Row | None]) -> list[Row]:
    return [*offered, *(each for each in stands if each and each not in offered)]
