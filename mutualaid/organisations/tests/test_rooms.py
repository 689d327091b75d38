import re

import pytest
from django.urls import reverse

from mutualaid.organisations import rooms
from mutualaid.organisations.roles import Role

from . import factories as make


@pytest.fixture
def _own_rooms(monkeypatch):
    """What a test registers is forgotten after it."""
    monkeypatch.setattr(rooms, "_rooms", list(rooms._rooms))
    yield
    rooms._links.cache_clear()


LINK = re.compile(r'class="ma-nav__link"[^>]*>([^<]+)</a>')


class TestRoomsOf:
    @pytest.mark.parametrize("role", Role)
    def test_begin_with_today_and_each_lead_somewhere_else(self, role):
        found = rooms.rooms_of(role)

        assert found[0] == ("/today/", "Today")
        assert len({address for address, _ in found}) == len(found)
        assert len({label for _, label in found}) == len(found)

    def test_are_only_those_of_the_role(self):
        settings = (reverse("change_settings"), "Settings")

        assert settings in rooms.rooms_of(Role.AREA_ADMINISTRATOR)
        assert settings not in rooms.rooms_of(Role.AUDITOR)

    @pytest.mark.usefixtures("_own_rooms")
    def test_take_in_what_another_app_registers(self):
        before = rooms.rooms_of(Role.PEER)

        rooms.register_room("Visits", "show_home", [Role.PEER], order=1)

        assert rooms.rooms_of(Role.PEER)[1] == ("/", "Visits")
        assert len(rooms.rooms_of(Role.PEER)) == len(before) + 1
        assert ("/", "Visits") not in rooms.rooms_of(Role.AUDITOR)


@pytest.mark.django_db
class TestNavigation:
    @pytest.mark.parametrize("role", Role)
    def test_leads_into_every_room_of_the_hat(self, role):
        area = make.area()
        client = make.signed_in_client(make.membership(role, area))

        for address, label in rooms.rooms_of(role):
            page = client.get(address)
            assert page.status_code == 200, label
        today = client.get("/today/").content.decode()
        for address, label in rooms.rooms_of(role):
            assert f'<a class="ma-nav__link" href="{address}"' in today, label

    @pytest.mark.parametrize("role", Role)
    def test_has_no_more_than_eight_in_its_line(self, role):
        line, folded = self.split(make.membership(role, make.area()), "/today/")

        assert line[0] == "Today"
        assert len(line) <= 8
        assert not folded or len(line) == 6

    def test_shows_where_one_is_in_its_line(self):
        auditor = make.membership(Role.AUDITOR, make.area())
        _, folded = self.split(auditor, "/today/")
        assert "Backups" in folded

        line, folded = self.split(auditor, "/backups/")

        assert line[-1] == "Backups"
        assert "Backups" not in folded

    def split(self, worn, address) -> tuple[list[str], list[str]]:
        """The rooms in the line of the navigation, and those folded away under it."""
        page = make.signed_in_client(worn).get(address).content.decode()
        line, _, rest = page.partition("</nav>")[0].partition("<summary")
        return LINK.findall(line), LINK.findall(rest)

    def test_is_the_publics_on_public_pages(self):
        client = make.signed_in_client(make.membership(Role.PEER, make.area()))

        assert "What happens at a meeting</a>" in client.get("/about/").content.decode()
        assert "What happens at a meeting" not in client.get("/today/").content.decode()
