from datetime import timedelta

import pytest

from mutualaid.activity_log.models import Entry
from mutualaid.core import clock
from mutualaid.core.actor import system_actor
from mutualaid.core.area import within
from mutualaid.core.refusal import Refused
from mutualaid.organisations.retention import INCIDENT
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as places
from mutualaid.privacy.erasing import erase_person
from mutualaid.privacy.ledger import erasures
from mutualaid.privacy.models import (
    Incident,
    IncidentNote,
    IncidentPerson,
    IncidentStatus,
    Person,
    RetentionRun,
)
from mutualaid.privacy.retention.actions import ending_incidents
from mutualaid.privacy.retention.actions.ending_log import first_day_kept
from mutualaid.privacy.retention.actions.reviews import ALL_BUT_COUNTS
from mutualaid.privacy.retention.duties import end_old_incidents
from mutualaid.privacy.shelves import EVERY_SHELF, Shelf
from mutualaid.privacy.vault import NoKey, key_of

from . import factories

pytestmark = pytest.mark.django_db
BY = system_actor("tick")
DAYS = 2922


@pytest.fixture
def manager():
    area = places.area()
    RetentionRun.objects.create(area=area, ran_on=clock.today())
    return places.membership(Role.SERVICE_MANAGER, area, service=places.service(area))


@pytest.fixture
def person(manager) -> Person:
    return factories.person(manager.service)


def closed(manager, *people, days_ago: int = DAYS + 1) -> Incident:
    moment = clock.now() - timedelta(days=days_ago)
    return factories.closed_incident(manager, *people, closed_at=moment)


def end(manager) -> None:
    with within(manager.area_id):
        end_old_incidents(by=BY)


def key_is_there(incident: Incident) -> bool:
    try:
        return bool(key_of(incident.token, Shelf.INCIDENT))
    except NoKey:
        return False


class TestEndOldIncidents:
    def test_takes_row_notes_links_and_key(self, manager, person):
        incident = closed(manager, person)
        assert key_is_there(incident)

        end(manager)

        assert not key_is_there(incident)
        for model in (Incident, IncidentNote, IncidentPerson):
            assert not model.objects.exists()
        assert Person.objects.filter(pk=person.pk).exists()

    def test_enters_it_into_the_ledger_and_the_log(self, manager):
        incident = closed(manager)

        end(manager)

        entered = {each.token: each.shelves for each in erasures()}
        assert entered[incident.token] == (Shelf.INCIDENT,)
        line = Entry.objects.get(act="privacy.end_incident")
        assert line.subject == f"incident:{incident.reference}"

    def test_leaves_what_was_closed_later(self, manager):
        incident = closed(manager, days_ago=DAYS - 1)

        end(manager)

        assert key_is_there(incident)
        assert Incident.objects.get().words("sealed_words")

    def test_goes_by_what_the_area_settled(self, manager):
        closed(manager, days_ago=400)
        manager.area.retention = {INCIDENT: 365}
        manager.area.save()

        end(manager)

        assert not Incident.objects.exists()

    def test_leaves_what_is_open_however_old(self, manager):
        Incident.objects.filter(pk=closed(manager).pk).update(
            status=IncidentStatus.REOPENED, closed_at=None
        )

        end(manager)

        assert Incident.objects.exists()

    def test_leaves_what_touches_somebody_whose_record_has_to_stay(
        self, manager, person
    ):
        closed(manager, person)
        factories.hold(person, manager)

        end(manager)

        assert Incident.objects.exists()

    def test_ends_nothing_after_a_jump_of_the_clock(self, manager):
        closed(manager)
        RetentionRun.objects.update(ran_on=clock.today() - timedelta(days=90))

        with pytest.raises(Refused, match="It is 90 days"):
            end(manager)

        assert Incident.objects.exists()

    def test_leaves_the_rows_where_the_log_cannot_be_written(
        self, manager, monkeypatch
    ):
        closed(manager)

        def fail(**_given):
            raise OSError("full")

        monkeypatch.setattr(ending_incidents, "record", fail)
        with pytest.raises(OSError, match="full"):
            end(manager)
        monkeypatch.undo()
        assert Incident.objects.exists()

        # Its key is gone by then, and the next run finishes it.
        end(manager)
        assert not Incident.objects.exists()


class TestIncidentOfSomebodyErased:
    @pytest.mark.parametrize("shelves", [EVERY_SHELF, ALL_BUT_COUNTS])
    def test_is_told_for_its_own_time(self, manager, person, shelves):
        incident = closed(manager, person, days_ago=1)

        with within(manager.area_id):
            erase_person(person=person, by=BY, shelves=shelves)

        row = Incident.objects.get(pk=incident.pk)
        assert row.words("sealed_words") == "A letter went to the wrong flat."
        assert row.notes.get().words("sealed_words") == "Two people check addresses."

    def test_names_them_no_more_once_all_of_them_is_erased(self, manager, person):
        closed(manager, person, days_ago=1)

        with within(manager.area_id):
            erase_person(person=person, by=BY)

        assert not IncidentPerson.objects.exists()

    def test_is_not_of_the_shelves_that_a_stripped_record_loses(self):
        assert set(EVERY_SHELF) - ALL_BUT_COUNTS == {Shelf.CONCERN, Shelf.INCIDENT}


class TestFirstDayKept:
    def test_is_no_later_than_the_oldest_incident_that_is_still_told(self, manager):
        closed(manager, days_ago=DAYS + 300)

        day = first_day_kept(manager.area)

        assert day == clock.today() - timedelta(days=DAYS + 300)
