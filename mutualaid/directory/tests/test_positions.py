from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest

from mutualaid.activity_log.models import Entry
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.core.refusal import Refused
from mutualaid.design_system.tests.markup import Page
from mutualaid.directory.actions import positions as actions
from mutualaid.directory.forms.positions import PositionForm
from mutualaid.directory.models import ServicePosition
from mutualaid.directory.position_answers import REVIEWED_EVERY, PositionAnswers
from mutualaid.organisations.home_items import home_items
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as make

from .factories import a_fellowship, an_area

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
BY = Actor("person:0011223344556677", "recovery-champion")
ANSWERS = PositionAnswers(
    role="health",
    description="Talks for staff",
    shared_email="health.liaison@northbridge.example",
    shared_telephone="",
    review_on=date(2027, 5, 1),
)
TYPED = {
    "fellowship": "aa",
    "role": "prisons",
    "shared_email": "prisons@northbridge.example",
    "is_shared": "on",
    "review_on-day": "1",
    "review_on-month": "5",
    "review_on-year": "2027",
}


@pytest.fixture(autouse=True)
def _noon():
    with clock.frozen_at(NOON):
        yield


def a_position(**given):
    answers = PositionAnswers(
        **{
            name: given.get(name, getattr(ANSWERS, name))
            for name in PositionAnswers.__dataclass_fields__
        }
    )
    return actions.add_position(
        area=an_area(), fellowship=a_fellowship(), answers=answers, by=BY
    )


def keeper(role=Role.RECOVERY_CHAMPION):
    return make.signed_in_client(make.membership(role, an_area()))


class TestActions:
    def test_keep_a_position_and_its_contact_out_of_the_log(self):
        position = a_position()

        entry = Entry.objects.get(act="directory.add_position")
        assert entry.subject == f"position:{position.reference}"
        assert entry.detail == {"position_role": "health", "fellowship": "aa"}

    def test_change_what_is_different_and_name_it(self):
        position = a_position()
        answers = PositionAnswers("health", "Posters", "", "01632 960 001", NOON.date())

        actions.change_position(position=position, answers=answers, by=BY)

        position.refresh_from_db()
        assert position.shared_telephone == "01632 960 001"
        assert Entry.objects.get(act="directory.change_position").detail == {
            "position_role": "health",
            "fields": [
                "description",
                "shared_email",
                "shared_telephone",
                "review_on",
            ],
        }

    def test_leave_no_line_where_nothing_is_different(self):
        actions.change_position(position=a_position(), answers=ANSWERS, by=BY)

        assert not Entry.objects.filter(act="directory.change_position").exists()

    @pytest.mark.parametrize("change", ["add", "change"])
    def test_refuse_a_position_that_nobody_can_reach(self, change):
        nothing = PositionAnswers("health", "", "", "", NOON.date())
        act = {
            "add": lambda: actions.add_position(
                area=an_area(), fellowship=a_fellowship(), answers=nothing, by=BY
            ),
            "change": lambda: actions.change_position(
                position=a_position(), answers=nothing, by=BY
            ),
        }[change]

        with pytest.raises(Refused, match="shared e-mail address or a telephone"):
            act()

    def test_put_the_next_review_half_a_year_on(self):
        position = a_position(review_on=NOON.date())

        actions.review_position(position=position, by=BY)

        position.refresh_from_db()
        assert position.review_on == NOON.date() + REVIEWED_EVERY

    def test_mark_as_vacant_and_as_filled_again(self):
        position = a_position()

        actions.vacate_position(position=position, by=BY)
        with pytest.raises(Refused, match="vacant already"):
            actions.vacate_position(position=position, by=BY)
        actions.fill_position(position=position, by=BY)
        with pytest.raises(Refused, match="filled already"):
            actions.fill_position(position=position, by=BY)

        position.refresh_from_db()
        assert position.is_filled
        assert position.review_on == NOON.date() + REVIEWED_EVERY

    @pytest.mark.parametrize("act", ["add", "change", "review", "vacate", "fill"])
    def test_are_undone_by_a_log_line_that_fails(self, act, monkeypatch):
        position = a_position()
        ServicePosition.objects.update(is_filled=act != "fill")
        position.refresh_from_db()
        before = list(ServicePosition.objects.values())
        other = PositionAnswers("prisons", "", "", "01632 960 001", NOON.date())
        monkeypatch.setattr(actions, "record", lambda **_line: 1 / 0)
        does = {
            "add": partial(a_position, role="prisons"),
            "change": partial(
                actions.change_position, position=position, answers=other, by=BY
            ),
            "review": partial(actions.review_position, position=position, by=BY),
            "vacate": partial(actions.vacate_position, position=position, by=BY),
            "fill": partial(actions.fill_position, position=position, by=BY),
        }

        with pytest.raises(ZeroDivisionError):
            does[act]()

        assert list(ServicePosition.objects.values()) == before


