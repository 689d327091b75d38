from datetime import UTC, datetime

import pytest
from django.core import mail
from django.urls import reverse

from mutualaid.activity_log.models import Entry
from mutualaid.core import clock
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories
from mutualaid.organisations.tests.factories import signed_in_client
from mutualaid.safeguarding import actions
from mutualaid.safeguarding.models import Concern, ConcernNote, SafeguardingLead

from .factories import WORDS, hat_of

CONTACT = "the safeguarding team on 01632 960100"


@pytest.fixture
def writer(world):
    return signed_in_client(world.writer)


@pytest.fixture
def lead(world):
    return signed_in_client(world.manager)


def text(response) -> str:
    assert response.status_code == 200, response
    return response.content.decode()


def form_of(world, **changed) -> dict:
    usual = {
        "kind_of_concern": "safeguarding",
        "is_danger_now": "no",
        "service": world.service.reference,
        "about": [world.colleague.user.reference],
        "words": WORDS,
    }
    return {**usual, **changed}


class TestRaiseConcern:
    @pytest.mark.parametrize("role", list(Role))
    def test_is_led_to_from_the_pages_of_every_role(self, world, role):
        client = signed_in_client(factories.membership(role, world.area))

        assert 'href="/concerns/raise/"' in text(client.get("/today/"))
        assert "Raise a concern" in text(client.get("/concerns/raise/"))

    def test_keeps_it_and_leads_to_the_receipt(self, world, writer):
        response = writer.post("/concerns/raise/", form_of(world))

        concern = Concern.objects.get()
        assert response["Location"] == f"/concerns/receipts/{concern.reference}/"
        assert concern.words("sealed_words") == WORDS
        assert concern.about.get().user == world.colleague.user

    def test_offers_ones_own_service_and_everybody_but_oneself(self, world, writer):
        page = text(writer.get("/concerns/raise/"))

        assert f'value="{world.service.reference}" selected' in page
        near, _, elsewhere = page.partition("Somebody from another service")
        assert world.colleague.user.name in near
        assert world.commissioner.user.name in near
        assert world.other_manager.user.name in elsewhere
        assert f'value="{world.writer.user.reference}"' not in page

    def test_takes_several_people_from_anywhere(self, world, writer):
        elsewhere = [world.other_manager.user.reference]

        writer.post("/concerns/raise/", form_of(world, about_others=elsewhere))

        assert Concern.objects.get().about.count() == 2

    def test_takes_none_and_nobody_in_the_list(self, world, writer):
        given = form_of(world, about=[], is_about_somebody_unlisted="on")
        writer.post("/concerns/raise/", given)

        concern = Concern.objects.get()
        assert concern.is_about_somebody_unlisted
        assert not concern.about.exists()

    def test_says_what_is_missing_and_keeps_what_was_typed(self, world, writer):
        page = text(
            writer.post(
                "/concerns/raise/",
                {"words": "Kept here.", "about": [world.colleague.user.reference]},
            )
        )

        assert "Choose what it is." in page
        assert "Say whether anybody is in danger now." in page
        assert "Kept here." in page
        assert f'value="{world.colleague.user.reference}" checked' in page
        assert not Concern.objects.exists()

    def test_refuses_people_who_are_not_in_the_list(self, world, writer):
        for reference in (world.writer.user.reference, "BCDFGHJKMN"):
            page = text(
                writer.post("/concerns/raise/", form_of(world, about=[reference]))
            )
            assert "Choose one of the answers in the list" in page

    def test_begins_with_999_where_somebody_is_in_danger(self, world, writer):
        given = form_of(world, is_danger_now="yes")

        page = text(writer.post("/concerns/raise/", {**given, "words": ""}))
        assert page.index("ring 999 first") < page.index("<h1")

        receipt = text(writer.post("/concerns/raise/", given, follow=True))
        assert receipt.index("ring 999 first") < receipt.index("<h1")
        assert Concern.objects.get().is_danger_now

    def test_shows_the_sentence_of_a_refusal(self, world, writer, monkeypatch):
        def refuse(**_):
            raise actions.raising.Refused("Not now.")

        monkeypatch.setattr(actions, "raise_concern", refuse)

        page = text(writer.post("/concerns/raise/", form_of(world)))

        assert "Not now." in page
        assert WORDS in page

    def test_asks_for_a_hat(self, world):
        factories.membership(Role.PEER, world.area, user=world.writer.user)
        bare = factories.client_of(world.writer.user)

        assert bare.get("/concerns/raise/")["Location"] == "/hats/"


