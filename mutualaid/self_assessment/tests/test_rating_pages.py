"""Rating with an account, as somebody sees it."""

from urllib.parse import quote

import pytest
from django.urls import reverse

from mutualaid.core import clock
from mutualaid.core.area import within
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as people
from mutualaid.self_assessment.models import RaterKind, RaterStatus, Rating, RoundStatus

from . import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def area(db):
    return people.area()


@pytest.fixture
def opened(area):
    return factories.assessment_round(area)


def rater_of(opened, role=Role.KEYWORKER, kind=RaterKind.PROVIDER, **values):
    worn = people.membership(role, opened.area)
    rater = factories.rater(opened, membership=worn, label="", kind=kind, **values)
    return rater, people.signed_in_client(worn)


def page_of(opened, key="1.4"):
    return reverse("rate_statement", args=[opened.reference, key])


def said(**values):
    return {
        "answer_0": "2",
        "reason_0": "",
        "comment_0": "",
        "revision_0": "0",
    } | values


class TestRateStatement:
    def test_puts_a_statement_with_its_reasons(self, opened):
        _rater, client = rater_of(opened)

        page = client.get(page_of(opened)).content.decode()

        assert "People who use services can reach a meeting" in page
        assert "Hard days do not wait" in page
        assert "statement 4 of 27" in page

    def test_saves_and_goes_on_to_the_next(self, opened):
        rater, client = rater_of(opened)

        response = client.post(page_of(opened), said(comment_0="Not on Sunday."))

        assert response.url == page_of(opened, "1.5")
        rating = Rating.objects.get(rater=rater)
        assert (rating.part_key, rating.answer) == ("1.4", "2")
        assert rating.comment == "Not on Sunday."
