import re

import pytest
from django.urls import reverse

from mutualaid.activity_log.models import Entry
from mutualaid.organisations.tests.factories import signed_in_client
from mutualaid.privacy import looking, wording
from mutualaid.privacy.consents.actions import answering
from mutualaid.privacy.consents.views.asking import current_wording
from mutualaid.privacy.models import (
    ContactPreference,
    HowTold,
    Look,
    PrivacyTold,
    Route,
    TellingPermission,
)
from mutualaid.privacy.models.consents import COMPANY, TOLD

from .consenting import HOURS, KEY, WHOM, Told, a_world

TOPICS = (COMPANY, *Route.values)


@pytest.fixture
def told(db, monkeypatch) -> Told:
    return a_world(monkeypatch)


@pytest.fixture
def keyworker(told):
    return signed_in_client(told.keyworker)


@pytest.fixture
def manager(told):
    return signed_in_client(told.manager)


def address(name: str, told: Told, *more: str) -> str:
    return reverse(name, args=[told.person.reference, *more])


def answer(told: Told, topic: str, **given: str) -> dict[str, str]:
    """What a form of this topic sends."""
    day = told.meeting.on.isoformat()
    usual = {"wording": "1", "answer": "yes", "how": "said"}
    if topic == COMPANY:
        usual |= {"whom": WHOM, "meeting": f"{KEY}/{day}"}
    else:
        usual |= {"seen": "", "message": "no", "safe_hours": HOURS}
    return {**usual, **given}


def text_of(response) -> str:
    return response.content.decode()


class TestListConsents:
    def test_begins_with_no(self, told, keyworker):
        page = text_of(keyworker.get(address("list_consents", told)))

        assert "Nobody has told them yet" in page
        assert "Nobody may be told anything." in page
        assert page.count("Nobody has asked. No.") == len(Route)

    def test_shows_the_three_apart_with_what_was_agreed_until_when(
        self, told, keyworker
    ):
        answering.tell_about_privacy(
            person=told.person, how=HowTold.PAPER, wording=1, by=told.by
        )
        told.answers_telling()
        told.answers_contact(route=Route.TELEPHONE, may_leave_message=True)
        told.answers_contact(route=Route.LETTER, is_yes=False)
        told.answers_contact(route=Route.TELEPHONE, safe_hours="after six")

        page = text_of(keyworker.get(address("list_consents", told)))

        for words in (
            "Given on paper",
            WHOM,
            "Tuesday Steps, St Anne’s Hall",
            "first name, the place to meet",
            "after six",
            HOURS,
            "Holds until",
            "What they said before",
            "Asked again since",
        ):
            assert words in page, words
        assert page.count("They take this back") == 2

    def test_writes_that_somebody_looked_before_it_shows_anything(
        self, told, keyworker, monkeypatch
    ):
        told.answers_telling()
        keyworker.get(address("list_consents", told))
        assert Look.objects.get().what == "record"
        assert Entry.objects.latest("pk").act == "privacy.look_record"

        def fail(**_given):
            raise RuntimeError("no room")

        monkeypatch.setattr(looking, "record", fail)
        keyworker.raise_request_exception = False
        response = keyworker.get(address("list_consents", told))
        assert response.status_code == 500
        assert WHOM not in text_of(response)

    def test_says_that_extra_private_people_get_no_messages(self, told, keyworker):
        told.vetoed.add(told.person.pk)

        page = text_of(keyworker.get(address("list_consents", told)))

        assert "No messages by themselves" in page

    def test_shows_what_was_erased_as_erased(self, told, keyworker):
        row = told.answers_telling()
        TellingPermission.objects.filter(pk=row.pk).update(
            sealed_whom=b"", sealed_place=b""
        )

        page = text_of(keyworker.get(address("list_consents", told)))

        assert "Erased" in page

    def test_lets_the_manager_read_and_take_back_but_not_ask(self, told, manager):
        told.answers_contact()

        page = text_of(manager.get(address("list_consents", told)))

        assert "They take this back" in page
        assert "Ask" not in re.findall(r">(Ask[^<]*)<", page)
        for name, more in (("tell_about_privacy", ()), ("give_consent", ("text",))):
            assert manager.get(address(name, told, *more)).status_code == 403

    def test_is_not_there_for_others(self, told):
        told.ties.clear()
        client = signed_in_client(told.keyworker)

        assert client.get(address("list_consents", told)).status_code == 404
        assert not Look.objects.exists()

    def test_asks_as_often_for_many_answers_as_for_few(
        self, told, keyworker, django_assert_max_num_queries
    ):
        told.answers_telling()
        keyworker.get(address("list_consents", told))
        with django_assert_max_num_queries(60) as few:
            keyworker.get(address("list_consents", told))
        for name in "abcdefgh":
            told.answers_telling(whom=name)
            told.answers_contact()
        with django_assert_max_num_queries(60) as many:
            keyworker.get(address("list_consents", told))

        assert len(many) == len(few)


