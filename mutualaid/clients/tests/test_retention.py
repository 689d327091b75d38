from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from mutualaid.activity_log.models import Entry
from mutualaid.clients.models import Client, ClientStatus, NamedReader
from mutualaid.clients.retention import clients_long_ago
from mutualaid.clients.tests import factories
from mutualaid.core import clock
from mutualaid.core.actor import system_actor
from mutualaid.core.area import within
from mutualaid.organisations.home_items import home_items
from mutualaid.organisations.models import Membership
from mutualaid.organisations.retention import CARE_RECORD
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as people
from mutualaid.organisations.tests.factories import signed_in_client
from mutualaid.privacy.models import Hold, Look, Looked, Person, Review, ReviewOutcome
from mutualaid.privacy.retention import schedule
from mutualaid.privacy.retention.actions.ending import look_through
from mutualaid.privacy.retention.duties import look_through_records
from mutualaid.privacy.tests import factories as kept
from mutualaid.privacy.tests.forgetting import forget

pytestmark = pytest.mark.django_db
BY = system_actor("tick")
YEARS = 2922
NAME = "Wilhelmina"


@pytest.fixture(autouse=True)
def _own_vault(settings, tmp_path) -> None:
    settings.VAULT_DIR = tmp_path / "vault"


@pytest.fixture
def service():
    return people.service(people.area(host="testserver"))


@pytest.fixture
def area(service):
    return service.area


@pytest.fixture
def manager(service):
    return people.membership(Role.SERVICE_MANAGER, service.area, service=service)


@pytest.fixture
def keyworker(service):
    return people.membership(Role.KEYWORKER, service.area, service=service)


@pytest.fixture
def administrator(area):
    return people.membership(Role.AREA_ADMINISTRATOR, area)


@pytest.fixture
def client(service):
    """Last met long enough ago."""
    return last_met(service, YEARS)


def last_met(service, days: int, **values) -> Client:
    day = clock.today() - timedelta(days=days)
    given = {"status": ClientStatus.DISCHARGED, "identity": {"name": NAME}}
    return factories.client(service, last_contact_on=day, **{**given, **values})


def hat_of(worn):
    return Membership.objects.with_everything().get(pk=worn.pk).hat()


class TestClientsLongAgo:
    def test_are_those_not_met_since_the_day_discharged_or_not(self, service):
        day = clock.today() - timedelta(days=10)
        found = [
            last_met(service, 12, status=ClientStatus.ACTIVE),
            last_met(service, 10),
        ]
        last_met(service, 9)
        last_met(people.service(people.area()), 12)

        assert list(clients_long_ago(service.area_id, day)) == [
            (client.person, client.last_contact_on) for client in found
        ]

    def test_are_the_one_rule_that_fills_lists(self):
        assert [rule.kind for rule in schedule.review_rules()] == [CARE_RECORD]


