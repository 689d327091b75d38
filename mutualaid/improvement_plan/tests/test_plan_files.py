import json
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from mutualaid.core import clock
from mutualaid.improvement_plan.actions.cycles import add_cycle
from mutualaid.improvement_plan.actions.plan import comment_on_action
from mutualaid.improvement_plan.answers import Trial
from mutualaid.improvement_plan.tests import factories
from mutualaid.organisations.tests.factories import signed_in_client

from .places import Place, in_days
from .test_moving import KEY, reading
from .test_plan_pages import TITLE

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return Place()


@pytest.fixture
def lead(place):
    return signed_in_client(place.lead)


class TestFiles:
    def test_csv_holds_no_formula(self, place, lead):
        place.proposed(
            title="=HYPERLINK(1) for groups", owner_body="@SUM(A1)", due_on=in_days(9)
        )

        response = lead.get(reverse("download_plan", args=["csv"]))

        told = response.content.decode()
        assert '"\'=HYPERLINK(1) for groups"' in told
        assert "\"'@SUM(A1)" in told
        assert "improvement-plan-" in response["Content-Disposition"]

    def test_workbook_holds_no_formula(self, place, lead):
        place.proposed(title="=1+1 groups asked")

        response = lead.get(reverse("download_plan", args=["xlsx"]))

        sheet = load_workbook(BytesIO(response.content))["Plan"]
        assert [cell.data_type for cell in sheet[2]][1] == "s"
        assert sheet["B2"].value == "'=1+1 groups asked"

    def test_json_holds_the_history_barriers_and_trials(self, place, lead):
        barrier = factories.barrier(place.area, words="No bus on Sundays")
        action = place.proposed(barriers=[barrier], due_on=in_days(9))
        comment_on_action(action=action, words="Good.", by=place.manager.hat())
        trial = Trial("Does a text help?", "Yes.", "Ten people.", clock.today())
        add_cycle(action=action, trial=trial, by=place.lead.hat())

        response = lead.get(reverse("download_plan", args=["json"]))

        (told,) = json.loads(response.content)["actions"]
        assert told["barriers"] == ["No bus on Sundays"]
        assert [line["what"] for line in told["history"]] == ["made", "comment"]
        assert told["cycles"][0]["question"] == "Does a text help?"
        assert told["due_on"] == in_days(9).isoformat()

    @pytest.mark.parametrize("more", [1, 9])
    def test_json_asks_as_much_for_few_as_for_many(
        self, place, lead, more, django_assert_max_num_queries
    ):
        for _ in range(more):
            place.proposed(barriers=[factories.barrier(place.area)])
        address = reverse("download_plan", args=["json"])
        lead.get(address)

        with django_assert_max_num_queries(14):
            lead.get(address)

    def test_holds_what_the_page_was_asked_for(self, place, lead):
        place.proposed()

        response = lead.get(f"{reverse('download_plan', args=['csv'])}?state=closed")

        assert TITLE not in response.content.decode()

    def test_knows_no_other_shapes(self, lead):
        assert lead.get(reverse("download_plan", args=["doc"])).status_code == 404

    def test_paper_is_a_tagged_pdf(self, place, lead):
        reading(place, numerator=6)
        place.proposed(owner=place.worker, indicator_key=KEY, target=7.0)
        factories.action(
            place.area, status="blocked", blocked_by="No room #yet", due_on=in_days(-2)
        )

        response = lead.get(reverse("print_plan"))

        assert response["Content-Type"] == "application/pdf"
        assert response.content.startswith(b"%PDF")
        assert b"/StructTreeRoot" in response.content
        assert lead.get(f"{reverse('print_plan')}?state=dropped").status_code == 200
