import pytest

from mutualaid.activity_log.models import Entry
from mutualaid.clients.actions import extra_private as actions
from mutualaid.clients.actions.versions import Superseded
from mutualaid.clients.finding import find_client
from mutualaid.clients.models import Client, NamedReader
from mutualaid.clients.permissions import (
    can_change_client,
    can_hand_over,
    can_keep_private,
    can_return_client,
)
from mutualaid.clients.tests import factories
from mutualaid.clients.tests.places import Place, hat
from mutualaid.core.refusal import Refused
from mutualaid.organisations.home_items import home_items
from mutualaid.organisations.models.memberships import MembershipStatus
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests.factories import signed_in_client

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Place:
    return Place()


@pytest.fixture
def client(place) -> Client:
    return place.added()


def made(place, client, readers=()) -> Client:
    return actions.make_extra_private(
        client=client,
        readers=list(readers),
        version=client.version,
        by=hat(place.keyworker),
    )


def end_role(membership) -> None:
    membership.status = MembershipStatus.SUSPENDED
    membership.save()


def sees(membership, client) -> bool:
    return Client.objects.visible_to(hat(membership)).filter(pk=client.pk).exists()


class TestMakeExtraPrivate:
    def test_keeps_the_record_to_the_keyworker_and_who_is_named(self, place, client):
        place.cover(place.keyworker, place.colleague)
        third = place.somebody(Role.KEYWORKER)
        made(place, client, [third])

        everybody = (place.keyworker, place.colleague, place.manager, third)
        assert [sees(each, client) for each in everybody] == [True, False, False, True]

    def test_hides_the_client_from_every_search_of_others(self, place, client):
        made(place, client)

        for words in ("Fennick", client.reference, client.person.printed):
            assert find_client(hat(place.manager), words) == []
            assert find_client(hat(place.keyworker), words) == [client]

    def test_stops_what_is_sent_by_itself(self, place, client):
        assert client.accepts_automatic_messages()
        assert not made(place, client).accepts_automatic_messages()

    def test_is_refused_where_it_is_so_already(self, place, client):
        client = made(place, client)
        with pytest.raises(Refused):
            made(place, client)

    def test_is_refused_where_nobody_would_be_left(self, place, client):
        end_role(place.keyworker)

        with pytest.raises(Refused, match="Nobody would be left"):
            actions.make_extra_private(
                client=client, readers=[], version=1, by=hat(place.manager)
            )
        client.refresh_from_db()
        assert not client.is_extra_private

    @pytest.mark.parametrize(
        "role", [each for each in Role if each not in ("keyworker", "service-manager")]
    )
    def test_names_nobody_who_does_not_work_with_clients(self, place, client, role):
        if role in ("peer", "recovery-champion"):
            other = place.somebody(role)
        else:
            other = place.stranger
        with pytest.raises(Refused):
            made(place, client, [other])
        assert not NamedReader.objects.exists()

    def test_of_an_older_page_is_told_so(self, place, client):
        made(place, client)
        with pytest.raises(Superseded):
            actions.end_extra_private(client=client, version=1, by=hat(place.keyworker))


