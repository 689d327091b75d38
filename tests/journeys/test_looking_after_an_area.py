"""An administrator looks after organisations, holidays, champions and settings."""

from datetime import UTC, datetime

import pytest
from colleague import Colleague
from django.urls import reverse
from page_rules import HEIGHT, WIDTHS

from mutualaid.core import clock
from mutualaid.organisations.models import Area, Holiday, Membership, Service
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = {
    "show_today": "",
    "list_organisations": "",
    "add_organisation": "",
    "add_service": "organisation",
    "rename_organisation": "organisation",
    "close_organisation": "organisation",
    "reopen_organisation": "organisation",
    "rename_service": "service",
    "close_service": "service",
    "reopen_service": "service",
    "change_settings": "",
    "list_holidays": "",
    "add_holiday": "",
    "delete_holiday": "holiday",
    "list_champions": "",
    "change_champion_level": "champion",
    "list_activity": "",
}


@pytest.fixture
def area(transactional_db) -> Area:
    return make.area(name="Northbridge")


@pytest.fixture
def service(area) -> Service:
    harbour = make.organisation(area, name="Harbour")
    service = make.service(area, organisation=harbour, name="Riverside")
    for role in (Role.PEER, Role.PEER, Role.KEYWORKER):
        make.membership(role, area, service=service)
    return service


@pytest.fixture
def champion(area, service) -> Membership:
    sam = make.person(name="Sam Hill")
    return make.membership(Role.RECOVERY_CHAMPION, area, service=service, user=sam)


@pytest.fixture
def references(area, service, champion) -> dict[str, str]:
    on = clock.today().replace(month=12, day=24)
    holiday = Holiday.objects.create(area=area, on=on, name="Day before Christmas")
    return {
        "organisation": service.organisation.reference,
        "service": service.reference,
        "holiday": holiday.reference,
        "champion": champion.reference,
    }


@pytest.fixture
def administrator(area) -> Membership:
    return make.membership(Role.AREA_ADMINISTRATOR, area)


@pytest.fixture
def asha(sized_page, live_server, administrator) -> Colleague:
    return Colleague(sized_page, live_server.url, administrator)


@pytest.fixture
def bare_asha(no_script_page, live_server, administrator) -> Colleague:
    no_script_page.set_viewport_size({"width": min(WIDTHS), "height": HEIGHT})
    return Colleague(no_script_page, live_server.url, administrator)


def looks_at_every_page(colleague: Colleague, references: dict[str, str]) -> None:
    titles = []
    for name, of in PAGES.items():
        colleague.opens(reverse(name, args=[references[of]] if of else []))
        colleague.looks_closely()
        titles.append(colleague.page.title())
    assert len(set(titles)) == len(titles)


class TestEveryPage:
    def test_is_sound(self, asha, references):
        looks_at_every_page(asha, references)

    def test_is_sound_without_scripts(self, bare_asha, references):
        looks_at_every_page(bare_asha, references)


def closes_a_service(colleague: Colleague, service: Service) -> None:
    colleague.opens("/today/")
    colleague.goes_to_the_room("Organisations")
    colleague.follows("Close Riverside")
    colleague.arrives_at("Close Riverside")
    colleague.reads("Peer: 2 people")
    colleague.reads("Keyworker: 1 person")
    colleague.presses("Close the service")
    colleague.arrives_at("Organisations and services")
    colleague.reads("Closes from")
    colleague.looks_closely()
    colleague.follows("Reopen Riverside")
    colleague.presses("Reopen the service")
    colleague.does_not_read("Closes from")


class TestServices:
    def test_are_closed_knowingly_and_reopened(self, asha, service):
        closes_a_service(asha, service)

    def test_are_closed_without_scripts(self, bare_asha, service):
        closes_a_service(bare_asha, service)

    def test_are_added_to_an_organisation(self, asha):
        asha.opens("/organisations/")
        asha.reads("No organisations yet")
        asha.looks_closely()
        asha.follows("Add an organisation")
        asha.writes("Name", "Lantern")
        asha.presses("Add the organisation")
        asha.follows("Add a service of Lantern")
        asha.writes("Name", "Lantern hub")
        asha.presses("Add the service")

        asha.reads("Lantern hub")

    def test_keep_their_names_apart(self, asha, service):
        asha.opens("/organisations/add/")
        asha.writes("Name", "harbour")
        asha.presses("Add the organisation")

        asha.is_told("There is already one called harbour.")
        asha.sees_at_the_field("Name", "harbour")
        asha.looks_closely()


class TestHolidays:
    def test_of_england_are_added_once(self, asha):
        asha.opens("/holidays/?year=2027")
        for _ in range(2):
            asha.presses("Add England’s bank holidays for 2027")
            asha.arrives_at("Holidays in 2027")
        asha.looks_closely()
        assert asha.main.get_by_text("Good Friday").count() == 1

        asha.follows("Delete 26 March 2027")
        asha.presses("Delete the holiday")
        asha.does_not_read("Good Friday")


class TestChampions:
    def test_are_moved_to_where_one_is_missing(self, asha, champion):
        asha.opens("/champions/")
        asha.reads("No therapeutic champion in Riverside")
        asha.follows("Change the level of Sam Hill, Riverside")
        asha.chooses("Therapeutic")
        asha.presses("Save the level")

        asha.reads("No community champion in Riverside")
        asha.does_not_read("No therapeutic champion in Riverside")


class TestSettings:
    def test_refuse_a_colour_and_take_the_one_they_offer(self, asha, area):
        asha.opens("/settings/")
        asha.writes("Colour of headings and links", "#ffcc00")
        asha.presses("Save the settings")
        asha.is_told("Words in #ffcc00 are hard to read")
        asha.looks_closely()

        told = asha.page.locator(".govuk-error-message").inner_text()
        asha.writes("Colour of headings and links", told.split("least. ")[1][:7])
        asha.presses("Save the settings")
        asha.reads("The settings are saved.")

        area.refresh_from_db()
        asha.page.wait_for_load_state()
        shown = asha.page.evaluate(
            "getComputedStyle(document.documentElement)"
            ".getPropertyValue('--govuk-brand-colour').trim()"
        )
        assert shown == area.colour != ""
        asha.looks_closely()

    def test_lose_nothing_when_two_people_save(self, asha, area):
        asha.opens("/settings/")
        asha.writes("Office that answers questions", "Our office")
        Area.objects.update(
            name="Vale", updated_at=datetime(2026, 11, 21, 12, tzinfo=UTC)
        )

        asha.presses("Save the settings")

        asha.reads("Somebody else saved these settings while you had them open")
        asha.reads("Name of the area: Vale")
        asha.sees_at_the_field("Office that answers questions", "Our office")
        asha.looks_closely()
        asha.presses("Save the settings")
        area.refresh_from_db()
        assert (area.name, area.contact_name) == ("Vale", "Our office")


class TestToday:
    @pytest.mark.parametrize("role", Role)
    def test_is_sound_for_every_role(self, sized_page, live_server, area, role):
        colleague = Colleague(sized_page, live_server.url, make.membership(role, area))

        colleague.opens("/today/")

        colleague.arrives_at("Today")
        colleague.looks_closely()
