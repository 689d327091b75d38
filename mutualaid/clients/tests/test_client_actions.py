from datetime import timedelta
from itertools import product

import pytest

from mutualaid.activity_log.models import Entry
from mutualaid.clients.actions import (
    clients,
    discharge,
    handing_over,
    identity,
    naming,
    record_keeping,
)
from mutualaid.clients.actions.versions import Superseded
from mutualaid.clients.models import (
    Caseload,
    Client,
    ClientIdentity,
    ClientStatus,
    CommitmentStatus,
    RecordKeeping,
)
from mutualaid.clients.reading import Identity, opened
from mutualaid.clients.reasons import NameReason
from mutualaid.clients.tests import factories
from mutualaid.core import clock
from mutualaid.core.refusal import Refused
from mutualaid.organisations.models.memberships import MembershipStatus
from mutualaid.organisations.models.moving import Mover
from mutualaid.organisations.roles import Role
from mutualaid.privacy.erasing import erase_person
from mutualaid.privacy.models import Person
from mutualaid.privacy.shelves import Shelf

from .places import Place, hat

pytestmark = pytest.mark.django_db
NOBODY = Identity()


@pytest.fixture
def place():
    return Place()


@pytest.fixture
def client(place):
    return place.added()


def newest() -> Entry:
    return Entry.objects.order_by("-sequence")[0]


def end(membership):
    membership.status, membership.ended_at = MembershipStatus.ENDED, clock.now()
    membership.save()


class TestAddClient:
    def test_makes_a_reference_an_identity_and_a_caseload(self, place, client):
        row = ClientIdentity.objects.get(client=client)

        assert opened(row).name == "Fennick"
        assert b"Fennick" not in bytes(row.sealed_name)
        assert client.status == ClientStatus.ACTIVE
        assert client.last_contact_on == clock.today()
        assert client.caseloads.get().membership == place.keyworker

    def test_writes_down_who_and_nothing_of_whom(self, place, client):
        line = newest()

        assert (line.act, line.subject) == ("clients.add_client", client.person.token)
        assert (line.actor, line.detail) == (place.keyworker.user.token, {})

    def test_takes_a_local_number_in_the_place_of_a_name(self, place):
        client = place.added(identity=Identity(local_number="RV-1"))

        assert opened(client.identity).local_number == "RV-1"
        assert client.identity.name_digest == ""

    def test_refuses_somebody_without_either(self, place):
        with pytest.raises(Refused, match="name to be called"):
            place.added(identity=Identity(contact="07700 900141"))

        assert not Person.objects.exists()

    def test_refuses_where_no_records_are_kept(self, place):
        factories.record_keeping(place.service, is_on=False)

        with pytest.raises(Refused, match="keeps no records"):
            place.added()

    def test_gives_a_managers_client_to_a_keyworker(self, place):
        client = place.added(by=hat(place.manager), keyworker=place.colleague)

        assert client.caseloads.get().membership == place.colleague

    @pytest.mark.parametrize("who", ["manager", "stranger"])
    def test_refuses_whoever_is_no_keyworker_of_the_service(self, place, who):
        with pytest.raises(Refused, match="keyworker of this service"):
            place.added(keyworker=getattr(place, who))

    def test_adds_one_for_a_form_that_is_sent_twice(self, place):
        place.added(reference="K7Q4MX9TWB")

        with pytest.raises(Refused, match="sent before"):
            place.added(reference="K7Q4MX9TWB")
        assert Client.objects.get().reference == "K7Q4MX9TWB"


class TestChangeIdentity:
    def change(self, place, client, told, version=None):
        return identity.change_identity(
            client=client,
            identity=told,
            version=client.version if version is None else version,
            by=hat(place.keyworker),
        )

    def test_writes_what_differs_and_logs_which_fields(self, place, client):
        told = Identity("Quilla", contact="07700 900141", needs="Read aloud")

        client = self.change(place, client, told)

        row = ClientIdentity.objects.get(client=client)
        assert opened(row) == told
        assert list(ClientIdentity.objects.named("quilla", area_id=place.area.pk))
        assert newest().detail == {"identity_fields": ["name", "needs"]}
        assert client.version == 2

    def test_leaves_what_is_the_same(self, place, client):
        before = Entry.objects.count()

        self.change(place, client, opened(client.identity))

        assert Entry.objects.count() == before
        assert Client.objects.get().version == 1

    def test_writes_nothing_over_what_somebody_else_changed_meanwhile(
        self, place, client
    ):
        self.change(place, client, Identity("Quilla"))

        with pytest.raises(Superseded, match="Somebody else"):
            self.change(place, client, Identity("Oriel"), version=1)
        assert opened(ClientIdentity.objects.get()).name == "Quilla"

    def test_refuses_to_leave_nobody(self, place, client):
        with pytest.raises(Refused, match="name to be called"):
            self.change(place, client, NOBODY)

    def test_refuses_to_write_what_was_erased(self, place, client):
        by = hat(place.manager).actor
        erase_person(person=client.person, by=by, shelves=[Shelf.CONTACT])

        with pytest.raises(Refused, match="erased for good"):
            self.change(place, client, Identity("Fennick", contact="07700 900172"))
        assert opened(ClientIdentity.objects.get()).contact == ""


