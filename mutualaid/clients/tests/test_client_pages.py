import re
from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse

from mutualaid.accounts.models import Session
from mutualaid.activity_log.models import Entry
from mutualaid.clients.actions.tallies import count_tally
from mutualaid.clients.caseload_list import PAGE_SIZE
from mutualaid.clients.models import (
    Caseload,
    Client,
    ClientIdentity,
    ClientStatus,
    Commitment,
    CommitmentStatus,
    RecordKeeping,
    TallyKind,
)
from mutualaid.clients.reading import Identity, opened
from mutualaid.clients.tests import factories
from mutualaid.core import clock
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests.factories import signed_in_client
from mutualaid.privacy.models import Look, Looked

from .places import Place, hat
from .test_client_actions import end, end_work

pytestmark = pytest.mark.django_db
NAME = "Fennick"


@pytest.fixture
def place():
    return Place()


@pytest.fixture
def client(place):
    return place.added()


@pytest.fixture
def keyworker(place):
    return signed_in_client(place.keyworker)


@pytest.fixture
def manager(place):
    return signed_in_client(place.manager)


def text(response) -> str:
    assert response.status_code == 200
    return unescape(response.content.decode())


def page(browser, name, *arguments) -> str:
    return text(browser.get(reverse(name, args=arguments)))


def looks(client) -> list[str]:
    return list(
        Look.objects.filter(person=client.person).values_list("what", flat=True)
    )


class TestListClients:
    def test_shows_references_and_no_name(self, keyworker, client):
        shown = page(keyworker, "list_clients")

        assert client.person.printed in shown
        assert NAME not in shown
        assert looks(client) == [Looked.LIST]

    def test_shows_names_after_a_press_until_the_next_sign_in(self, keyworker, client):
        answer = keyworker.post(reverse("show_names"), {"part": "active"})
        assert NAME in text(keyworker.get(answer.url))
        assert Looked.IDENTITY in looks(client)

        Session.objects.update(started_at=clock.now() + timedelta(hours=1))
        assert NAME not in page(keyworker, "list_clients")

    def test_hides_names_again(self, keyworker, client):
        keyworker.post(reverse("show_names"))
        keyworker.post(reverse("show_names"), {"show": "no"})

        assert NAME not in page(keyworker, "list_clients")

    def test_asks_a_manager_why(self, manager, client):
        refused = text(manager.post(reverse("show_names"), {"part": "active"}))
        assert "Choose why you need the name." in refused
        assert NAME not in refused

        manager.post(reverse("show_names"), {"reason": "caseloads"})
        assert NAME in page(manager, "list_clients")
        line = Entry.objects.filter(act="clients.show_names").get()
        assert line.detail == {"why_named": "caseloads"}

    def test_shows_a_number_where_there_is_no_name(self, place, keyworker):
        place.added(identity=Identity(local_number="RV-20418"))
        keyworker.post(reverse("show_names"))

        assert "RV-20418" in page(keyworker, "list_clients")

    def test_shows_a_cover_whom_they_stand_in_for(self, place, client):
        place.cover(place.keyworker, place.colleague)
        colleague = signed_in_client(place.colleague)

        assert client.person.printed not in page(colleague, "list_clients")
        address = reverse("list_clients") + "?show=covered"
        shown = text(colleague.get(address))
        assert client.person.printed in shown
        assert place.keyworker.user.name in shown

    def test_shows_a_manager_who_is_with_nobody(self, place, manager, client):
        address = reverse("list_clients") + "?show=without-keyworker"
        assert client.person.printed not in text(manager.get(address))

        end(place.keyworker)
        assert client.person.printed in text(manager.get(address))

    def test_shows_a_manager_who_is_no_longer_here(self, place, manager, client):
        end_work(place, client)

        assert client.person.printed not in page(manager, "list_clients")
        address = reverse("list_clients") + "?show=discharged"
        assert client.person.printed in text(manager.get(address))

    @pytest.mark.parametrize("more", [2, 40])
    def test_takes_as_many_queries_for_many_as_for_few(
        self, place, keyworker, more, django_assert_max_num_queries
    ):
        for _ in range(more):
            factories.client(place.service, place.keyworker)
        keyworker.post(reverse("show_names"))

        with django_assert_max_num_queries(31):
            page(keyworker, "list_clients")

    def test_is_shown_page_by_page(self, place, keyworker):
        for _ in range(PAGE_SIZE + 1):
            factories.client(place.service, place.keyworker)

        second = text(keyworker.get(reverse("list_clients") + "?page=2"))

        assert second.count("ma-clients__reference") == 1


