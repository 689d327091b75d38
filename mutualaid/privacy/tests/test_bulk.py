"""S21: very many people within an hour raise an alarm; a day of ordinary work raises none."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail

from mutualaid.accounts.models import Session
from mutualaid.activity_log.models import Entry
from mutualaid.core import clock
from mutualaid.core.refusal import Refused
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.home_items import home_items
from mutualaid.organisations.models import Membership
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as people
from mutualaid.organisations.tests.factories import signed_in_client
from mutualaid.privacy import bulk
from mutualaid.privacy.alarms.actions import settle_alarm
from mutualaid.privacy.bulk import MOST
from mutualaid.privacy.looking import look
from mutualaid.privacy.models import BulkAlarm, Look, Looked

from . import factories

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
# What a caseload is at most, where services report any.
CASELOAD = 55


def hat(membership: Membership) -> Hat:
    return Membership.objects.with_everything().get(pk=membership.pk).hat()


@pytest.fixture
def service():
    return people.service(people.area())


@pytest.fixture
def keyworker(service):
    return people.membership(Role.KEYWORKER, service.area, service=service)


@pytest.fixture
def manager(service):
    return people.membership(Role.SERVICE_MANAGER, service.area, service=service)


@pytest.fixture
def clients(service):
    return [factories.person(service) for _ in range(MOST + 1)]


@pytest.fixture(autouse=True)
def _on_monday():
    with clock.frozen_at(NOW):
        yield


def opens(
    persons, worn: Membership, what: Looked = Looked.RECORD, *, apart=None
) -> None:
    """One after the other."""
    now, by = clock.now(), hat(worn)
    for number, person in enumerate(persons):
        with clock.frozen_at(now + number * (apart or timedelta(seconds=10))):
            look([person], by=by, what=what)


class TestAlarm:
    def test_is_raised_by_the_sixty_first_person_within_an_hour(
        self, clients, keyworker, manager, django_capture_on_commit_callbacks
    ):
        signed_in_client(keyworker)
        opens(clients[:MOST], keyworker)
        assert not BulkAlarm.objects.exists()

        with django_capture_on_commit_callbacks(execute=True):
            opens(clients[MOST:], keyworker)

        alarm = BulkAlarm.objects.get()
        assert (alarm.membership, alarm.people) == (keyworker, MOST + 1)
        line = Entry.objects.get(act="privacy.raise_bulk_alarm")
        assert (line.actor, line.detail) == (keyworker.user.token, {"people": 61})
        (letter,) = mail.outbox
        assert letter.to == [manager.user.email]
        assert clients[0].reference not in letter.body
        assert "very many people" in home_items(hat(manager))[0].words

    def test_asks_for_a_second_factor_before_the_next_page_in_every_browser(
        self, clients, keyworker
    ):
        browsers = [signed_in_client(keyworker) for _ in range(2)]
        assert {each.get("/today/").status_code for each in browsers} == {200}
        opens(clients, keyworker)

        assert not Session.objects.filter(user=keyworker.user, locked_at=None).exists()
        for each in browsers:
            answer = each.get("/today/")
            assert answer.status_code == 302
            assert answer["Location"].startswith("/unlock/")

    def test_counts_one_person_over_all_their_roles(self, clients, keyworker, service):
        other = people.membership(
            Role.SERVICE_MANAGER, service.area, service=service, user=keyworker.user
        )
        opens(clients[:40], keyworker)
        opens(clients[40:], other)

        assert BulkAlarm.objects.get().membership == other

    @pytest.mark.parametrize(
        "what", [each for each in Looked if each is not Looked.LIST]
    )
    def test_counts_whatever_shows_more_than_a_list(self, clients, keyworker, what):
        opens(clients, keyworker, what)

        assert BulkAlarm.objects.count() == 1

    def test_counts_many_names_at_once(self, clients, keyworker):
        look(clients, by=hat(keyworker), what=Looked.IDENTITY)

        assert BulkAlarm.objects.get().people == MOST + 1

    def test_begins_anew_once_it_was_raised(self, clients, keyworker, service):
        opens(clients, keyworker)
        with clock.frozen_at(NOW + 20 * MINUTE):
            opens(clients[:30], keyworker)
            assert BulkAlarm.objects.count() == 1
            others = [factories.person(service) for _ in range(MOST)]
            opens(others, keyworker)

        assert BulkAlarm.objects.count() == 2

    def test_that_cannot_be_written_keeps_the_record_shut(
        self, clients, keyworker, monkeypatch
    ):
        opens(clients[:MOST], keyworker)

        def fail(**_given):
            raise RuntimeError

        monkeypatch.setattr(bulk, "record", fail)
        with pytest.raises(RuntimeError):
            look(clients[MOST:], by=hat(keyworker), what=Looked.RECORD)

        assert not BulkAlarm.objects.exists()
        assert Look.objects.count() == MOST

    def test_of_somebody_without_a_service_is_raised_too(self, clients, service):
        auditor = people.membership(Role.AUDITOR, service.area)
        opens(clients, auditor)

        assert BulkAlarm.objects.get().membership == auditor


class TestNoAlarm:
    def test_is_raised_by_lists_however_long(self, clients, keyworker):
        for _ in range(5):
            look(clients, by=hat(keyworker), what=Looked.LIST)

        assert not BulkAlarm.objects.exists()

    def test_is_raised_by_as_many_over_a_longer_time(self, clients, keyworker):
        opens(clients, keyworker, apart=MINUTE + timedelta(seconds=1))

        assert not BulkAlarm.objects.exists()

    def test_is_raised_by_one_person_opened_often(self, clients, keyworker):
        for _ in range(5):
            opens(clients[:20], keyworker)

        assert not BulkAlarm.objects.exists()

    @pytest.mark.prove
    def test_is_raised_by_a_day_of_ordinary_work(
        self, service, keyworker, full_figures, record_property
    ):
        """The list and its names in the morning and after lunch; a record every few minutes."""
        caseload = [factories.person(service) for _ in range(CASELOAD)]
        days = 60 if full_figures else 3
        looks = 0
        for day in range(days):
            looks += ordinary_day(caseload, hat(keyworker), random.Random(day), day)  # noqa: S311

        record_property("looks", looks)
        record_property("alarms", BulkAlarm.objects.count())
        assert not BulkAlarm.objects.exists()


def ordinary_day(caseload, by: Hat, pick: random.Random, day: int) -> int:
    now, looks = NOW + timedelta(days=day), 0
    for minute in range(8 * 60):
        with clock.frozen_at(now + minute * MINUTE):
            if minute in (0, 5 * 60):
                look(caseload, by=by, what=Looked.LIST)
                look(caseload, by=by, what=Looked.IDENTITY)
                looks += 2
            if pick.random() < 0.3:
                person = pick.choice(caseload)
                look([person], by=by, what=Looked.RECORD)
                look([person], by=by, what=Looked.IDENTITY)
                looks += 2
    return looks


class TestSettling:
    @pytest.fixture
    def alarm(self, keyworker) -> BulkAlarm:
        return BulkAlarm.objects.create(
            area=keyworker.area, membership=keyworker, people=61, raised_at=NOW
        )

    @pytest.mark.parametrize(
        ("finding", "onward"),
        [("work", "/privacy/alarms/"), ("incident", "/privacy/incidents/report/")],
    )
    def test_is_done_once_by_a_manager(self, alarm, manager, finding, onward):
        browser = signed_in_client(manager)
        page = browser.get("/privacy/alarms/").content.decode()
        assert "Nobody has asked yet" in page
        address = f"/privacy/alarms/{alarm.reference}/settle/"
        assert browser.get(address).status_code == 200

        answer = browser.post(address, {"finding": finding})

        assert answer["Location"] == onward
        alarm.refresh_from_db()
        assert alarm.was_ordinary_work is (finding == "work")
        assert alarm.settled_by == manager
        with pytest.raises(Refused):
            settle_alarm(alarm=alarm, was_ordinary_work=True, by=hat(manager))

    def test_is_undone_where_the_log_cannot_be_written(
        self, alarm, manager, monkeypatch
    ):
        def fail(**_given):
            raise RuntimeError

        monkeypatch.setattr("mutualaid.privacy.alarms.actions.record", fail)
        with pytest.raises(RuntimeError):
            settle_alarm(alarm=alarm, was_ordinary_work=True, by=hat(manager))

        alarm.refresh_from_db()
        assert alarm.settled_at is None

    def test_is_never_of_one_s_own(self, service, manager):
        mine = BulkAlarm.objects.create(
            area=service.area, membership=manager, people=61, raised_at=NOW
        )
        next_door = people.membership(
            Role.SERVICE_MANAGER,
            service.area,
            service=people.service(service.area, organisation=service.organisation),
        )

        assert not BulkAlarm.objects.visible_to(hat(manager)).exists()
        assert BulkAlarm.objects.visible_to(hat(next_door)).get() == mine