class TestNobodyToReceiveIt:
    @pytest.fixture
    def alone(self, world, writer):
        for lead in SafeguardingLead.objects.all():
            lead.ended_at = lead.started_at
            lead.save()
        world.area.safeguarding_contact = CONTACT
        world.area.save()
        return writer

    def test_is_said_before_anything_is_kept(self, world, alone):
        page = text(alone.post("/concerns/raise/", form_of(world)))

        assert "Nobody here can receive this today" in page
        assert CONTACT in page
        assert WORDS in page
        assert not Concern.objects.exists()

    def test_keeps_it_for_the_next_lead_all_the_same(self, world, alone):
        given = form_of(world, keep="yes")

        page = text(alone.post("/concerns/raise/", given, follow=True))

        assert "It waits for the next named lead" in page
        assert CONTACT in page
        concern = Concern.objects.get()
        actions.appoint_lead(
            membership=world.other_manager,
            service=world.service,
            position="lead",
            by=hat_of(world.administrator),
        )
        assert world.may_read(world.other_manager, concern)

    def test_names_the_council_where_the_area_gives_no_contact(self, world, alone):
        world.area.safeguarding_contact = ""
        world.area.save()

        page = text(alone.post("/concerns/raise/", form_of(world)))

        assert "Ring your council" in page


class TestSayNotComfortable:
    def test_takes_one_press(self, world, writer):
        page = text(writer.get("/concerns/not-comfortable/"))
        given = {"service": world.service.reference}
        assert f'value="{world.service.reference}" selected' in page

        writer.post("/concerns/not-comfortable/", given)

        concern = Concern.objects.get()
        assert (concern.kind, concern.words("sealed_words")) == ("not-comfortable", "")
        assert concern.received_by == world.lead

    def test_works_for_somebody_of_no_service(self, world):
        client = signed_in_client(world.commissioner)

        client.post("/concerns/not-comfortable/", {"service": "none"})

        # The area's lead does not receive what they wrote.
        assert Concern.objects.count() == 0
        client.post("/concerns/not-comfortable/", {"service": "none", "keep": "yes"})
        assert Concern.objects.get().received_by is None


class TestReceipts:
    def test_say_when_who_and_what_next_but_not_what(self, world, writer):
        concern = world.raises()

        page = text(writer.get(f"/concerns/receipts/{concern.reference}/"))

        assert concern.reference in page
        assert f"{world.manager.user.name}, named lead" in page
        assert "within 2 days" in page
        assert WORDS not in page
        assert world.colleague.user.name not in page

    def test_tell_how_far_it_has_come(self, world, writer):
        concern = world.raises()
        assert "Not seen yet" in text(writer.get("/concerns/receipts/"))

        actions.mark_seen(concern=concern, by=hat_of(world.manager))

        page = text(writer.get("/concerns/receipts/"))
        assert "Not seen yet" not in page
        assert "Seen" in page

    def test_are_not_found_by_anybody_else(self, world, lead):
        concern = world.raises()

        for client in (lead, signed_in_client(world.colleague)):
            address = f"/concerns/receipts/{concern.reference}/"
            assert client.get(address).status_code == 404

    def test_are_none_at_first(self, writer):
        assert "You have raised no concern here." in text(
            writer.get("/concerns/receipts/")
        )

    @pytest.mark.parametrize("count", [1, 5])
    def test_take_few_queries(
        self, world, writer, count, django_assert_max_num_queries
    ):
        for number in range(count):
            world.raises(words=f"{number}")

        with django_assert_max_num_queries(9):
            writer.get("/concerns/receipts/")


class TestListConcerns:
    def test_shows_no_words_and_no_names(self, world, lead):
        concern = world.raises(is_danger_now=True)

        page = text(lead.get("/concerns/"))

        assert f"Open {concern.reference}" in page
        assert "Danger now" in page
        for hidden in (WORDS, world.colleague.user.name, world.writer.user.name):
            assert hidden not in page

    def test_marks_what_is_past_its_day_and_names_the_area_where_no_service_is(
        self, world
    ):
        with clock.frozen_at(datetime(2026, 11, 1, tzinfo=UTC)):
            world.raises(service=None)

        page = text(signed_in_client(world.commissioner).get("/concerns/"))

        assert "Past its day" in page
        assert f"Safeguarding, {world.area.name}" in page

    def test_puts_what_nobody_has_seen_first(self, world, lead):
        first, second = world.raises(), world.raises(words="Second.")
        actions.mark_seen(concern=first, by=hat_of(world.manager))

        page = text(lead.get("/concerns/"))

        assert page.index(second.reference) < page.index(first.reference)

    def test_is_empty_for_a_lead_whom_everything_is_about(self, world, lead):
        world.raises(about=[world.manager.user])

        assert "There is none that you may read." in text(lead.get("/concerns/"))

    @pytest.mark.parametrize("name", ["writer", "colleague", "administrator"])
    def test_is_refused_to_who_receives_none(self, world, name):
        client = signed_in_client(getattr(world, name))

        assert client.get("/concerns/").status_code == 403

    @pytest.mark.parametrize("count", [1, 6])
    def test_takes_few_queries(self, world, lead, count, django_assert_max_num_queries):
        for number in range(count):
            world.raises(words=f"{number}")

        with django_assert_max_num_queries(12):
            lead.get("/concerns/")