class TestWithoutRecords:
    @pytest.fixture
    def place(self):
        return Place(keeps_records=False)

    @pytest.mark.parametrize("name", ["list_clients", "add_client"])
    def test_pages_say_so_and_what_still_works(self, keyworker, name):
        shown = page(keyworker, name)

        assert "keeps no records of clients here" in shown
        assert reverse("list_tallies") in shown
        assert reverse("find_meetings") in shown

    def test_nobody_is_added(self, keyworker):
        answer = keyworker.post(reverse("add_client"), {"name": NAME})

        assert "keeps no records" in text(answer)
        assert not Client.objects.exists()

    def test_clients_from_before_stay_readable_and_are_told_so(self, place, keyworker):
        client = factories.client(place.service, place.keyworker)

        assert "from before stay readable" in page(keyworker, "list_clients")
        shown = page(keyworker, "show_client", client.reference)
        assert "keeps no records of clients now" in shown
        address = reverse("plan_commitment", args=[client.reference])
        assert address not in shown
        assert "keeps no records" in text(keyworker.get(address))

    def test_the_manager_turns_them_on(self, place, manager):
        assert "keeps no records" in page(manager, "change_record_keeping")

        manager.post(reverse("change_record_keeping"), {"is_on": "on"})

        assert RecordKeeping.objects.is_on(place.service.pk)
        assert reverse("add_client") in page(manager, "list_clients")


class TestFindClient:
    @pytest.mark.parametrize(
        "write", [str, str.lower, lambda words: f" {words[:3]} {words[3:]}"]
    )
    def test_finds_a_reference_however_it_was_typed(self, keyworker, client, write):
        words = write(client.person.printed)

        answer = keyworker.post(reverse("find_client"), {"words": words})

        assert answer.url == reverse("show_client", args=[client.reference])
        assert looks(client) == [Looked.FOUND]

    @pytest.mark.parametrize("words", [NAME, "  fennick", "FENNICK"])
    def test_finds_exactly_a_name(self, keyworker, client, words):
        answer = keyworker.post(reverse("find_client"), {"words": words})

        assert client.reference in answer.url

    @pytest.mark.parametrize("words", ["Fenn", "ennick", "Fennick K", "%"])
    def test_finds_nobody_by_a_part(self, keyworker, client, words):
        answer = keyworker.post(reverse("find_client"), {"words": words})

        assert "You have no client" in text(answer)
        assert looks(client) == []

    def test_finds_nobody_by_how_a_reference_begins(self, keyworker, client):
        words = client.reference[:9]

        answer = keyworker.post(reverse("find_client"), {"words": words})

        assert client.person.printed not in text(answer)

    def test_finds_nobody_whom_one_does_not_see(self, place, client):
        colleague = signed_in_client(place.colleague)
        for words in (NAME, client.reference):
            answer = colleague.post(reverse("find_client"), {"words": words})
            assert "You have no client" in text(answer)
        assert looks(client) == []

    def test_lists_several_of_one_name(self, place, keyworker, client):
        other = place.added()

        shown = text(keyworker.post(reverse("find_client"), {"words": NAME}))

        assert client.person.printed in shown
        assert other.person.printed in shown
        assert shown.count(NAME) == 1  # as it was typed


