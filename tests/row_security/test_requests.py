import acting_pages
import pytest
from bare_sql import rows
from django.test import Client

from mutualaid.core.area import current_area_id, within
from mutualaid.core.tests.database_roles import forget_area
from mutualaid.organisations.tests.factories import area

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("acting_pages"),
]


@pytest.fixture
def only_area():
    made = area()
    forget_area()
    acting_pages.told.clear()
    return made


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


def kept(of) -> int:
    with within(of.pk):
        return len(rows("SELECT id FROM organisations_organisation"))


class TestRequest:
    @pytest.mark.parametrize(
        ("address", "status"),
        [("answer", 200), ("not_found", 404), ("denied", 403), ("fail", 500)],
    )
    def test_keeps_an_act_that_ended_whatever_is_answered(
        self, visitor, only_area, address, status
    ):
        """As on SQLite, where each act commits by itself; a denial's line is kept too."""
        assert visitor.post(f"/{address}/").status_code == status

        assert kept(only_area) == 1
        assert acting_pages.told == ["acted"]

    @pytest.mark.parametrize(
        "address", ["break_and_fail", "break_and_pass_over", "break_the_commit"]
    )
    def test_tells_nothing_as_done_that_the_database_did_not_keep(
        self, visitor, only_area, address
    ):
        assert visitor.post(f"/{address}/").status_code == 500

        assert kept(only_area) == 0
        assert acting_pages.told == []

    @pytest.mark.parametrize(
        "view", [*acting_pages.VIEWS, acting_pages.break_the_commit]
    )
    def test_leaves_nothing_behind_for_the_next(self, visitor, only_area, view):
        visitor.post(f"/{view.__name__}/")

        assert current_area_id() is None
        assert rows("SELECT current_setting('mutualaid.area', true)") in ([("",)], [(None,)])  # fmt: skip
        assert visitor.post("/answer/").content == b"Done"