class TestShowConcern:
    def test_shows_everything_to_the_lead(self, world, lead):
        concern = world.raises(
            words=f"{WORDS}\nTwice.",
            is_danger_now=True,
            is_about_somebody_unlisted=True,
        )

        page = text(lead.get(f"/concerns/{concern.reference}/"))

        for shown in (
            WORDS,
            f"{world.writer.user.name}, Keyworker",
            f"{world.colleague.user.name}, somebody who is not in the lists",
            "somebody was in danger",
            "I have seen this",
        ):
            assert shown in page

    def test_says_where_nothing_was_written_or_named(self, world, lead):
        concern = world.raises(kind="not-comfortable", words="", about=[])

        page = text(lead.get(f"/concerns/{concern.reference}/"))

        assert "They left this empty." in page
        assert "Nobody was named" in page
        assert "Not comfortable" in page

    def test_logs_every_opening(self, world, lead):
        concern = world.raises()

        for _ in range(2):
            lead.get(f"/concerns/{concern.reference}/")

        opened = Entry.objects.filter(act="safeguarding.open_concern")
        assert [entry.is_confidential for entry in opened] == [True, True]
        assert {entry.actor for entry in opened} == {world.manager.user.token}

    def test_changes_nothing_but_the_log(self, world, lead):
        concern = world.raises()

        lead.get(f"/concerns/{concern.reference}/")

        concern.refresh_from_db()
        assert concern.status == "raised"
        assert not ConcernNote.objects.exists()

    @pytest.mark.parametrize(
        "name", ["writer", "colleague", "commissioner", "administrator"]
    )
    def test_is_not_found_by_anybody_else(self, world, name):
        concern = world.raises()
        client = signed_in_client(getattr(world, name))

        for address in (
            f"/concerns/{concern.reference}/",
            "/concerns/BCDFGHJKMN/",
        ):
            assert client.get(address).status_code == 404

    def test_is_gone_if_it_goes_between_finding_and_opening(
        self, world, lead, monkeypatch
    ):
        def gone(**_):
            raise Concern.DoesNotExist

        concern = world.raises()
        monkeypatch.setattr(actions, "open_concern", gone)
        monkeypatch.setattr(actions, "mark_seen", gone)

        assert lead.get(f"/concerns/{concern.reference}/").status_code == 404
        assert lead.post(f"/concerns/{concern.reference}/seen/").status_code == 404


WORKING = (
    "add_note",
    "say_what_was_done",
    "close_concern",
    "reopen_concern",
    "add_person",
)


def go(client, name, concern, **given):
    return client.post(reverse(name, args=[concern.reference]), given, follow=True)


