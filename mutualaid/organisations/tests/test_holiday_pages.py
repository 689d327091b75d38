from datetime import UTC, date, datetime

import pytest

from mutualaid.core import clock
from mutualaid.organisations.models import Holiday
from mutualaid.organisations.roles import Role

from . import factories as make

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
OTHERS = sorted(set(Role) - {Role.AREA_ADMINISTRATOR})


@pytest.fixture(autouse=True)
def _noon():
    with clock.frozen_at(NOON):
        yield


@pytest.fixture
def area():
    return make.area()


@pytest.fixture
def administrator(area):
    return make.signed_in_client(make.membership(Role.AREA_ADMINISTRATOR, area))


@pytest.fixture
def christmas(area):
    return Holiday.objects.create(
        area=area, on=date(2027, 12, 25), name="Christmas Day"
    )


def words(response):
    return response.content.decode()


class TestListHolidays:
    @pytest.mark.parametrize("role", Role)
    def test_is_there_for_every_hat(self, area, christmas, role):
        client = make.signed_in_client(make.membership(role, area))

        page = words(client.get("/holidays/?year=2027"))

        assert "Saturday 25 December 2027" in page
        may_change = role is Role.AREA_ADMINISTRATOR
        assert ("Delete 25 December 2027" in page) is may_change
        assert ("Add England’s bank holidays for 2027" in page) is may_change

    @pytest.mark.parametrize(
        "asked", ["", "?year=", "?year=1066", "?year=x", "?year=٢٠٢٧"]
    )
    def test_is_of_this_year_unless_a_year_is_asked_for(
        self, administrator, christmas, asked
    ):
        assert "<h1" in words(administrator.get(f"/holidays/{asked}"))
        assert "Holidays in 2026" in words(administrator.get(f"/holidays/{asked}"))

    @pytest.mark.parametrize("number", [1, 28])
    def test_asks_as_often_however_many_there_are(
        self, administrator, area, number, django_assert_num_queries
    ):
        for day in range(1, number + 1):
            Holiday.objects.create(area=area, on=date(2026, 2, day), name="Day")
        administrator.get("/holidays/")

        with django_assert_num_queries(4):
            administrator.get("/holidays/")


class TestAddHoliday:
    def test_adds_the_day_and_leads_to_its_year(self, administrator):
        typed = {
            "on-day": "1",
            "on-month": "june",
            "on-year": "2027",
            "name": "Training",
        }

        response = administrator.post("/holidays/add/", typed)

        assert response["Location"] == "/holidays/?year=2027"
        assert Holiday.objects.get().on == date(2027, 6, 1)

    @pytest.mark.parametrize(
        ("year", "sentence"),
        [("2020", "between 2021 and 2036"), ("2037", "between 2021 and 2036")],
    )
    def test_takes_no_day_that_no_page_shows(self, administrator, year, sentence):
        typed = {"on-day": "1", "on-month": "6", "on-year": year, "name": "Training"}

        page = administrator.post("/holidays/add/", typed)

        assert sentence in words(page)
        assert not Holiday.objects.exists()

    def test_says_that_a_day_is_there(self, administrator, christmas):
        typed = {"on-day": "25", "on-month": "12", "on-year": "2027", "name": "Feast"}

        page = words(administrator.post("/holidays/add/", typed))

        assert "in the list already, as Christmas Day" in page
        assert 'value="Feast"' in page


class TestAddBankHolidays:
    def test_adds_them_never_twice(self, administrator, christmas):
        for _ in range(2):
            response = administrator.post(
                "/holidays/add-bank-holidays/", {"year": "2027"}
            )

        assert response["Location"] == "/holidays/?year=2027"
        assert Holiday.objects.count() == 10


class TestDeleteHoliday:
    def test_asks_before(self, administrator, christmas):
        address = f"/holidays/{christmas.reference}/delete/"

        assert "It is called Christmas Day" in words(administrator.get(address))
        assert Holiday.objects.exists()
        response = administrator.post(address)

        assert response["Location"] == "/holidays/?year=2027"
        assert not Holiday.objects.exists()


class TestDoors:
    @pytest.mark.parametrize("role", OTHERS)
    def test_are_closed_to_all_but_administrators(self, area, christmas, role):
        client = make.signed_in_client(make.membership(role, area))

        for address in (
            "/holidays/add/",
            "/holidays/add-bank-holidays/",
            f"/holidays/{christmas.reference}/delete/",
        ):
            assert client.post(address, {"year": "2026"}).status_code == 403
        assert Holiday.objects.get() == christmas

    def test_lead_nowhere_for_what_is_not_there(self, administrator):
        assert administrator.get("/holidays/BCDFGHJKMN/delete/").status_code == 404
