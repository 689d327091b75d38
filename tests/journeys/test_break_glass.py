"""A record is opened while its keyworker is away; it is told, it ends, and a manager asks why."""

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from colleague import Colleague
from page_rules import HEIGHT
from playwright.sync_api import expect

from mutualaid.accounts.totp import add_totp, step_now
from mutualaid.clients.models import BreakGlass
from mutualaid.clients.tests import factories
from mutualaid.organisations.models import Membership
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)
WHY = "She is at the desk and has no key to her flat."


class Team:
    """A service with a manager, a keyworker with a client, and a colleague with an app."""

    def __init__(self) -> None:
        area = make.area(name="Northbridge")
        service = make.service(area, name="Riverside")
        self.manager, self.keyworker, self.colleague = (
            make.membership(role, area, service=service)
            for role in (Role.SERVICE_MANAGER, Role.KEYWORKER, Role.KEYWORKER)
        )
        factories.record_keeping(service)
        self.client = factories.client(
            service, self.keyworker, identity={"name": "Fennick"}
        )
        self.secret = generate_totp_secret()
        add_totp(self.colleague.user, secret=self.secret, step=0)

    def code(self) -> str:
        return format_hotp_value(hotp_value(self.secret, step_now()))


@pytest.fixture
def team(transactional_db) -> Team:
    return Team()


@pytest.fixture
def as_(new_context, watch, live_server, width):
    def opened(worn: Membership) -> Colleague:
        page = watch.over(new_context()).new_page()
        page.set_viewport_size({"width": width, "height": HEIGHT})
        return Colleague(page, live_server.url, worn)

    return opened


class TestBreakGlass:
    def test_opens_is_told_and_is_asked_about(self, as_, team):
        printed = team.client.person.printed
        opener = as_(team.colleague)
        opener.opens("/clients/")
        opener.page.get_by_role("link", name="Open a record in an emergency").click()
        opener.looks_closely()
        opener.presses("Open the record")
        opener.is_told("Write a reference or a name.")
        opener.looks_closely()

        opener.writes("Reference, or the whole name", "fennick")
        opener.chooses("The client is here, or on the telephone, and asks for help")
        opener.writes("What has happened?", WHY)
        opener.writes("Code", team.code())
        opener.presses("Open the record")
        banner = opener.page.get_by_role("region", name="Emergency")
        expect(banner).to_contain_text("60 more minutes")
        opener.looks_closely()

        keyworker = as_(team.keyworker)
        keyworker.opens("/today/")
        expect(keyworker.main).to_contain_text("opened in an emergency")
        keyworker.opens("/clients/emergencies/")
        keyworker.looks_closely()
        keyworker.presses("I have seen this")
        keyworker.opens(f"/clients/{team.client.reference}/looks/")
        expect(keyworker.main).to_contain_text("opened your record in an emergency.")
        keyworker.does_not_read(team.colleague.user.name)
        keyworker.looks_closely()

        manager = as_(team.manager)
        manager.opens("/clients/emergencies/")
        expect(manager.main).to_contain_text(printed)
        manager.page.get_by_role("link", name="Look at it").click()
        expect(manager.main).to_contain_text(WHY)
        manager.looks_closely()
        manager.chooses("It was right to open it")
        manager.presses("Save what you found")
        expect(manager.main).to_contain_text("It was right to open it")
        manager.looks_closely()

    def test_is_over_after_an_hour(self, as_, team):
        opener = as_(team.colleague)
        made = factories.break_glass(team.client, team.colleague)
        address = f"/clients/{team.client.reference}/"
        assert opener.opens(address).status == 200

        BreakGlass.objects.filter(pk=made.pk).update(
            opened_at=made.opened_at - (made.ends_at - made.opened_at)
        )
        assert opener.opens(address).status == 404
        opener.does_not_read(team.client.person.printed)


class TestExtraPrivate:
    def test_is_kept_to_whom_the_keyworker_names(self, as_, team):
        keyworker, manager = as_(team.keyworker), as_(team.manager)
        address = f"/clients/{team.client.reference}/"
        assert manager.opens(address).status == 200
        keyworker.opens(f"{address}readers/")
        keyworker.page.get_by_role("link", name="Keep the record to fewer").click()
        keyworker.looks_closely()
        keyworker.presses("Make extra-private")
        keyworker.looks_closely()
        assert manager.opens(address).status == 404

        name = f"{team.manager.user.name}, Service manager"
        keyworker.page.get_by_label("Who may read from now on?").select_option(name)
        keyworker.presses("Let them read")
        keyworker.looks_closely()
        assert manager.opens(address).status == 200
        keyworker.presses(f"Remove {team.manager.user.name}")
        assert manager.opens(address).status == 404
