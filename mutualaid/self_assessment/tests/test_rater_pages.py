from datetime import UTC, datetime

import pytest
from django.core import mail

from mutualaid.core import clock
from mutualaid.design_system.tests.markup import Page
from mutualaid.directory.tests.factories import a_fellowship, a_meeting
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as people
from mutualaid.self_assessment.link_tokens import hash_of
from mutualaid.self_assessment.models import Rater, Round

from . import factories as make

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _noon():
    with clock.frozen_at(NOON):
        yield


@pytest.fixture
def lead():
    return people.membership(
        Role.COMMISSIONER, people.area(name="Northbridge", host="testserver")
    )


@pytest.fixture
def opened(lead) -> Round:
    return make.assessment_round(lead.area, opened_by=lead)


@pytest.fixture
def client(lead):
    return people.signed_in_client(lead)


def address(opened, rest: str = "") -> str:
    return f"/self-assessment/{opened.reference}/raters/{rest}"


def page_of(answer) -> Page:
    assert answer.status_code == 200
    return Page(answer.content.decode())


def text_of(answer) -> str:
    return page_of(answer).all("main")[0].text


def ticked(page: Page) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for box in page.all("input", type="checkbox"):
        if "checked" in box.attributes:
            found.setdefault(box["name"], []).append(box["value"])
    return found


class TestInviteRaters:
    def test_asks_twelve_with_one_press(self, opened, client, lead):
        area = opened.area
        for _ in range(4):
            people.membership(Role.SERVICE_MANAGER, area)
        people.membership(Role.SERVICE_USER_REPRESENTATIVE, area)
        people.service(area, name="Riverside")
        for number in range(5):
            fellowship = a_fellowship(key=f"f{number}", name=f"Fellowship {number}")
            a_meeting(area=area, fellowship=fellowship)

        proposed = ticked(page_of(client.get(address(opened))))
        client.post(address(opened), proposed)

        kinds = list(opened.raters.values_list("kind", flat=True))
        assert {kind: kinds.count(kind) for kind in kinds} == {
            "commissioner": 1,
            "provider": 5,
            "service-user": 1,
            "group": 5,
        }
        assert lead.pk in opened.raters.values_list("membership", flat=True)

    def test_offers_others_without_a_tick_and_nobody_twice(self, opened, client):
        keyworker = people.membership(Role.KEYWORKER, opened.area)
        manager = people.membership(Role.SERVICE_MANAGER, opened.area)
        make.rater(opened, membership=manager, kind="provider", service=manager.service)

        page = page_of(client.get(address(opened)))

        offered = {box["value"] for box in page.all("input", type="checkbox")}
        assert keyworker.reference in offered
        assert keyworker.reference not in ticked(page).get("others", [])
        assert manager.reference not in offered
        assert manager.service.reference not in offered
        assert keyworker.service.reference in ticked(page)["services"]

    def test_leaves_out_who_cannot_rate(self, opened, client):
        for role in (Role.PEER, Role.AUDITOR, Role.AREA_ADMINISTRATOR):
            people.membership(role, opened.area)
        people.membership(Role.SERVICE_MANAGER, people.area())

        page = page_of(client.get(address(opened)))

        assert len(page.all("input", name="people")) == 1
        assert not page.all("input", name="others")

    def test_wants_at_least_one(self, opened, client):
        assert "Tick at least one of them." in text_of(client.post(address(opened)))

    def test_says_that_the_ratings_are_shown(self, opened, client, lead):
        Round.objects.update(status="agreeing")

        told = text_of(client.post(address(opened), {"people": [lead.reference]}))

        assert "The ratings of this round have been shown." in told
        assert not Rater.objects.exists()

    def test_is_for_commissioners_alone(self, opened):
        manager = people.membership(Role.SERVICE_MANAGER, opened.area)
        client = people.signed_in_client(manager)

        assert client.get(address(opened)).status_code == 403

    @pytest.mark.parametrize("raters", [2, 30])
    def test_takes_the_same_queries_for_many(
        self, opened, client, raters, django_assert_max_num_queries
    ):
        for number in range(raters):
            make.rater(opened)
            people.membership(Role.SERVICE_MANAGER, opened.area)
            a_meeting(area=opened.area, fellowship=a_fellowship(key=f"f{number}"))
        client.get(address(opened))

        with django_assert_max_num_queries(14):
            client.get(address(opened))