class TestAddClient:
    def form(self, browser, **answers):
        shown = page(browser, "add_client")
        sent_as = re.search(r'name="sent_as" value="([^"]+)"', shown)
        assert sent_as
        return {"name": NAME, "sent_as": sent_as[1], **answers}

    def test_leads_to_the_new_record(self, place, keyworker):
        answer = keyworker.post(reverse("add_client"), self.form(keyworker))

        client = Client.objects.get()
        assert answer.url == reverse("show_client", args=[client.reference])
        assert client.caseloads.get().membership == place.keyworker

    def test_adds_one_for_a_form_that_is_sent_twice(self, keyworker):
        form = self.form(keyworker)
        first, second = (keyworker.post(reverse("add_client"), form) for _ in "ab")

        assert first.url == second.url
        assert Client.objects.count() == 1

    @pytest.mark.parametrize("sent_as", ["", "K7Q4MX9TWB", "K7Q4MX9TWB:x:y"])
    def test_takes_no_reference_that_it_did_not_give(self, keyworker, sent_as):
        keyworker.post(reverse("add_client"), {"name": NAME, "sent_as": sent_as})

        assert Client.objects.get().reference != "K7Q4MX9TWB"

    def test_keeps_what_was_typed_where_something_is_missing(self, keyworker):
        form = self.form(keyworker, name="", needs="Read aloud", contact="07700 900141")

        shown = text(keyworker.post(reverse("add_client"), form))

        assert "There is a problem" in shown
        assert "Read aloud" in shown
        assert "07700 900141" in shown
        assert not Client.objects.exists()

    def test_asks_a_manager_who_will_work_with_them(self, place, manager):
        form = self.form(manager)
        assert "needs an answer" in text(manager.post(reverse("add_client"), form))

        form["keyworker"] = place.colleague.reference
        manager.post(reverse("add_client"), form)
        assert Caseload.objects.get().membership == place.colleague


class TestShowClient:
    def test_shows_who_it_is_to_who_works_with_them(self, keyworker, client):
        shown = page(keyworker, "show_client", client.reference)

        assert NAME in shown
        assert "07700 900141" in shown
        assert set(looks(client)) == {Looked.RECORD, Looked.IDENTITY}

    def test_keeps_the_name_out_of_its_title_and_addresses(self, keyworker, client):
        shown = page(keyworker, "show_client", client.reference)

        title = re.search("<title>(.*?)</title>", shown, re.DOTALL)
        assert title
        assert NAME not in title[1]
        assert not [
            each for each in re.findall('href="([^"]+)"', shown) if NAME in each
        ]

    def test_shows_a_manager_what_helps_and_the_name_for_a_reason(
        self, manager, client
    ):
        shown = page(manager, "show_client", client.reference)
        assert "No stairs" in shown
        assert NAME not in shown
        assert "07700 900141" not in shown
        assert looks(client) == [Looked.RECORD]

        address = reverse("show_name", args=[client.reference])
        assert NAME not in text(manager.post(address))
        answer = manager.post(address, {"reason": "rights"})
        assert NAME in text(manager.get(answer.url))
        line = Entry.objects.filter(act="clients.ask_name").get()
        assert (line.subject, line.detail) == (
            client.person.token,
            {"why_named": "rights"},
        )

    def test_shows_a_manager_no_other_name_for_that_reason(
        self, place, manager, client
    ):
        other = place.added(identity=Identity("Quilla"))
        address = reverse("show_name", args=[client.reference])
        manager.post(address, {"reason": "rights"})

        assert "Quilla" not in page(manager, "show_client", other.reference)

    def test_says_whom_a_cover_stands_in_for(self, place, client):
        place.cover(place.keyworker, place.colleague)
        colleague = signed_in_client(place.colleague)

        shown = page(colleague, "show_client", client.reference)

        assert f"You stand in for {place.keyworker.user.name}" in shown
        assert reverse("plan_commitment", args=[client.reference]) in shown
        assert reverse("hand_over_client", args=[client.reference]) not in shown

    def test_is_not_there_for_a_colleague(self, place, client):
        colleague = signed_in_client(place.colleague)

        answer = colleague.get(reverse("show_client", args=[client.reference]))

        assert answer.status_code == 404
        assert NAME not in answer.content.decode()

    def test_notes_that_somebody_was_in_touch(self, place, client, keyworker):
        Client.objects.update(last_contact_on=clock.today() - timedelta(days=9))

        keyworker.post(reverse("note_contact", args=[client.reference]))

        assert Client.objects.get().last_contact_on == clock.today()

    @pytest.mark.parametrize("more", [1, 12])
    def test_takes_as_many_queries_for_many_meetings_as_for_few(
        self, place, keyworker, client, more, django_assert_max_num_queries
    ):
        meeting = place.meeting()
        for week in range(more):
            on = clock.today() + timedelta(weeks=week)
            factories.commitment(client, meeting, place.keyworker, original_date=on)
        page(keyworker, "show_client", client.reference)

        with django_assert_max_num_queries(44):
            page(keyworker, "show_client", client.reference)