class TestPositionForm:
    def test_takes_a_shared_address(self):
        a_fellowship()

        form = PositionForm(TYPED)

        assert form.is_valid(), form.errors
        assert form.answers().shared_email == "prisons@northbridge.example"

    @pytest.mark.parametrize(
        ("typed", "field", "part"),
        [
            ({"is_shared": ""}, "is_shared", "would tell who is a member"),
            ({"shared_telephone": "ask Jo"}, "shared_telephone", "digits and spaces"),
            ({"shared_telephone": "- -"}, "shared_telephone", "digits and spaces"),
            ({"role": "president"}, "role", "Choose one of"),
            ({"fellowship": "none"}, "fellowship", "Choose one of"),
        ],
    )
    def test_says_what_is_wrong(self, typed, field, part):
        a_fellowship()

        form = PositionForm({**TYPED, **typed})

        assert part in str(form.errors[field])

    def test_asks_nobody_to_vouch_for_an_address_that_is_not_given(self):
        a_fellowship()
        typed = {
            "shared_email": "",
            "is_shared": "",
            "shared_telephone": "01632 960001",
        }

        assert PositionForm({**TYPED, **typed}).is_valid()


class TestListPositions:
    def test_shows_everybody_the_contact_and_only_keepers_what_to_do(self):
        a_position(review_on=NOON.date())

        for role, may in ((Role.KEYWORKER, False), (Role.SERVICE_MANAGER, True)):
            words = keeper(role).get("/directory/positions/").content.decode()

            assert "health.liaison@northbridge.example" in words
            assert "Due for review" in words
            assert ("Mark as vacant" in words) is may

    def test_takes_the_same_queries_for_many(self, django_assert_max_num_queries):
        client = keeper()
        for number in range(12):
            a_position(description=f"Position {number}")

        with django_assert_max_num_queries(10):
            client.get("/directory/positions/")

    def test_has_no_position_of_another_area(self):
        a_position()
        auditor = make.membership(Role.AUDITOR, make.area(host="elsewhere.example"))

        assert not ServicePosition.objects.visible_to(auditor.hat()).exists()


class TestChanges:
    def test_add_a_position(self):
        a_fellowship()

        response = keeper().post("/directory/positions/add/", TYPED)

        assert response.status_code == 302
        assert ServicePosition.objects.get().role == "prisons"

    def test_tell_above_the_form_what_is_refused(self):
        a_fellowship()
        typed = {**TYPED, "shared_email": "", "is_shared": ""}

        page = Page(keeper().post("/directory/positions/add/", typed).content.decode())

        assert "shared e-mail address or a telephone" in page.all("main")[0].text

    def test_start_with_what_is_kept(self):
        position = a_position()

        page = Page(
            keeper()
            .get(f"/directory/positions/{position.reference}/change/")
            .content.decode()
        )

        kept = {each.get("name"): each.get("value") for each in page.all("input")}
        assert kept["shared_email"] == "health.liaison@northbridge.example"
        assert kept["review_on-day"] == "1"
        assert "fellowship" not in kept

    def test_are_saved(self):
        position = a_position()

        keeper().post(f"/directory/positions/{position.reference}/change/", TYPED)

        position.refresh_from_db()
        assert (position.role, position.description) == ("prisons", "")

    @pytest.mark.parametrize("act", ["review", "vacate", "fill"])
    def test_at_once_lead_back_to_the_list(self, act):
        position = a_position()
        ServicePosition.objects.update(is_filled=act != "fill")

        response = keeper().post(f"/directory/positions/{position.reference}/{act}/")

        assert response["Location"] == "/directory/positions/"

    def test_tell_on_the_list_what_is_refused(self):
        position = a_position()

        response = keeper().post(f"/directory/positions/{position.reference}/fill/")

        assert "marked as filled already" in response.content.decode()


class TestPositionsToReview:
    def test_are_told_to_keepers_on_their_first_page(self):
        a_position(review_on=NOON.date())
        a_position(review_on=NOON.date() + timedelta(days=1))

        def told(role):
            hat = make.membership(role, an_area())
            return [item.words for item in home_items(hat.hat())]

        due = "1 service position is due for review."
        assert due in told(Role.RECOVERY_CHAMPION)
        assert due not in told(Role.KEYWORKER)
