"""The meeting's pages and the results, as the commissioner and others see them."""

import pytest
from django.urls import reverse

from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as people
from mutualaid.self_assessment.models import RaterKind

from . import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def area(db):
    return people.area(host="testserver")


@pytest.fixture
def commissioner(area):
    return people.membership(Role.COMMISSIONER, area)


@pytest.fixture
def opened(area, commissioner):
    made = factories.assessment_round(area, opened_by=commissioner, status="agreeing")
    one = factories.rater(made, kind=RaterKind.PROVIDER)
    other = factories.rater(made, kind=RaterKind.GROUP)
    factories.rating(one, "1.4", "3", comment="It is full.")
    factories.rating(other, "1.4", "0")
    return made


class TestPages:
    def test_x(self, opened, commissioner):
        client = people.signed_in_client(commissioner)
        for name in (
            "list_to_discuss",
            "sign_off_round",
            "show_results",
            "download_results_pdf",
            "download_results_workbook",
            "download_results_json",
        ):
            response = client.get(reverse(name, args=[opened.reference]))
            assert response.status_code == 200, name
        response = client.get(
            reverse("agree_statement", args=[opened.reference, "1.4"])
        )
        assert response.status_code == 200, name
        r = client.post(
            reverse("agree_statement", args=[opened.reference, "1.4"]),
            {"part-1-4-answer": "2"},
        )
        assert r.status_code == 302, r.content.decode()
        r = client.post(
            reverse("agree_statement", args=[opened.reference, "1.4"]),
            {"part-1-4-answer": "1"},
        )
        assert r.status_code == 200
