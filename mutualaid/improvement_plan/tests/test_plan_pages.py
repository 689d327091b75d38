from html import unescape

import pytest
from django.urls import reverse

from mutualaid.improvement_plan.models import Action
from mutualaid.organisations.tests.factories import signed_in_client

from .places import Place, in_days

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return Place()


@pytest.fixture
def lead(place):
    return signed_in_client(place.lead)


def text(response) -> str:
    assert response.status_code == 200
    return unescape(response.content.decode())


class TestShowPlan:
    def test_shows_each_open_action(self, place, lead):
        place.proposed(owner=place.worker, due_on=in_days(9))

        page = text(lead.get(reverse("show_plan")))

        assert "Ask every group for a daytime meeting" in page
        assert place.worker.user.name in page


class TestAddAction:
    def test_writes_it_down(self, place, lead):
        day = in_days(40)
        response = lead.post(
            reverse("add_action"),
            {
                "title": "Print the list each Monday",
                "cause": "nobody",
                "owner": place.worker.reference,
                "due_on-day": day.day,
                "due_on-month": day.month,
                "due_on-year": day.year,
                "statement_keys": ["1.2"],
            },
        )

        action = Action.objects.get()
        assert response.url == reverse("show_action", args=[action.reference])
        assert (action.owner, action.due_on) == (place.worker, day)
        assert "Print the list each Monday" in text(lead.get(response.url))
