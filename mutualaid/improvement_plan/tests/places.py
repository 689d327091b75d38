"""An area with people who keep its plan, for tests of this app."""

from datetime import date, timedelta
from typing import Any

from mutualaid.core import clock
from mutualaid.improvement_plan.actions.plan import propose_action
from mutualaid.improvement_plan.models import Action, Cause
from mutualaid.organisations.models import Membership
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as people

IN_SERVICE = (Role.SERVICE_MANAGER, Role.KEYWORKER, Role.RECOVERY_CHAMPION, Role.PEER)


class Place:
    """Somebody in each role of one service and its area, and the manager of another service."""

    def __init__(self) -> None:
        # The host of Django's test client, so that other areas may stand beside it.
        self.area = people.area(host="testserver")
        self.service = people.service(self.area)
        self.seats = {role: self.somebody(role) for role in Role}
        self.lead = self.seats[Role.COMMISSIONER]
        self.manager = self.seats[Role.SERVICE_MANAGER]
        self.worker = self.seats[Role.KEYWORKER]
        self.other_manager = people.membership(Role.SERVICE_MANAGER, self.area)

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


def in_days(number: int) -> date:
    return clock.today() + timedelta(days=number)