class TestChangeIdentity:
    def test_keeps_what_was_typed_and_shows_what_somebody_else_wrote(
        self, place, keyworker, client
    ):
        address = reverse("change_identity", args=[client.reference])
        keyworker.get(address)
        colleague = signed_in_client(place.manager)
        colleague.post(
            reverse("show_name", args=[client.reference]), {"reason": "safety"}
        )
        theirs = {"name": "Quilla", "version": 1}
        assert colleague.post(address, theirs).status_code == 302

        shown = text(keyworker.post(address, {"name": "Oriel", "version": 1}))

        assert "Nothing of yours has been saved yet" in shown
        assert 'value="Oriel"' in shown
        assert "Quilla" in shown
        assert opened(ClientIdentity.objects.get()).name == "Quilla"
        again = re.search(r'name="version" value="(\d+)"', shown)
        assert again
        keyworker.post(address, {"name": "Oriel", "version": again[1]})
        assert opened(ClientIdentity.objects.get()).name == "Oriel"

    def test_asks_a_manager_why_before(self, manager, client):
        shown = page(manager, "change_identity", client.reference)

        assert NAME not in shown
        assert "Why do you need the name?" in shown


class TestHandOverClient:
    def test_leads_from_one_keyworker_to_another(self, place, keyworker, client):
        address = reverse("hand_over_client", args=[client.reference])
        assert place.colleague.user.name in text(keyworker.get(address))

        keyworker.post(address, {"version": 1, "keyworker": place.colleague.reference})

        assert keyworker.get(address).status_code == 404
        assert Caseload.objects.open().get().membership == place.colleague

    def test_offers_nobody_of_another_service(self, place, keyworker, client):
        address = reverse("hand_over_client", args=[client.reference])
        given = {"version": 1, "keyworker": place.stranger.reference}

        assert "There is a problem" in text(keyworker.post(address, given))
        assert Caseload.objects.open().get().membership == place.keyworker

    def test_tells_who_was_slower_and_keeps_their_choice(self, place, manager, client):
        third = place.somebody(Role.KEYWORKER)
        address = reverse("hand_over_client", args=[client.reference])
        manager.post(address, {"version": 1, "keyworker": third.reference})

        given = {"version": 1, "keyworker": place.colleague.reference}
        shown = text(manager.post(address, given))

        assert "Somebody else changed this record" in shown
        assert 'name="version" value="2"' in shown
        assert Caseload.objects.open().get().membership == third


class TestDischargeAndReturn:
    def test_ends_the_work_and_a_manager_takes_it_up_again(
        self, place, keyworker, manager, client
    ):
        address = reverse("discharge_client", args=[client.reference])
        keyworker.post(address, {"version": 1})
        assert keyworker.get(address).status_code == 404
        assert "no longer with the service" in text(manager.get(address))

        back = reverse("return_client", args=[client.reference])
        manager.post(back, {"version": 2, "keyworker": place.colleague.reference})
        assert Client.objects.get().status == ClientStatus.ACTIVE
        assert "already" in text(manager.get(back))

    def test_only_a_manager_takes_it_up_again(self, keyworker, client):
        back = reverse("return_client", args=[client.reference])

        assert keyworker.get(back).status_code == 403