class TestWordsComeFirst:
    """Casework: a consent survives as a step inside the task that no one can take out."""

    @pytest.mark.parametrize("topic", TOPICS)
    def test_every_sentence_stands_before_anything_can_be_chosen(
        self, told, keyworker, topic
    ):
        page = text_of(keyworker.get(address("give_consent", told, topic)))

        before = page[: page.index('type="radio"')]
        words = current_wording(topic)
        for sentence in (words.title, *words.says):
            assert sentence in before, sentence
        assert words.asks in page
        assert "checked" not in page

    def test_of_being_told_too(self, told, keyworker):
        page = text_of(keyworker.get(address("tell_about_privacy", told)))

        before = page[: page.index('type="radio"')]
        assert all(each in before for each in current_wording(TOLD).says)

    @pytest.mark.parametrize("given", [{"wording": ""}, {"wording": "x"}])
    @pytest.mark.parametrize("topic", TOPICS)
    def test_an_answer_without_them_is_not_kept(self, told, keyworker, topic, given):
        response = keyworker.post(
            address("give_consent", told, topic), answer(told, topic, **given)
        )

        assert "read the words out first" in text_of(response)
        assert not TellingPermission.objects.exists()
        assert not ContactPreference.objects.exists()

    @pytest.mark.parametrize("topic", TOPICS)
    def test_an_answer_to_former_words_is_asked_for_again(
        self, told, keyworker, topic, monkeypatch
    ):
        newer = dict(wording.all_wordings())
        former = newer[topic, 1]
        newer[topic, 2] = type(former)(
            topic, 2, former.since, former.title, ("New words.",), former.asks
        )
        monkeypatch.setattr(wording, "all_wordings", lambda: newer)

        page = text_of(
            keyworker.post(address("give_consent", told, topic), answer(told, topic))
        )

        assert "The words to read out have changed" in page
        assert "New words." in page
        assert re.search(r'name="wording"\s+value="2"', page)
        assert 'value="yes" checked' not in page
        assert not TellingPermission.objects.exists()
        assert not ContactPreference.objects.exists()


class TestGiveConsent:
    @pytest.mark.parametrize("topic", TOPICS)
    @pytest.mark.parametrize("said", ["yes", "no"])
    def test_keeps_the_answer(self, told, keyworker, topic, said):
        given = answer(told, topic, answer=said, how="signed")

        response = keyworker.post(address("give_consent", told, topic), given)

        assert response.headers["Location"] == address("list_consents", told)
        model = TellingPermission if topic == COMPANY else ContactPreference
        row = model.objects.get()
        assert row.status == ("given" if said == "yes" else "refused")
        assert (row.how, row.topic, row.wording) == ("signed", topic, 1)
        assert row.recorded_by == told.keyworker

    @pytest.mark.parametrize("topic", TOPICS)
    def test_keeps_nothing_where_nothing_was_chosen(self, told, keyworker, topic):
        given = answer(told, topic, answer="")

        page = text_of(keyworker.post(address("give_consent", told, topic), given))

        assert "Choose yes or no." in page
        assert (WHOM if topic == COMPANY else HOURS) in page

    def test_asks_about_messages_where_they_may_be_rung(self, told, keyworker):
        at = address("give_consent", told, "telephone")

        page = text_of(keyworker.post(at, answer(told, "telephone", message="")))
        assert "Ask whether we may leave a message." in page

        keyworker.post(at, answer(told, "telephone", answer="no", message=""))
        assert ContactPreference.objects.get().status == "refused"

    def test_shows_what_somebody_else_wrote_meanwhile_and_keeps_the_typing(
        self, told, keyworker
    ):
        told.answers_contact(is_yes=False, by=told.colleague.hat())
        at = address("give_consent", told, "text")

        page = text_of(keyworker.post(at, answer(told, "text")))

        assert "Somebody else wrote down another answer" in page
        assert "What stands now" in page
        assert HOURS in page
        assert ContactPreference.objects.count() == 1
        seen = re.search(r'name="seen"\s+value="(\w+)"', page)
        keyworker.post(at, answer(told, "text", seen=seen[1]))
        assert ContactPreference.objects.standing().get().status == "given"

    def test_wants_a_meeting_that_is_to_come(self, told, keyworker):
        told.meetings.clear()

        page = text_of(keyworker.get(address("give_consent", told, COMPANY)))

        assert "They have chosen no meeting that is to come" in page
        assert "Keep their answer" not in page
        assert "Ask about somebody who goes with them" not in text_of(
            keyworker.get(address("list_consents", told))
        )

    @pytest.mark.parametrize("topic", ["fax", "told1"])
    def test_has_no_other_topics(self, told, keyworker, topic):
        assert keyworker.get(address("give_consent", told, topic)).status_code == 404
        at = address("print_consent_words", told, topic)
        assert keyworker.get(at).status_code == 404

    def test_is_not_there_once_the_tie_ends_in_mid_form(
        self, told, keyworker, monkeypatch
    ):
        real = answering.hold

        def end_it(person, by):
            told.ties.clear()
            real(person, by)

        monkeypatch.setattr(answering, "hold", end_it)
        response = keyworker.post(
            address("give_consent", told, "text"), answer(told, "text")
        )

        assert response.status_code == 404
        assert not ContactPreference.objects.exists()