class TestWorking:
    def test_goes_from_seen_to_closed_and_open_again(self, world, lead):
        concern = world.raises()

        assert "Marked as seen" in text(go(lead, "mark_seen", concern))
        page = text(go(lead, "say_what_was_done", concern, words="Spoke to both."))
        assert "Spoke to both." in page
        page = text(
            go(lead, "close_concern", concern, words="Settled.", outcome="advice")
        )
        assert "Advice or support given" in page
        page = text(go(lead, "reopen_concern", concern, words="It came back."))
        assert "It came back." in page
        assert "Opened again" in page
        assert "Write what was done" in page

    @pytest.mark.parametrize("name", WORKING)
    @pytest.mark.parametrize("stranger", ["writer", "administrator"])
    def test_is_not_found_by_who_does_not_see_it(self, world, name, stranger):
        concern = world.raises()
        client = signed_in_client(getattr(world, stranger))

        response = client.get(reverse(name, args=[concern.reference]))

        assert response.status_code == 404

    @pytest.mark.parametrize("name", WORKING)
    def test_asks_on_a_page_of_its_own(self, world, lead, name):
        concern = world.raises()

        page = text(lead.get(reverse(name, args=[concern.reference])))

        assert concern.reference in page
        assert "needs an answer" in text(go(lead, name, concern))

    def test_keeps_a_note_with_its_writer(self, world, lead):
        page = text(go(lead, "add_note", world.raises(), words="Rang back."))

        assert "<strong>Note</strong>: " + world.manager.user.name in page
        assert "Rang back." in page

    def test_says_that_somebody_else_was_first_and_keeps_what_was_typed(
        self, world, lead
    ):
        concern = world.raises()
        deputy = hat_of(world.other_manager)
        actions.mark_seen(concern=concern, by=deputy)
        actions.say_what_was_done(concern=concern, words="Mine.", by=deputy)

        page = text(go(lead, "say_what_was_done", concern, words="What I typed."))

        assert "Somebody has written down what was done already." in page
        assert "What I typed." in page

    def test_says_so_of_seeing_too(self, world, lead):
        concern = world.raises()
        actions.mark_seen(concern=concern, by=hat_of(world.other_manager))

        page = text(go(lead, "mark_seen", concern))

        assert "Nothing was changed" in page
        assert "Somebody has marked it as seen already." in page

    def test_is_not_found_once_the_time_as_lead_has_ended(self, world, lead):
        concern = world.raises()
        actions.end_lead(lead=world.lead, by=hat_of(world.administrator))
        world.manager.service = world.other_service
        world.manager.save()

        assert go(lead, "add_note", concern, words="Late.").status_code == 404

    def test_is_not_found_when_it_ends_in_mid_press(self, world, lead, monkeypatch):
        def gone(**_):
            raise Concern.DoesNotExist

        gone.__name__ = "add_note"
        monkeypatch.setattr(actions, "add_note", gone)

        assert go(lead, "add_note", world.raises(), words="Late.").status_code == 404

    def test_adds_somebody_who_then_sees_nothing(self, world, lead):
        concern = world.raises()
        deputy = signed_in_client(world.other_manager)
        address = f"/concerns/{concern.reference}/"
        assert deputy.get(address).status_code == 200
        page = text(lead.get(reverse("add_person", args=[concern.reference])))
        for absent in (world.writer, world.manager, world.colleague):
            assert f'value="{absent.user.reference}"' not in page

        go(lead, "add_person", concern, person=world.other_manager.user.reference)

        assert deputy.get(address).status_code == 404

    def test_of_a_manager_stops_before_closing(self, world):
        concern = world.raises()
        actions.mark_seen(concern=concern, by=hat_of(world.manager))
        manager = signed_in_client(
            factories.membership(
                Role.SERVICE_MANAGER, world.area, service=world.service
            )
        )

        page = text(go(manager, "say_what_was_done", concern, words="Moved it."))
        assert "Close the concern" not in page
        for name in ("mark_seen", "close_concern", "reopen_concern"):
            assert go(manager, name, concern).status_code == 403


class TestLeads:
    def test_are_known_to_every_role(self, world, writer):
        page = text(writer.get("/safeguarding-leads/"))

        assert world.manager.user.name in page
        assert "Nobody yet." in page
        assert "End the time of" not in page
        assert "Concerns that you may read" not in page

    def test_are_named_by_the_administrator(self, world):
        client = signed_in_client(world.administrator)
        page = text(client.get("/safeguarding-leads/name/"))
        assert world.administrator.user.name not in page.partition("<main")[2]

        given = {
            "post": world.other_service.reference,
            "holder": world.other_manager.reference,
            "position": "lead",
        }
        page = text(client.post("/safeguarding-leads/name/", given, follow=True))

        assert SafeguardingLead.objects.filter(service=world.other_service).exists()
        assert f"End the time of {world.other_manager.user.name}" in page

    def test_are_refused_with_a_sentence(self, world):
        client = signed_in_client(world.administrator)
        given = {
            "post": "none",
            "holder": world.manager.reference,
            "position": "lead",
        }

        page = text(client.post("/safeguarding-leads/name/", given))

        assert "There is a lead there already." in page
        assert "needs an answer" in text(client.post("/safeguarding-leads/name/", {}))

    def test_end_by_a_press_of_the_administrator(self, world):
        client = signed_in_client(world.administrator)
        address = f"/safeguarding-leads/{world.lead.reference}/end/"

        page = text(client.post(address, follow=True))
        assert world.manager.user.name not in page
        assert "ended already" in text(client.post(address))

    def test_are_named_and_ended_by_nobody_else(self, world, lead):
        assert lead.get("/safeguarding-leads/name/").status_code == 403
        address = f"/safeguarding-leads/{world.lead.reference}/end/"
        assert lead.post(address).status_code == 403
        elsewhere = signed_in_client(world.administrator)
        assert elsewhere.post("/safeguarding-leads/BCDFGHJKMN/end/").status_code == 404

    def test_lead_to_their_concerns(self, world, lead):
        assert "Concerns that you may read" in text(lead.get("/safeguarding-leads/"))


class TestCountConcerns:
    def test_is_for_commissioners_and_auditors(self, world, lead, writer):
        auditor = signed_in_client(factories.membership(Role.AUDITOR, world.area))

        assert "1 to 5 are hidden" in text(auditor.get("/concerns/totals/"))
        for client in (lead, writer, signed_in_client(world.administrator)):
            assert client.get("/concerns/totals/").status_code == 403


class TestMail:
    def test_goes_out_after_a_page_was_sent(
        self, world, writer, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            writer.post("/concerns/raise/", form_of(world))

        assert len(mail.outbox) == 2