class TestAddRater:
    TYPED = {"kind": "other", "label": "Carers’ group", "way": "paper"}

    def test_adds_a_voice_on_paper(self, opened, client):
        client.post(address(opened, "add/"), self.TYPED)

        rater = opened.raters.get()
        assert (rater.kind, rater.label) == ("other", "Carers’ group")
        assert rater.is_on_paper

    def test_adds_one_that_speaks_for_a_service(self, opened, client):
        service = people.service(opened.area)
        typed = {**self.TYPED, "service": service.reference, "way": "link"}

        client.post(address(opened, "add/"), typed)

        assert opened.raters.get().service == service

    @pytest.mark.parametrize(("kind", "named"), [("group", True), ("other", False)])
    def test_names_fellowships_alone(self, opened, client, kind, named):
        typed = {**self.TYPED, "kind": kind, "wishes_to_be_named": "on"}

        client.post(address(opened, "add/"), typed)

        assert opened.raters.get().wishes_to_be_named is named

    def test_says_that_there_is_one_of_that_name(self, opened, client):
        make.rater(opened, label="Carers’ group")

        told = text_of(client.post(address(opened, "add/"), self.TYPED))

        assert "“Carers’ group” is asked already." in told


class TestRenewRaterLink:
    def link(self, rater) -> str:
        return address(rater.round, f"{rater.reference}/link/")

    def test_shows_a_new_link_once(self, opened, client):
        rater = make.rater(opened, label="Carers’ group")
        assert not page_of(client.get(self.link(rater))).all(
            "p", class_="govuk-body ma-link-once"
        )

        page = page_of(client.post(self.link(rater)))

        shown = page.one("p", class_="govuk-body ma-link-once").text
        token = shown.rstrip("/").rpartition("/")[2]
        rater.refresh_from_db()
        assert rater.link_hash == hash_of(token)
        again = client.get(self.link(rater))
        assert token not in again.content.decode()
        assert "There is a link already." in text_of(again)

    def test_posts_it_to_an_address(
        self, opened, client, django_capture_on_commit_callbacks
    ):
        rater = make.rater(opened, is_on_paper=True)
        assert "rates on paper" in text_of(client.get(self.link(rater)))

        with django_capture_on_commit_callbacks(execute=True):
            answer = client.post(self.link(rater), {"to": "x@northbridge.example"})

        assert "The link is on its way" in text_of(answer)
        assert [letter.to for letter in mail.outbox] == [["x@northbridge.example"]]

    def test_refuses_one_for_somebody_with_an_account(self, opened, client, lead):
        rater = make.rater(opened, membership=lead)

        told = text_of(client.post(self.link(rater)))

        assert "This rater has an account and signs in." in told

    def test_of_another_round_is_not_there(self, opened, client):
        elsewhere = make.rater(make.assessment_round(people.area()))

        answer = client.post(address(opened, f"{elsewhere.reference}/link/"))

        assert answer.status_code == 404


class TestWithdrawRater:
    def test_asks_first(self, opened, client):
        rater = make.rater(opened, label="Carers’ group")
        there = address(opened, f"{rater.reference}/withdraw/")

        assert "Take out Carers’ group" in text_of(client.get(there))
        client.post(there)

        rater.refresh_from_db()
        assert rater.status == "withdrawn"

    def test_says_that_it_was_taken_out_already(self, opened, client):
        rater = make.rater(opened, status="withdrawn")

        told = text_of(client.post(address(opened, f"{rater.reference}/withdraw/")))

        assert "This rater does not take part any more." in told


class TestNameFellowship:
    def there(self, rater) -> str:
        return address(rater.round, f"{rater.reference}/named/")

    def test_says_yes_and_no(self, opened, client):
        rater = make.rater(opened, kind="group")

        client.post(self.there(rater), {"named": "yes"})
        rater.refresh_from_db()
        assert rater.wishes_to_be_named
        assert "named in the report" in text_of(client.get(address(opened)))

        client.post(self.there(rater), {"named": "no"})
        rater.refresh_from_db()
        assert not rater.wishes_to_be_named

    def test_says_why_not(self, opened, client):
        rater = make.rater(opened, kind="other")

        told = text_of(client.post(self.there(rater), {"named": "yes"}))

        assert "Only fellowships choose" in told


class TestLines:
    @pytest.mark.parametrize(
        ("values", "told"),
        [
            ({}, "has no link yet"),
            ({"link_hash": "a" * 64}, "link not opened"),
            ({"link_hash": "a" * 64, "link_opened_at": NOON}, "link opened"),
            ({"is_on_paper": True}, "on paper"),
        ],
    )
    def test_say_by_which_way_a_voice_comes_in(self, opened, client, values, told):
        make.rater(opened, **values)

        assert told in text_of(client.get(address(opened)))