class TestTellAboutPrivacy:
    def test_keeps_which_words_when_how_and_by_whom(self, told, keyworker):
        at = address("tell_about_privacy", told)
        keyworker.post(at, {"wording": "1", "how": "together"})

        row = PrivacyTold.objects.get()
        assert (row.wording, row.how, row.told_by) == (1, "together", told.keyworker)

    def test_asks_for_no_yes(self, told, keyworker):
        page = text_of(keyworker.get(address("tell_about_privacy", told)))

        assert 'value="yes"' not in page

    def test_shows_new_words_where_they_have_changed(self, told, keyworker):
        at = address("tell_about_privacy", told)

        page = text_of(keyworker.post(at, {"wording": "7", "how": "together"}))

        assert "The words to read out have changed" in page
        assert not PrivacyTold.objects.exists()


class TestWithdrawConsent:
    @pytest.mark.parametrize("who", ["keyworker", "manager"])
    @pytest.mark.parametrize("ask", ["answers_telling", "answers_contact"])
    def test_takes_it_back_at_once(self, told, request, who, ask):
        client, row = request.getfixturevalue(who), getattr(told, ask)()
        at = reverse("withdraw_consent", args=[row.reference])

        assert "cannot be called back" in text_of(client.get(at))
        assert client.post(at).headers["Location"] == address("list_consents", told)

        row.refresh_from_db()
        assert row.status == "withdrawn"

    def test_says_so_where_it_was_taken_back_already(self, told, keyworker):
        row = told.answers_contact()
        at = reverse("withdraw_consent", args=[row.reference])
        keyworker.post(at)

        page = text_of(keyworker.post(at))

        assert "This was taken back already." in page
        assert "Take it back now" not in page

    def test_is_not_there_for_others(self, told):
        row = told.answers_contact()
        told.ties.clear()
        client = signed_in_client(told.keyworker)
        at = reverse("withdraw_consent", args=[row.reference])

        assert client.get(at).status_code == client.post(at).status_code == 404
        assert client.get(reverse("withdraw_consent", args=["X"])).status_code == 404

    def test_is_not_there_once_the_tie_ends_in_mid_form(
        self, told, keyworker, monkeypatch
    ):
        row = told.answers_contact()
        monkeypatch.setattr(
            "mutualaid.privacy.consents.actions.withdrawing.lock_answers",
            lambda _person: told.ties.clear(),
        )
        at = reverse("withdraw_consent", args=[row.reference])

        assert keyworker.post(at).status_code == 404
        row.refresh_from_db()
        assert row.status == "given"


class TestPrintConsentWords:
    @pytest.mark.parametrize("topic", [TOLD, *TOPICS])
    def test_is_one_side_of_paper(self, told, keyworker, topic):
        response = keyworker.get(address("print_consent_words", told, topic))

        paper = response.content
        assert paper.startswith(b"%PDF")
        assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
        assert "no-store" in response.headers["Cache-Control"]
        assert told.person.reference not in response.headers["Content-Disposition"]
        assert Look.objects.get().what == "print"