class TestPlanCommitment:
    def address(self, client):
        return reverse("plan_commitment", args=[client.reference])

    def test_finds_a_meeting_and_plans_one_of_its_dates(self, place, keyworker, client):
        meeting = place.meeting(name="Tuesday Lights")
        found = text(keyworker.post(self.address(client), {"q": "lights"}))
        assert "Tuesday Lights" in found

        dates = text(
            keyworker.post(self.address(client), {"meeting": meeting.reference})
        )
        on = re.findall(r'value="(\d{4}-\d\d-\d\d)"', dates)[1]
        given = {"meeting": meeting.reference, "on": on, "note": "By bus"}
        keyworker.post(self.address(client), given)

        made = Commitment.objects.get()
        assert (made.meeting, made.original_date.isoformat()) == (meeting, on)
        shown = page(keyworker, "show_client", client.reference)
        assert "By bus" in shown
        assert "Tuesday Lights" in shown

    def test_asks_nothing_in_an_address(self, place, keyworker, client):
        place.meeting()
        shown = text(keyworker.get(self.address(client)))

        assert 'method="get"' not in shown.lower()

    def test_says_where_nothing_fits(self, place, keyworker, client):
        place.meeting()

        shown = text(keyworker.post(self.address(client), {"q": "zzzz"}))

        assert "No meeting fits" in shown

    def test_offers_no_day_on_which_the_meeting_is_not_held(
        self, place, keyworker, client
    ):
        meeting = place.meeting()
        given = {"meeting": meeting.reference, "on": "2026-01-01"}

        shown = text(keyworker.post(self.address(client), given))

        assert "There is a problem" in shown
        assert not Commitment.objects.exists()


class TestMoveCommitment:
    def test_says_how_it_went_and_puts_it_right(self, place, keyworker, client):
        over = clock.today() - timedelta(days=7 + clock.today().weekday() - 1)
        made = factories.commitment(
            client, place.meeting(), place.keyworker, original_date=over
        )
        address = reverse("move_commitment", args=[made.reference])
        assert "How did it go" in text(keyworker.get(address))

        keyworker.post(address, {"to": "went", "was": "planned", "note": "Stayed"})
        keyworker.post(address, {"to": "part", "was": "went", "note": "Left early"})

        made.refresh_from_db()
        assert made.status == CommitmentStatus.PART
        assert made.words("sealed_note") == "Left early"

    def test_tells_who_was_slower(self, place, keyworker, client):
        made = factories.commitment(client, place.meeting(), place.keyworker)
        address = reverse("move_commitment", args=[made.reference])
        Commitment.objects.update(status=CommitmentStatus.NOT_ON)

        given = {"to": "planned", "was": "cancelled", "note": "typed"}
        shown = text(keyworker.post(address, given))

        assert "Somebody else answered this" in shown
        assert "typed" in shown


class TestListCommitments:
    @pytest.mark.parametrize("more", [1, 12])
    def test_takes_as_many_queries_for_many_as_for_few(
        self, place, keyworker, more, django_assert_max_num_queries
    ):
        meeting = place.meeting()
        for _ in range(more):
            client = factories.client(place.service, place.keyworker)
            factories.commitment(client, meeting, place.keyworker)

        with django_assert_max_num_queries(30):
            shown = page(keyworker, "list_commitments")
        assert shown.count("ma-commitment__what") == more

    def test_shows_a_reference_and_no_name(self, place, keyworker, client):
        factories.commitment(client, place.meeting(), place.keyworker)

        shown = page(keyworker, "list_commitments")

        assert client.person.printed in shown
        assert NAME not in shown
        assert looks(client) == [Looked.LIST]


class TestTallies:
    def test_count_one_with_one_press_with_records_and_without(
        self, place, keyworker, manager
    ):
        assert "people who have none" in page(keyworker, "list_tallies")
        manager.post(reverse("change_record_keeping"), {"is_on": "off"})
        shown = page(keyworker, "list_tallies")
        assert "this is all that is counted" in shown

        press = re.search(r'name="press" value="(\w+)"', shown)
        assert press
        for _ in range(2):
            address = reverse("count_tally", args=["talked"])
            keyworker.post(address, {"press": press[1]})
        assert 'ma-tally__number">1<' in page(keyworker, "list_tallies")

        address = reverse("take_back_tally", args=["asked"])
        assert "Nothing has been counted" in text(keyworker.post(address))
        assert keyworker.post(reverse("count_tally", args=["no"])).status_code == 404

    def test_show_those_of_the_own_service_alone(self, place, keyworker):
        elsewhere = hat(place.stranger)
        count_tally(
            service=place.stranger.service,
            kind=TallyKind.TALKED,
            press="a",
            by=elsewhere,
        )

        assert 'ma-tally__number">0<' in page(keyworker, "list_tallies")
        assert 'ma-tally__number">1<' not in page(keyworker, "list_tallies")
