import re
from datetime import timedelta

import pytest
from django.urls import reverse

from mutualaid.activity_log.models import Entry
from mutualaid.core import clock
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as make
from mutualaid.organisations.tests.factories import signed_in_client
from mutualaid.privacy.incidents.actions import incidents, linking
from mutualaid.privacy.models import (
    Affected,
    DataKind,
    Incident,
    IncidentPerson,
    Look,
    Risk,
    Step,
)

from . import factories
from .consenting import Told, a_world

WORDS = "A letter went to the wrong flat."


@pytest.fixture
def told(db, monkeypatch) -> Told:
    return a_world(monkeypatch)


@pytest.fixture
def manager(told):
    return signed_in_client(told.manager)


@pytest.fixture
def keyworker(told):
    return signed_in_client(told.keyworker)


@pytest.fixture
def incident(told) -> Incident:
    with told.here():
        return incidents.report_incident(
            words=WORDS,
            happened_on=clock.today(),
            aware_at=clock.now() - timedelta(hours=2),
            affected=Affected.ONE,
            kinds=[DataKind.NAMES],
            by=told.by,
        )


def address(name: str, incident: Incident) -> str:
    return reverse(name, args=[incident.reference])


def text_of(response) -> str:
    return response.content.decode()


def moment(name: str, ago: timedelta) -> dict[str, str]:
    at = (clock.now() - ago).astimezone(clock.LOCAL_ZONE)
    return {
        f"{name}_on-day": str(at.day),
        f"{name}_on-month": str(at.month),
        f"{name}_on-year": str(at.year),
        f"{name}_time": f"{at.hour:02d}:{at.minute:02d}",
    }


def report() -> dict[str, object]:
    aware = moment("aware", timedelta(minutes=5))
    happened = {
        f"happened_on-{part}": aware[f"aware_on-{part}"]
        for part in ("day", "month", "year")
    }
    return {
        **aware,
        **happened,
        "words": WORDS,
        "affected": "2-10",
        "kinds": ["names", "health"],
        "contained": "Fetched it back.",
    }


# What each page of work is sent, in the order in which an incident goes.
WORK = {
    "add_incident_note": {"step": "lesson", "words": "Envelopes with windows."},
    "decide_incident": {"risk": "risk", "affected": "one", "words": "It was opened."},
    "record_telling": {
        "step": "regulator-told",
        "words": "By their form.",
        **moment("told", timedelta(0)),
    },
    "close_incident": {"lessons": "Two people check addresses."},
    "reopen_incident": {"words": "A second letter."},
}
MANAGERS = [name for name in WORK if name != "add_incident_note"]


class TestReportIncident:
    def test_keeps_it_and_shows_it(self, told, keyworker):
        at = reverse("report_incident")
        assert "72 hours" in text_of(keyworker.get(at))

        response = keyworker.post(at, report(), follow=True)

        kept = Incident.objects.get()
        assert kept.affected == Affected.FEW
        assert kept.kinds == "names health"
        assert WORDS in text_of(response)
        assert "71 hours left" in text_of(response)

    @pytest.mark.parametrize(
        ("given", "said"),
        [
            ({"words": ""}, "What happened?” needs an answer"),
            ({"aware_time": "7"}, "Write the time like"),
            ({"aware_on-year": "2099"}, "at a time that is to come"),
            ({"affected": ""}, "needs an answer"),
        ],
    )
    def test_keeps_what_was_typed_where_something_is_wrong(
        self, keyworker, given, said
    ):
        page = text_of(
            keyworker.post(reverse("report_incident"), {**report(), **given})
        )

        assert said in page
        assert "Fetched it back." in page
        assert not Incident.objects.exists()


class TestListIncidents:
    def test_is_the_way_to_report_where_there_is_none(self, keyworker):
        assert "No incident here" in text_of(keyworker.get(reverse("list_incidents")))

    def test_shows_the_administrator_that_there_are_some_and_no_word(
        self, told, incident
    ):
        boss = signed_in_client(make.membership(Role.AREA_ADMINISTRATOR, told.area))

        page = text_of(boss.get(reverse("list_incidents")))

        assert incident.reference in page
        assert "hours left to tell the regulator" in page
        assert address("show_incident", incident) not in page
        assert "Report an incident" not in page
        assert boss.get(address("show_incident", incident)).status_code == 403

    def test_asks_as_often_for_many_as_for_few(
        self, told, incident, manager, django_assert_max_num_queries
    ):
        manager.get(reverse("list_incidents"))
        with django_assert_max_num_queries(40) as few:
            manager.get(reverse("list_incidents"))
        for _ in range(8):
            incident.pk, incident.reference, incident.token = None, None, None
            for name in ("reference", "token"):
                setattr(incident, name, Incident._meta.get_field(name).get_default())
            incident.save()
        with django_assert_max_num_queries(40) as many:
            manager.get(reverse("list_incidents"))

        assert len(many) == len(few)


