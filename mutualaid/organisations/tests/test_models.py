import pytest
from django.db import IntegrityError, transaction

from mutualaid.core.area import within
from mutualaid.organisations.models import Area

from .areas import an_area

pytestmark = pytest.mark.django_db


class TestForHost:
    @pytest.mark.parametrize(
        ("claimed", "asked"),
        [
            ("meetings.example", "meetings.example"),
            ("meetings.example", "meetings.example:8000"),
            ("meetings.example", "Meetings.EXAMPLE"),
            ("meetings.example", "meetings.example."),
            ("meetings.example", "meetings.example.:8000"),
            ("192.0.2.7", "192.0.2.7:80"),
            ("[2001:db8::1]", "[2001:db8::1]"),
            ("[2001:db8::1]", "[2001:db8::1]:8000"),
            ("[2001:db8::1]", "[2001:DB8::1]:8000"),
        ],
    )
    def test_is_the_area_that_claims_it(self, claimed, asked):
        an_area("southby")
        area = an_area(host=claimed)

        assert Area.objects.for_host(asked) == area

    @pytest.mark.parametrize("asked", ["localhost", "[::1]:8000", "other.example", ""])
    def test_is_the_only_area_where_nobody_claims_it(self, asked):
        area = an_area(host="meetings.example")

        assert Area.objects.for_host(asked) == area

    @pytest.mark.parametrize(
        "asked", ["localhost", "[::1]:8000", "other.example", "", "example"]
    )
    def test_is_none_of_several_that_do_not_claim_it(self, asked):
        an_area(host="meetings.example")
        an_area("southby")

        assert Area.objects.for_host(asked) is None

    def test_is_none_where_there_is_no_area(self):
        assert Area.objects.for_host("localhost") is None

    def test_asks_the_database_once(self, django_assert_num_queries):
        an_area(host="meetings.example")
        an_area("southby")

        with django_assert_num_queries(1):
            Area.objects.for_host("meetings.example")


class TestArea:
    def test_is_called_by_its_name(self):
        assert str(an_area(name="Northbridge and Vale")) == "Northbridge and Vale"

    def test_has_no_host_of_another(self):
        an_area(host="meetings.example")
        other = an_area("southby")

        other.host = "meetings.example"
        with (
            pytest.raises(IntegrityError, match="host"),
            transaction.atomic(),
            within(other.pk),
        ):
            other.save()

    def test_may_have_no_host_like_many_others(self):
        an_area()

        assert an_area("southby").host == ""

    @pytest.mark.parametrize(
        "point", [{"latitude": 90.1}, {"longitude": 180.1}, {"longitude": -181}]
    )
    def test_lies_on_earth(self, point):
        with pytest.raises(IntegrityError), transaction.atomic():
            an_area(**point)