class TestHandOver:
    def give(self, place, client, to, version=None):
        return handing_over.hand_over(
            client=client,
            to=to,
            version=client.version if version is None else version,
            by=hat(place.keyworker),
        )

    def test_ends_one_caseload_and_begins_another(self, place, client):
        later = clock.now() + timedelta(days=3)
        with clock.frozen_at(later):
            self.give(place, client, place.colleague)

        now, before = Caseload.objects.filter(client=client)
        assert (now.membership, now.started_at, now.ended_at) == (
            place.colleague,
            later,
            None,
        )
        assert (before.membership, before.ended_at) == (place.keyworker, later)

    def test_ends_the_view_of_who_had_them(self, place, client):
        self.give(place, client, place.colleague)

        assert not Client.objects.visible_to(hat(place.keyworker)).exists()
        assert Client.objects.visible_to(hat(place.colleague)).exists()

    def test_refuses_the_keyworker_who_has_them(self, place, client):
        with pytest.raises(Refused, match="already"):
            self.give(place, client, place.keyworker)

    @pytest.mark.parametrize("who", ["manager", "stranger"])
    def test_refuses_whoever_is_no_keyworker_of_the_service(self, place, client, who):
        with pytest.raises(Refused, match="keyworker of this service"):
            self.give(place, client, getattr(place, who))

    def test_refuses_a_keyworker_who_has_left(self, place, client):
        end(place.colleague)

        with pytest.raises(Refused, match="works here now"):
            self.give(place, client, place.colleague)

    def test_refuses_who_saw_an_older_record(self, place, client):
        self.give(place, client, place.colleague)

        with pytest.raises(Superseded):
            self.give(place, client, place.somebody(Role.KEYWORKER), version=1)
        assert Caseload.objects.open().get().membership == place.colleague

    def test_refuses_who_is_discharged(self, place, client):
        gone = end_work(place, client)

        with pytest.raises(Refused, match="no longer with"):
            self.give(place, gone, place.colleague)


def end_work(place, client):
    by = hat(place.keyworker)
    return discharge.discharge(client=client, version=client.version, by=by)


def take_back(place, client, to=None):
    return discharge.return_client(
        client=client,
        to=to or place.colleague,
        version=client.version,
        by=hat(place.manager),
    )


class TestDischarge:
    def test_ends_the_caseload_and_takes_back_what_is_to_come(self, place, client):
        meeting = place.meeting()
        coming = factories.commitment(client, meeting, place.keyworker)
        over = factories.commitment(
            client,
            meeting,
            place.keyworker,
            original_date=coming.original_date - timedelta(days=28),
        )

        gone = end_work(place, client)

        coming.refresh_from_db()
        over.refresh_from_db()
        assert (gone.status, gone.version) == (ClientStatus.DISCHARGED, 2)
        assert not Caseload.objects.open().exists()
        assert coming.status == CommitmentStatus.CANCELLED
        assert over.status == CommitmentStatus.PLANNED

    def test_is_not_done_twice(self, place, client):
        gone = end_work(place, client)

        with pytest.raises(Refused, match="no longer with"):
            end_work(place, gone)


class TestReturnClient:
    def test_gives_them_a_keyworker_again(self, place, client):
        back = take_back(place, end_work(place, client))

        assert back.status == ClientStatus.ACTIVE
        assert Caseload.objects.open().get().membership == place.colleague
        assert Caseload.objects.count() == 2

    def test_refuses_who_is_here(self, place, client):
        with pytest.raises(Refused, match="already"):
            take_back(place, client)

    def test_refuses_where_no_records_are_kept(self, place, client):
        gone = end_work(place, client)
        factories.record_keeping(place.service, is_on=False)

        with pytest.raises(Refused, match="keeps no records"):
            take_back(place, gone)

    def test_refuses_whoever_is_no_keyworker_of_the_service(self, place, client):
        with pytest.raises(Refused, match="keyworker of this service"):
            take_back(place, end_work(place, client), to=place.stranger)