class TestShowIncident:
    def test_is_opened_into_the_log(self, incident, manager):
        assert WORDS in text_of(manager.get(address("show_incident", incident)))

        assert Entry.objects.latest("pk").act == "privacy.open_incident"

    def test_that_the_log_does_not_take_is_not_shown(
        self, incident, manager, monkeypatch
    ):
        def fail(**_given):
            raise RuntimeError("no room")

        monkeypatch.setattr(incidents, "record", fail)
        manager.raise_request_exception = False
        response = manager.get(address("show_incident", incident))

        assert response.status_code == 500
        assert WORDS not in text_of(response)

    def test_shows_a_keyworker_their_own_words_alone(self, told, incident, keyworker):
        for by, words in (
            (told.manager.hat(), "Spoke to the person who posted it."),
            (told.by, "It had a window."),
        ):
            incidents.add_incident_note(
                incident=incident, step=Step.NOTE, words=words, by=by
            )

        page = text_of(keyworker.get(address("show_incident", incident)))

        assert "It had a window." in page
        assert "Spoke to the person" not in page

    def test_lets_the_auditor_read_and_nothing_else(self, told, incident):
        auditor = signed_in_client(make.membership(Role.AUDITOR, told.area))

        page = text_of(auditor.get(address("show_incident", incident)))

        assert WORDS in page
        assert "Next steps" not in page

    def test_names_those_it_touches_by_reference_to_whom_may_open_them(
        self, told, incident, manager
    ):
        other = factories.person(told.service)
        for each in (told.person, other):
            linking.link_person(
                incident=incident, reference=each.reference, by=told.manager.hat()
            )
        Look.objects.all().delete()

        page = text_of(manager.get(address("show_incident", incident)))
        assert told.person.printed in page
        assert Look.objects.filter(what="list").count() == 2

        told.ties.clear()
        page = text_of(
            signed_in_client(told.keyworker).get(address("show_incident", incident))
        )
        assert told.person.printed not in page
        assert "2 people whose records you do not open" in page

    def test_is_not_there_for_another_service(self, told, incident):
        other = signed_in_client(make.membership(Role.SERVICE_MANAGER, told.area))

        for name in ("show_incident", *WORK):
            assert other.get(address(name, incident)).status_code == 404

    def test_is_not_there_once_it_has_gone_from_view(
        self, incident, manager, monkeypatch
    ):
        def gone(*_args):
            raise Incident.DoesNotExist

        monkeypatch.setattr(incidents, "locked", gone)
        for name in ("show_incident", "decide_incident"):
            assert manager.get(address(name, incident)).status_code == 404


class TestWork:
    def test_goes_from_a_report_to_what_was_learned(self, incident, manager):
        for name, given in WORK.items():
            at = address(name, incident)
            page = text_of(manager.get(at))
            seen = re.search(r'name="seen"\s+value="(\d+)"', page)
            sent = {**given, "seen": seen[1]} if seen else given
            response = manager.post(at, sent)
            assert response.status_code == 302, (name, text_of(response))

        incident.refresh_from_db()
        assert incident.status == "reopened"
        assert incident.regulator_told_at
        page = text_of(manager.get(address("show_incident", incident)))
        for words in ("It was opened.", "By their form.", "Two people", "A second"):
            assert words in page

    @pytest.mark.parametrize("name", MANAGERS)
    def test_is_the_manager_s(self, incident, keyworker, name):
        assert keyworker.get(address(name, incident)).status_code == 403
        assert keyworker.post(address(name, incident), WORK[name]).status_code == 403

    def test_shows_what_somebody_wrote_meanwhile_and_keeps_the_typing(
        self, told, incident, manager
    ):
        incidents.add_incident_note(
            incident=incident, step=Step.NOTE, words="It came back.", by=told.by
        )
        at, given = address("decide_incident", incident), WORK["decide_incident"]

        page = text_of(manager.post(at, {**given, "seen": "0"}))

        assert "Somebody else worked on this incident meanwhile" in page
        assert "It came back." in page
        assert "It was opened." in page
        incident.refresh_from_db()
        assert incident.risk == ""
        assert manager.post(at, {**given, "seen": "1"}).status_code == 302

    def test_says_what_has_to_be_done_before_closing(self, told, incident, manager):
        incidents.decide_incident(
            incident=incident,
            risk=Risk.RISK,
            words="Opened.",
            affected=Affected.ONE,
            seen=0,
            by=told.manager.hat(),
        )

        page = text_of(
            manager.post(
                address("close_incident", incident), {"lessons": "Check.", "seen": "1"}
            )
        )

        assert "The regulator has to be told first." in page
        assert "Check." in page

    def test_adds_somebody_by_reference(self, told, incident, keyworker):
        at = address("link_incident_person", incident)
        assert keyworker.get(at).status_code == 200

        page = text_of(keyworker.post(at, {"reference": "ZZZ-ZZZ-ZZZZ"}))
        assert "There is no such reference" in page

        keyworker.post(at, {"reference": told.person.printed})
        assert IncidentPerson.objects.get().person == told.person
