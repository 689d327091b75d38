import pytest

from mutualaid.activity_log.models import Entry
from mutualaid.core.area import within
from mutualaid.directory.actions import name_premises, premises
from mutualaid.directory.models import Premises
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests.factories import (
    area,
    membership,
    service,
    signed_in_client,
)

from .factories import TESTER, a_venue, an_area

pytestmark = pytest.mark.django_db


@pytest.fixture
def venue():
    return a_venue(area=an_area(host="testserver"))


@pytest.fixture
def house(venue):
    return service(venue.area, name="Harbour House")


def named(venue, place) -> bool:
    with within(venue.area_id):
        return name_premises(venue=venue, service=place, by=TESTER)


def owner(venue):
    return Premises.objects.values_list("service__name", flat=True).get(venue=venue)


class TestNamePremises:
    def test_keeps_whose_they_are(self, venue, house):
        assert named(venue, house) is True
        assert owner(venue) == "Harbour House"

    def test_puts_another_in_their_place(self, venue, house):
        named(venue, house)
        assert named(venue, service(venue.area, name="Riverside")) is True
        assert owner(venue) == "Riverside"

    def test_forgets_them(self, venue, house):
        named(venue, house)
        assert named(venue, None) is True
        assert not Premises.objects.exists()

    def test_logs_the_place_and_the_service(self, venue, house):
        named(venue, house)
        named(venue, None)

        lines = Entry.objects.filter(act="directory.name_premises").order_by("pk")
        assert [line.detail for line in lines] == [
            {"service": house.reference},
            {"service": ""},
        ]
        assert {line.subject for line in lines} == {f"venue:{venue.reference}"}

    @pytest.mark.parametrize("is_known", [True, False])
    def test_says_when_nothing_changed(self, venue, house, is_known):
        place = house if is_known else None
        named(venue, place)
        lines = Entry.objects.count()

        assert named(venue, place) is False
        assert Entry.objects.count() == lines

    def test_keeps_nothing_without_its_line_in_the_log(self, venue, house, monkeypatch):
        def cannot(**line):
            raise RuntimeError("the log is full")

        monkeypatch.setattr(premises, "record", cannot)
        with pytest.raises(RuntimeError):
            named(venue, house)

        assert not Premises.objects.exists()


class TestThePage:
    @pytest.fixture
    def champion(self, venue):
        return signed_in_client(membership(Role.RECOVERY_CHAMPION, an_area()))

    def address(self, venue):
        return f"/directory/venues/{venue.reference}/premises/"

    def test_asks_for_one_of_the_services_that_are_open(self, venue, house, champion):
        service(venue.area, name="Shut House", closed_on="2026-01-01")
        service(area(), name="House elsewhere")
        text = champion.get(self.address(venue)).content.decode()

        assert "Whose premises is St Anne’s Hall?" in text
        assert "Harbour House" in text
        assert "Shut House" not in text
        assert "House elsewhere" not in text

    def test_leads_back_to_the_place_which_then_says_so(self, venue, house, champion):
        told = {"service": house.reference}
        answer = champion.post(self.address(venue), told, follow=True)

        assert answer.redirect_chain[0][0].startswith(
            f"/directory/venues/{venue.reference}/"
        )
        assert "Harbour House" in answer.content.decode()
        assert owner(venue) == "Harbour House"

    def test_begins_with_what_is_known(self, venue, house, champion):
        named(venue, house)
        text = champion.get(self.address(venue)).content.decode()

        assert f'value="{house.reference}" selected' in text

    def test_takes_no_service_of_elsewhere(self, venue, champion):
        other = service(area())
        answer = champion.post(self.address(venue), {"service": other.reference})

        assert answer.status_code == 200
        assert "There is a problem" in answer.content.decode()
        assert not Premises.objects.exists()

    def test_can_be_taken_back(self, venue, house, champion):
        named(venue, house)
        champion.post(self.address(venue), {"service": ""})

        assert not Premises.objects.exists()