class TestLookThroughRecords:
    def test_lists_clients_and_writes_to_managers_who_see_them(
        self, service, client, manager, keyworker, django_capture_on_commit_callbacks
    ):
        elsewhere = people.membership(Role.SERVICE_MANAGER, service.area)

        with within(service.area_id):
            with django_capture_on_commit_callbacks(execute=True):
                look_through_records(by=BY)
            with django_capture_on_commit_callbacks(execute=True):
                look_through_records(by=BY)

        assert Review.objects.get().person == client.person
        assert [letter.to for letter in mail.outbox] == [[manager.user.email]]
        assert elsewhere.user.email not in str(mail.outbox[0].to)

    def test_says_in_its_letter_neither_whom_nor_how_many(
        self, area, client, manager, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            look_through(area=area, by=BY)

        letter = mail.outbox[0]
        said = f"{letter.subject} {letter.body}"
        assert reverse("list_reviews") in said
        for word in (NAME, client.reference, client.person.printed):
            assert word not in said
        assert not any(each.isdigit() for each in said.replace(area.name, ""))

    def test_tells_nobody_of_whoever_is_extra_private_to_them(
        self, area, service, keyworker, django_capture_on_commit_callbacks
    ):
        people.membership(Role.SERVICE_MANAGER, area, service=service)
        client = last_met(service, YEARS, is_extra_private=True)
        factories.caseload(client, keyworker)

        with django_capture_on_commit_callbacks(execute=True):
            look_through(area=area, by=BY)

        assert Review.objects.count() == 1
        assert mail.outbox == []

    @pytest.mark.parametrize("jump", [31, 3650])
    def test_refuses_a_clock_that_jumped(self, area, service, jump):
        """A client of yesterday is not eight years gone because a clock says so."""
        last_met(service, YEARS - 5)
        look_through(area=area, by=BY)

        with (
            clock.frozen_at(clock.now() + timedelta(days=jump)),
            within(area.pk),
            pytest.raises(Exception, match="the clock is wrong"),
        ):
            look_through_records(by=BY)

        assert not Review.objects.exists()
        assert Client.objects.count() == 1


class TestListReviews:
    def test_shows_a_manager_references_and_writes_down_that_they_were_seen(
        self, client, manager
    ):
        kept.review(client.person)
        kept.hold(client.person, manager)
        other = last_met(client.service, YEARS)
        kept.review(other.person)

        page = get(manager, "list_reviews")

        assert other.person.printed in page
        assert NAME not in page
        seen = Look.objects.filter(what=Looked.LIST, membership=manager)
        assert {look.person for look in seen} == {client.person, other.person}

    def test_shows_a_manager_nothing_of_another_service(self, area, manager):
        other = last_met(people.service(area), YEARS)
        kept.review(other.person)

        assert other.person.printed not in get(manager, "list_reviews")

    def test_shows_a_named_manager_alone_whoever_is_extra_private(
        self, service, manager, keyworker
    ):
        client = last_met(service, YEARS, is_extra_private=True)
        factories.caseload(client, keyworker)
        kept.review(client.person)
        assert client.person.printed not in get(manager, "list_reviews")

        NamedReader.objects.create(
            area=client.area,
            client=client,
            membership=manager,
            named_by=keyworker,
            named_at=clock.now(),
        )
        assert client.person.printed in get(manager, "list_reviews")

    def test_shows_an_administrator_neither_whom_nor_how_many(
        self, client, administrator
    ):
        kept.review(client.person)
        kept.review(last_met(client.service, YEARS).person)

        page = get(administrator, "list_reviews")

        assert client.service.name in page
        assert "Records wait, the first since" in page
        assert client.person.printed not in page
        assert not Look.objects.exists()

    @pytest.mark.parametrize("role", [Role.KEYWORKER, Role.COMMISSIONER, Role.AUDITOR])
    def test_is_denied_to_others(self, area, role):
        worn = people.membership(role, area)

        answer = signed_in_client(worn).get(reverse("list_reviews"))

        assert answer.status_code == 403

    def test_asks_the_same_queries_for_many(
        self, service, manager, django_assert_max_num_queries
    ):
        browser = signed_in_client(manager)
        kept.review(last_met(service, YEARS).person)
        browser.get(reverse("list_reviews"))
        counts = []
        for _ in range(2):
            for _ in range(4):
                client = last_met(service, YEARS)
                kept.review(client.person)
                kept.hold(last_met(service, YEARS).person, manager)
            with django_assert_max_num_queries(200) as captured:
                browser.get(reverse("list_reviews"))
            counts.append(len(captured))
        assert counts[0] == counts[1]


class TestReviewRecord:
    def test_erases(self, client, manager):
        review = kept.review(client.person)

        page = get(manager, "review_record", review.reference)
        assert client.person.printed in page
        assert NAME not in page
        answer = post(manager, "review_record", review.reference, outcome="erase")

        assert answer.url == reverse("list_reviews")
        assert not Person.objects.exists()
        assert not Client.objects.exists()

    def test_strips_and_leaves_what_is_counted(self, client, manager):
        review = kept.review(client.person)

        post(manager, "review_record", review.reference, outcome="strip")

        assert Client.objects.get().status == ClientStatus.DISCHARGED
        assert Review.objects.get().outcome == ReviewOutcome.STRIP

    def test_keeps_with_a_reason_until_a_day(self, client, manager):
        review = kept.review(client.person)
        day = clock.today() + timedelta(days=365)

        post(
            manager,
            "review_record",
            review.reference,
            outcome="keep",
            reason="A complaint",
            **boxes("keep_until", day),
        )

        assert Review.objects.get().keep_until == day
        page = get(manager, "review_record", review.reference)
        assert "to keep this record until" in page

    def test_asks_for_a_reason_and_a_day_and_keeps_what_was_typed(
        self, client, manager
    ):
        review = kept.review(client.person)

        answer = post(manager, "review_record", review.reference, outcome="keep")
        page = answer.content.decode()
        assert "Say why it is kept longer." in page
        assert "Say until when it is kept." in page

        answer = post(
            manager,
            "review_record",
            review.reference,
            outcome="keep",
            reason="Because of a complaint",
            **boxes("keep_until", clock.today()),
        )
        page = answer.content.decode()
        assert "lies ahead" in page
        assert "Because of a complaint" in page
        assert Review.objects.get().decided_at is None

    def test_offers_nothing_while_there_is_a_hold(self, client, manager):
        review = kept.review(client.person)
        kept.hold(client.person, manager)

        assert "There is a hold" in get(manager, "review_record", review.reference)
        answer = post(manager, "review_record", review.reference, outcome="erase")

        assert answer.status_code == 200
        assert Client.objects.exists()

    def test_is_there_for_no_other_manager_and_denied_to_the_keyworker(
        self, area, client, keyworker
    ):
        review = kept.review(client.person)
        factories.caseload(client, keyworker)
        elsewhere = people.membership(Role.SERVICE_MANAGER, area)

        for worn, status in ((elsewhere, 404), (keyworker, 403)):
            address = reverse("review_record", args=[review.reference])
            for method in ("get", "post"):
                answer = getattr(signed_in_client(worn), method)(address)
                assert answer.status_code == status

    def test_writes_down_that_it_was_opened(self, client, manager):
        review = kept.review(client.person)

        get(manager, "review_record", review.reference)

        assert Entry.objects.get(act="privacy.look_record").subject == (
            client.person.token
        )


class TestPlaceHold:
    def test_places_one_and_shows_it_in_the_list(self, client, manager):
        day = clock.today() + timedelta(days=90)

        answer = post(
            manager,
            "place_hold",
            client.reference,
            reason="court",
            words="Asked for in writing",
            **boxes("until", day),
        )

        assert answer.url == reverse("list_reviews")
        hold = Hold.objects.get()
        assert (hold.until, hold.placed_by) == (day, manager)
        assert client.person.printed in get(manager, "list_reviews")
        assert "There is a hold already" in get(manager, "place_hold", client.reference)

    @pytest.mark.parametrize(
        ("given", "said"),
        [
            ({}, "Choose why it has to stay."),
            ({"reason": "other"}, "Say in a few words what it is."),
            (
                {"reason": "court", "until": -1},
                "Choose today or a day that lies ahead.",
            ),
        ],
    )
    def test_says_what_is_missing(self, client, manager, given, said):
        if "until" in given:
            day = clock.today() + timedelta(days=given.pop("until"))
            given = {**given, **boxes("until", day)}

        answer = post(manager, "place_hold", client.reference, **given)

        assert said in answer.content.decode()
        assert not Hold.objects.exists()

    def test_is_there_for_no_other_manager_and_denied_to_the_keyworker(
        self, area, client, keyworker
    ):
        factories.caseload(client, keyworker)
        elsewhere = people.membership(Role.SERVICE_MANAGER, area)
        address = reverse("place_hold", args=[client.reference])

        assert signed_in_client(elsewhere).get(address).status_code == 404
        assert signed_in_client(keyworker).get(address).status_code == 403


class TestLiftHold:
    def test_shows_what_was_written_and_lifts_it(self, client, manager):
        hold = kept.hold(client.person, manager)
        hold.write("sealed_words", "Crown court")
        hold.save()

        assert "Crown court" in get(manager, "lift_hold", hold.reference)
        post(manager, "lift_hold", hold.reference)

        assert Hold.objects.get().lifted_by == manager
        again = post(manager, "lift_hold", hold.reference).content.decode()
        assert "This hold is over already." in again
        assert "Lift the hold" not in again

    def test_shows_a_hold_whose_words_were_erased(self, client, manager):
        hold = kept.hold(client.person, manager, sealed_words=b"\x01" + b"-" * 40)
        forget(client.person.token)

        assert "Placed by" in get(manager, "lift_hold", hold.reference)

    def test_is_there_for_no_other_manager(self, area, client, manager):
        hold = kept.hold(client.person, manager)
        elsewhere = people.membership(Role.SERVICE_MANAGER, area)
        address = reverse("lift_hold", args=[hold.reference])

        assert signed_in_client(elsewhere).post(address).status_code == 404


class TestConfirmDate:
    @pytest.fixture
    def _later(self, area, manager, administrator):
        """The browsers sign in afterwards, so that no session has grown old."""
        with clock.frozen_at(clock.now() + timedelta(days=400)):
            yield

    @pytest.mark.usefixtures("_later")
    def test_is_asked_of_an_administrator_and_said_to_a_manager(
        self, area, manager, administrator
    ):
        assert "Is the date right?" in get(manager, "list_reviews")
        assert "confirm-date" not in get(manager, "list_reviews")
        assert "confirm-date" in get(administrator, "list_reviews")
        items = [item.action for item in home_items(hat_of(administrator))]
        assert "Confirm the date" in items

        post(administrator, "confirm_date", day=clock.today().isoformat())

        assert "Is the date right?" not in get(administrator, "list_reviews")
        look_through(area=area, by=BY)

    @pytest.mark.usefixtures("_later")
    @pytest.mark.parametrize("day", ["", "yesterday", "2020-01-01"])
    def test_takes_no_other_day(self, administrator, day):
        page = post(administrator, "confirm_date", day=day).content.decode()

        assert "This was not done" in page
        assert "Is the date right?" in page

    def test_is_denied_to_a_manager(self, manager):
        answer = post(manager, "confirm_date", day=clock.today().isoformat())

        assert answer.status_code == 403


class TestHomeItems:
    def test_say_to_a_manager_what_waits_and_what_ends(self, client, manager):
        kept.review(client.person)
        held = last_met(client.service, YEARS)
        soon = clock.today() + timedelta(days=14)
        kept.hold(held.person, manager, until=soon)

        said = [item.words for item in home_items(hat_of(manager))]

        assert "The time of 1 record is over: is it erased?" in said
        assert "1 hold on a record ends within two weeks." in said

    def test_say_to_an_administrator_that_a_service_lets_reviews_wait(
        self, client, administrator
    ):
        said = "Old records of a service have waited for a decision for long."
        kept.review(client.person)
        assert said not in [item.words for item in home_items(hat_of(administrator))]

        Review.objects.update(listed_at=clock.now() - timedelta(days=61))

        assert said in [item.words for item in home_items(hat_of(administrator))]


def get(worn, name: str, *args: str) -> str:
    answer = signed_in_client(worn).get(reverse(name, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def post(worn, name: str, *args: str, **given: str):
    return signed_in_client(worn).post(reverse(name, args=args), given)


def boxes(name: str, day) -> dict[str, str]:
    parts = {"day": day.day, "month": day.month, "year": day.year}
    return {f"{name}-{part}": str(number) for part, number in parts.items()}
