from datetime import timedelta

import pytest

from mutualaid.core import clock
from mutualaid.core.refusal import Refused
from mutualaid.improvement_plan.actions.moving import move_action
from mutualaid.improvement_plan.actions.plan import (
    Superseded,
    change_action,
    comment_on_action,
    propose_action,
)
from mutualaid.improvement_plan.answers import ActionAnswers
from mutualaid.improvement_plan.models import (
    ActionEvent,
    ActionStatus,
    Cause,
    EventKind,
)
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as people

pytestmark = pytest.mark.django_db


class Place:
    """An area with a commissioner, and a service with its manager and a keyworker."""

    def __init__(self) -> None:
        self.area = people.area(host="testserver")
        self.service = people.service(self.area)
        self.lead = people.membership(Role.COMMISSIONER, self.area)
        self.manager = people.membership(
            Role.SERVICE_MANAGER, self.area, service=self.service
        )
        self.worker = people.membership(Role.KEYWORKER, self.area, service=self.service)

    def proposed(self, **values):
        given = {
            "area": self.area,
            "title": "Ask every group for a daytime meeting",
            "statement_keys": ["1.4", "2.1"],
            "cause": Cause.SUPPLY,
            "by": self.lead.hat(),
        }
        return propose_action(**{**given, **values})


@pytest.fixture
def place():
    return Place()


def in_days(number: int):
    return clock.today() + timedelta(days=number)


class TestProposeAction:
    def test_keeps_what_was_told_and_the_first_line(self, place):
        action = place.proposed(owner=place.worker, due_on=in_days(30))

        action.refresh_from_db()
        (line,) = action.events.all()
        assert action.keys == ("1.4", "2.1")
        assert action.service == place.service
        assert (line.kind, line.to_status) == (EventKind.MADE, ActionStatus.PROPOSED)
        assert line.by == place.lead
