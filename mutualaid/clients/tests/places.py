"""A service that keeps records, who works there, and a meeting nearby, for tests of this app."""

from datetime import timedelta
from typing import Any

from mutualaid.clients.actions.clients import add_client
from mutualaid.clients.models import Client
from mutualaid.clients.reading import Identity
from mutualaid.clients.tests import factories
from mutualaid.core import clock
from mutualaid.directory.models import Meeting
from mutualaid.directory.tests import factories as meetings
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Cover, Membership
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as people


class Place:
    """Two keyworkers and a manager of one service, and a keyworker of another."""

    def __init__(self, *, keeps_records: bool = True) -> None:
        # The host of the test client, and the slug that the directory’s factories look for.
        self.area = people.area(slug="northbridge", host="testserver")
        self.service = people.service(self.area)
        self.keyworker = self.somebody(Role.KEYWORKER)
        self.colleague = self.somebody(Role.KEYWORKER)
        self.manager = self.somebody(Role.SERVICE_MANAGER)
        self.stranger = people.membership(Role.KEYWORKER, self.area)
        if keeps_records:
            factories.record_keeping(self.service)

    def somebody(self, role: Role) -> Membership:
        return people.membership(role, self.area, service=self.service)

    def added(self, **values: Any) -> Client:
        """A client of the keyworker, by the action."""
        given: dict[str, Any] = {
            "service": self.service,
            "by": hat(self.keyworker),
            "identity": Identity("Fennick", contact="07700 900141", needs="No stairs"),
        }
        return add_client(**{**given, **values})

    def meeting(self, **values: Any) -> Meeting:
        """Every Tuesday at half past seven."""
        given = {"area": self.area, "group": None, "venue": None, "weekday": 1}
        return meetings.a_meeting(**{**given, **values})

    def cover(self, away: Membership, stands_in: Membership, days: int = 1) -> Cover:
        """From today."""
        today, now = clock.today(), clock.now()
        return Cover.objects.create(
            area=self.area,
            membership=away,
            covered_by=stands_in,
            starts_on=today,
            ends_on=today + timedelta(days=days),
            created_at=now,
            updated_at=now,
        )


def hat(worn: Membership) -> Hat:
    """As a request carries it."""
    return Membership.objects.with_everything().get(pk=worn.pk).hat()