class TestReaders:
    def test_see_nothing_from_the_next_page_once_removed(self, place, client):
        client = made(place, client, [place.colleague])
        assert sees(place.colleague, client)

        actions.remove_reader(
            client=client, reader=place.colleague, version=2, by=hat(place.keyworker)
        )
        assert not sees(place.colleague, client)

    def test_are_named_once(self, place, client):
        client = made(place, client, [place.colleague])
        with pytest.raises(Refused):
            actions.name_reader(
                client=client,
                reader=place.colleague,
                version=2,
                by=hat(place.keyworker),
            )

    def test_are_named_only_where_few_may_read(self, place, client):
        by = hat(place.keyworker)
        for action in (actions.name_reader, actions.remove_reader):
            with pytest.raises(Refused):
                action(client=client, reader=place.colleague, version=1, by=by)
        with pytest.raises(Refused):
            actions.end_extra_private(client=client, version=1, by=by)

    def test_who_is_not_named_cannot_be_removed(self, place, client):
        client = made(place, client)
        with pytest.raises(Refused):
            actions.remove_reader(
                client=client,
                reader=place.colleague,
                version=2,
                by=hat(place.keyworker),
            )

    def test_last_one_stays_where_the_keyworker_has_gone(self, place, client):
        client = made(place, client, [place.manager])
        end_role(place.keyworker)

        with pytest.raises(Refused, match="Nobody would be left"):
            actions.remove_reader(
                client=client, reader=place.manager, version=2, by=hat(place.manager)
            )
        assert sees(place.manager, client)

    def test_who_have_all_gone_leave_the_record_to_the_manager(self, place, client):
        client = made(place, client, [place.colleague])
        end_role(place.keyworker)
        assert not sees(place.manager, client)
        end_role(place.colleague)

        assert sees(place.manager, client)
        words = " ".join(each.words for each in home_items(hat(place.manager)))
        assert "1 extra-private client has nobody" in words

    def test_leave_lines_without_names(self, place, client):
        client = made(place, client, [place.colleague])
        by, version = hat(place.keyworker), client.version
        actions.remove_reader(
            client=client, reader=place.colleague, version=version, by=by
        )
        actions.name_reader(
            client=client, reader=place.manager, version=version + 1, by=by
        )
        actions.end_extra_private(client=client, version=version + 2, by=by)

        lines = Entry.objects.filter(subject=client.person.token).order_by("pk")
        assert [line.act for line in lines if "clients.add" not in line.act] == [
            "clients.make_extra_private",
            "clients.remove_reader",
            "clients.name_reader",
            "clients.end_extra_private",
        ]
        assert not NamedReader.objects.exists()

    @pytest.mark.parametrize(
        "act",
        ["make_extra_private", "end_extra_private", "name_reader", "remove_reader"],
    )
    def test_stay_as_they_were_where_the_log_cannot_be_written(
        self, place, client, monkeypatch, act
    ):
        given = {"version": client.version, "by": hat(place.keyworker)}
        if act == "make_extra_private":
            given["readers"] = []
        else:
            client = made(place, client, [place.colleague])
            given["version"] = client.version
        if act == "name_reader":
            given["reader"] = place.manager
        if act == "remove_reader":
            given["reader"] = place.colleague

        def fail(**_given):
            raise RuntimeError

        before = (client.is_extra_private, client.version, named(client))
        monkeypatch.setattr(actions, "record", fail)
        action = getattr(actions, act)
        with pytest.raises(RuntimeError):
            action(client=client, **given)

        client = Client.objects.get(pk=client.pk)
        before = (act != "make_extra_private", before[1], before[2])
        assert (client.is_extra_private, client.version, named(client)) == before


def named(client) -> set[int]:
    return set(client.named_readers.values_list("membership", flat=True))


class TestWhoDecides:
    def test_is_the_keyworker_and_the_manager_who_sees_the_client(self, place, client):
        place.cover(place.keyworker, place.colleague)
        people = (place.keyworker, place.manager, place.colleague, place.stranger)

        decide = [can_keep_private(hat(each), client) for each in people]
        assert decide == [True, True, False, False]

    def test_is_nobody_by_an_emergency_alone(self, place, client):
        client = made(place, client)
        factories.break_glass(client, place.manager)
        factories.break_glass(client, place.colleague)

        for each in (place.manager, place.colleague):
            assert sees(each, client)
            may = (
                can_keep_private,
                can_change_client,
                can_hand_over,
                can_return_client,
            )
            assert not any(can(hat(each), client) for can in may)
            page = signed_in_client(each).get(f"/clients/{client.reference}/readers/")
            assert "Let them read" not in page.content.decode()


class TestPages:
    def test_lead_from_one_reader_to_none(self, place, client):
        browser = signed_in_client(place.keyworker)
        base = f"/clients/{client.reference}"
        offered = browser.get(f"{base}/extra-private/make/").content.decode()
        assert place.colleague.user.name in offered
        assert place.stranger.user.name not in offered

        made_so = browser.post(
            f"{base}/extra-private/make/",
            {"version": 1, "readers": [place.colleague.reference]},
        )
        assert made_so["Location"] == f"{base}/readers/"
        late = browser.post(
            f"{base}/readers/", {"version": 1, "reader": place.manager.reference}
        ).content.decode()
        assert "Somebody else changed this record" in late
        browser.post(
            f"{base}/readers/remove/",
            {"version": 2, "reader": place.colleague.reference},
        )
        assert named(client) == set()
        browser.post(f"{base}/extra-private/end/", {"version": 3})
        client.refresh_from_db()
        assert not client.is_extra_private

    def test_send_a_manager_who_shut_themselves_out_to_the_list(self, place, client):
        answer = signed_in_client(place.manager).post(
            f"/clients/{client.reference}/extra-private/make/", {"version": 1}
        )

        assert answer["Location"] == "/clients/"
