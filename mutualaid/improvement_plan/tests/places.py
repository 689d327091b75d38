"""An area with people who keep its plan, for tests of this app."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from mutualaid.core import clock
from mutualaid.improvement_plan.actions.plan import propose_action
from mutualaid.improvement_plan.models import Action, Cause
from mutualaid.organisations.models import Membership
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as people

IN_SERVICE = (Role.SERVICE_MANAGER, Role.KEYWORKER, Role.RECOVERY_CHAMPION, Role.PEER)


class Place:
    """A service, its area and who keeps the plan; others are made when first asked for."""

    def __init__(self) -> None:
        # The host of Django's test client, so that other areas may stand beside it.
        self.area = people.area(host="testserver")
        self.service = people.service(self.area)
        self.seats = _Seats(self.somebody)
        self.lead = self.seats[Role.COMMISSIONER]

    @property
    def manager(self) -> Membership:
        return self.seats[Role.SERVICE_MANAGER]

    @property
    def worker(self) -> Membership:
        return self.seats[Role.KEYWORKER]

    @cached_property
    def other_manager(self) -> Membership:
        """The manager of another service."""
        return people.membership(Role.SERVICE_MANAGER, self.area)

    def fill(self) -> None:
        """Somebody in each role, and the manager elsewhere, for lists that could show them."""
        assert all(self.seats[role] for role in Role)
        assert self.other_manager

    def somebody(self, role: Role) -> Membership:
        place = {"service": self.service} if role in IN_SERVICE else {}
        return people.membership(role, self.area, **place)

    def proposed(self, **values: Any) -> Action:
        """An action of the plan, by the commissioner unless told otherwise."""
        given = {
            "area": self.area,
            "title": "Ask every group for a daytime meeting",
            "statement_keys": ["1.4", "2.1"],
            "cause": Cause.SUPPLY,
            "by": self.lead.hat(),
        }
        return propose_action(**{**given, **values})


class _Seats(dict[Role, Membership]):
    def __init__(self, make: Callable[[Role], Membership]) -> None:
        self._make = make

    def __missing__(self, role: Role) -> Membership:
        made = self[role] = self._make(role)
        return made


def in_days(number: int) -> date:
    return clock.today() + timedelta(days=number)
