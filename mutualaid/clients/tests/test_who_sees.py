"""The public table of who sees what, held to what the code lets each person see."""

from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils.html import escape

from mutualaid.clients.models import Client
from mutualaid.clients.permissions import can_work_with_clients, must_say_why
from mutualaid.clients.tests import factories
from mutualaid.core import clock
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Cover, Membership
from mutualaid.organisations.roles import AREA_WIDE_ROLES, Role
from mutualaid.organisations.tests import factories as people
from mutualaid.privacy.consents.permissions import can_read_consents
from mutualaid.privacy.models import Person, RightsRequest
from mutualaid.privacy.models.rights import IdentityCheck, RightsKind
from mutualaid.privacy.person_tables import Whose, tables_of
from mutualaid.privacy.public.who_sees import ROWS, Sees, Viewer

pytestmark = pytest.mark.django_db


def of_record(hat: Hat, client: Client) -> Sees:
    there = Client.objects.visible_to(hat).filter(pk=client.pk).exists()
    return Sees.YES if there and can_work_with_clients(hat) else Sees.NO


def of_identity(hat: Hat, client: Client) -> Sees:
    seen = of_record(hat, client)
    return Sees.SAYS_WHY if seen is Sees.YES and must_say_why(hat) else seen


def of_consents(hat: Hat, client: Client) -> Sees:
    there = Person.objects.visible_to(hat).filter(client=client).exists()
    return Sees.YES if there and can_read_consents(hat) else Sees.NO


def of_request(hat: Hat, client: Client) -> Sees:
    """Somebody's own, where they wrote it down; the manager's whoever did."""
    asked = RightsRequest.objects.filter(person=client.person)
    if asked.visible_to(hat).exists():
        return Sees.YES
    asked.update(opened_by=hat.membership_id)
    return Sees.WROTE_IT if asked.visible_to(hat).exists() else Sees.NO


# For each row, what the site asks before it shows it.
ASKED = {
    "name": of_identity,
    "contact": of_identity,
    "needs": of_record,
    "client": of_record,
    "commitments": of_record,
    "consents": of_consents,
    "requests": of_request,
    # Its page asks for nothing but the client.
    "looks": of_record,
}


@pytest.fixture
def service():
    return people.service(people.area(host="testserver"))


@pytest.fixture
def keyworker(service):
    return people.membership(Role.KEYWORKER, service.area, service=service)


@pytest.fixture
def client(service, keyworker):
    """Somebody who asked the manager for a copy."""
    made = factories.client(service, keyworker)
    manager = people.membership(Role.SERVICE_MANAGER, service.area, service=service)
    RightsRequest.objects.create(
        area=service.area,
        service=service,
        person=made.person,
        kind=RightsKind.ACCESS,
        identity_check=IdentityCheck.KNOWN,
        received_on=clock.today(),
        due_on=clock.today(),
        opened_by=manager,
        opened_at=clock.now(),
    )
    return made


def somebody(role: Role, service) -> Membership:
    place = None if role in AREA_WIDE_ROLES else service
    return people.membership(role, service.area, service=place)


def hat_of(worn: Membership) -> Hat:
    return Membership.objects.with_everything().get(pk=worn.pk).hat()


def stand_in(keyworker: Membership, colleague: Membership) -> None:
    now = clock.now()
    Cover.objects.create(
        area=keyworker.area,
        membership=keyworker,
        covered_by=colleague,
        starts_on=clock.today(),
        ends_on=clock.today() + timedelta(days=1),
        created_at=now,
        updated_at=now,
    )


IN_TEAM = (Role.KEYWORKER, Role.PEER, Role.RECOVERY_CHAMPION)
NOTHING = dict.fromkeys(ASKED, Sees.NO)


def seen_by(worn: Membership, client: Client) -> dict[str, Sees]:
    hat = hat_of(worn)
    return {key: asked(hat, client) for key, asked in ASKED.items()}


def told_of(viewer: Viewer) -> dict[str, Sees]:
    return {row.key: row.cells[viewer] for row in ROWS}


class TestColumn:
    def test_says_what_the_keyworker_sees(self, client, keyworker):
        assert seen_by(keyworker, client) == told_of(Viewer.KEYWORKER)

    def test_says_what_the_manager_sees(self, client, service):
        manager = somebody(Role.SERVICE_MANAGER, service)

        assert seen_by(manager, client) == told_of(Viewer.MANAGER)

    def test_says_that_the_team_sees_what_the_keyworker_sees_if_they_stand_in(
        self, client, service, keyworker
    ):
        team = [somebody(role, service) for role in IN_TEAM]
        assert [seen_by(each, client) for each in team] == [NOTHING] * len(team)

        stand_in(keyworker, team[0])

        seen = seen_by(team[0], client)
        assert seen == told_of(Viewer.KEYWORKER)
        assert told_of(Viewer.TEAM) == {
            key: Sees.STANDING_IN if sees is Sees.YES else sees
            for key, sees in seen.items()
        }

    @pytest.mark.parametrize("role", AREA_WIDE_ROLES)
    def test_says_that_who_pays_and_checks_sees_no_row(self, role, client, service):
        told = told_of(Viewer.OFFICES)

        assert set(told.values()) <= {Sees.NO, Sees.COUNTS}
        assert seen_by(somebody(role, service), client) == NOTHING

    @pytest.mark.parametrize("role", [Role.KEYWORKER, Role.SERVICE_MANAGER])
    def test_says_that_nobody_else_sees_anything(self, role, client, service):
        elsewhere = people.service(service.area)

        assert told_of(Viewer.ANYBODY) == NOTHING
        assert seen_by(somebody(role, elsewhere), client) == NOTHING


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.key)
class TestRow:
    def test_answers_for_everybody(self, row):
        assert set(row.cells) == set(Viewer)
        assert row.key in ASKED

    def test_is_in_the_copy_that_somebody_gets(self, row):
        tables = {table.model: table for table in tables_of(Whose.CLIENT)}

        assert row.cells[Viewer.YOU] is Sees.YES
        assert set(row.columns) <= set(tables[row.table].shown)


class TestShowWhoSeesWhat:
    def test_has_every_row(self, service):
        page = Browser().get(reverse("show_who_sees_what")).content.decode()

        assert [row.key for row in ROWS if str(escape(row.words)) not in page] == []