class TestNoteContact:
    def test_counts_the_record_from_today(self, place, client):
        with clock.frozen_at(clock.now() + timedelta(days=9)):
            clients.note_contact(client=client, by=hat(place.keyworker))
            today = clock.today()

        client.refresh_from_db()
        assert client.last_contact_on == today


class TestChangeRecordKeeping:
    def turn(self, place, is_on):
        return record_keeping.change_record_keeping(
            service=place.service, is_on=is_on, by=hat(place.manager)
        )

    def test_is_off_until_somebody_turns_it_on(self):
        place = Place(keeps_records=False)
        assert not RecordKeeping.objects.is_on(place.service.pk)

        self.turn(place, is_on=True)

        assert RecordKeeping.objects.is_on(place.service.pk)
        assert newest().act == "clients.turn_on_record_keeping"

    def test_leaves_every_record_where_it_is(self, place, client):
        self.turn(place, is_on=False)

        assert Client.objects.visible_to(hat(place.keyworker)).get() == client
        assert newest().act == "clients.turn_off_record_keeping"

    def test_writes_no_line_where_nothing_changes(self, place):
        before = Entry.objects.count()

        self.turn(place, is_on=True)

        assert Entry.objects.count() == before


class TestStatuses:
    @pytest.mark.parametrize(
        ("before", "after"), list(product(ClientStatus, ClientStatus))
    )
    def test_move_along_the_table_or_say_why_not(self, client, before, after):
        client.status = before
        if after in Client.TRANSITIONS[before]:
            client.become(after)
            assert client.status == after
        else:
            with pytest.raises(Refused):
                client.become(after)

    def test_name_who_moves_them(self):
        assert set(Client.TRANSITIONS) == set(Client.STANDS) == set(ClientStatus)
        assert Client.movers(ClientStatus.ACTIVE) == {Mover.MANAGER}
        assert Client.movers(ClientStatus.DISCHARGED) == {
            Mover.KEYWORKER,
            Mover.MANAGER,
        }


def _note(place, client):
    clients.note_contact(client=client, by=hat(place.keyworker))


def _change(place, client):
    identity.change_identity(
        client=client,
        identity=Identity("Oriel"),
        version=client.version,
        by=hat(place.keyworker),
    )


def _give(place, client):
    TestHandOver().give(place, client, place.colleague)


def _turn_off(place, _client):
    TestChangeRecordKeeping().turn(place, is_on=False)


class TestALogThatCannotBeWritten:
    @pytest.mark.parametrize(
        ("module", "act"),
        [
            (clients, lambda place, _client: place.added()),
            (clients, _note),
            (identity, _change),
            (handing_over, _give),
            (discharge, end_work),
            (record_keeping, _turn_off),
        ],
        ids=["add", "note", "change", "hand over", "discharge", "turn off"],
    )
    def test_undoes_the_act(self, place, client, monkeypatch, module, act):
        monkeypatch.setattr(module, "record", lambda **_line: 1 / 0)
        later = clock.now() + timedelta(days=2)
        with clock.frozen_at(later), pytest.raises(ZeroDivisionError):
            act(place, client)

        assert _told() == _told_of(client)

    def test_undoes_a_return(self, place, client, monkeypatch):
        gone = end_work(place, client)
        monkeypatch.setattr(discharge, "record", lambda **_line: 1 / 0)

        with pytest.raises(ZeroDivisionError):
            take_back(place, gone)
        assert Client.objects.get().status == ClientStatus.DISCHARGED

    @pytest.mark.parametrize("ask", ["ask_name", "show_names"])
    def test_keeps_a_name_from_being_asked_for(self, place, client, monkeypatch, ask):
        monkeypatch.setattr(naming, "record", lambda **_line: 1 / 0)
        given = {"client": client} if ask == "ask_name" else {}

        with pytest.raises(ZeroDivisionError):
            getattr(naming, ask)(
                **given, reason=NameReason.SAFETY, by=hat(place.manager)
            )


def _told():
    client = Client.objects.get()
    return (
        client.version,
        client.status,
        client.last_contact_on,
        opened(ClientIdentity.objects.get()).name,
        Caseload.objects.open().get().membership_id,
        RecordKeeping.objects.get().is_on,
    )


def _told_of(client):
    return (
        1,
        ClientStatus.ACTIVE,
        client.last_contact_on,
        "Fennick",
        client.caseloads.get().membership_id,
        True,
    )
