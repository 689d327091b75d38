from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from mutualaid.activity_log.models import Entry
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.core.area import within
from mutualaid.core.refusal import Refused
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as make
from mutualaid.privacy.incidents.actions import incidents, linking, warning
from mutualaid.privacy.incidents.duties import warn_of_pressing_incidents
from mutualaid.privacy.incidents.home_items import incidents_overdue, incidents_waiting
from mutualaid.privacy.incidents.permissions import (
    can_add_to_incident,
    can_list_incidents,
    can_read_incident,
    can_report_incident,
    can_work_on_incident,
    steps_open_to,
)
from mutualaid.privacy.incidents.presenters import hours_words, present_notes
from mutualaid.privacy.models import (
    Affected,
    DataKind,
    Incident,
    IncidentNote,
    IncidentPerson,
    IncidentStatus,
    Look,
    Risk,
    Step,
)
from mutualaid.privacy.models.incident_notes import NoteKept

from . import factories
from .consenting import Told, a_world

WORDS = "A letter went to the wrong flat."
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
SYSTEM = Actor("system:tests")


@pytest.fixture
def told(db, monkeypatch) -> Told:
    return a_world(monkeypatch)


def reported(told: Told, **given) -> Incident:
    usual = {
        "words": WORDS,
        "happened_on": date(2026, 11, 20),
        "aware_at": NOON,
        "affected": Affected.ONE,
        "kinds": [DataKind.HEALTH, DataKind.NAMES],
        "by": told.by,
    }
    with clock.frozen_at(NOON), told.here():
        return incidents.report_incident(**{**usual, **given})


def decide(told, incident, risk=Risk.NONE, **given):
    usual = {
        "incident": incident,
        "risk": risk,
        "words": "It was not opened.",
        "affected": Affected.ONE,
        "seen": incident.notes.count(),
        "by": told.manager.hat(),
    }
    return incidents.decide_incident(**{**usual, **given})


def tell(told, incident, step=Step.REGULATOR_TOLD, **given):
    usual = {
        "incident": incident,
        "step": step,
        "told_at": NOON + timedelta(hours=5),
        "words": "By their form.",
        "by": told.manager.hat(),
    }
    return incidents.record_telling(**{**usual, **given})


def close(told, incident, **given):
    usual = {
        "incident": incident,
        "lessons": "Two people check addresses.",
        "seen": incident.notes.count(),
        "by": told.manager.hat(),
    }
    return incidents.close_incident(**{**usual, **given})


def reopen(told, incident, **given):
    usual = {
        "incident": incident,
        "words": "A second letter.",
        "by": told.manager.hat(),
    }
    return incidents.reopen_incident(**{**usual, **given})


def note(told, incident, **given):
    usual = {"incident": incident, "step": Step.CONTAINED, "words": "Fetched it back."}
    return incidents.add_incident_note(**{**usual, "by": told.manager.hat(), **given})


def link(told, incident, **given):
    usual = {"incident": incident, "reference": told.person.printed.lower()}
    return linking.link_person(**{**usual, "by": told.manager.hat(), **given})


def open_it(told, incident, **given):
    by = given.get("by", told.manager.hat())
    return incidents.open_incident(incident=incident, by=by)


def warned(told):
    with clock.frozen_at(NOON + timedelta(hours=50)):
        return warning.warn_of_incidents(area_id=told.area.pk, by=SYSTEM)


def brought_to(told, status) -> Incident:
    incident = reported(told)
    if status != "reported":
        decide(told, incident)
    if status in {"closed", "reopened"}:
        close(told, incident)
    if status == "reopened":
        reopen(told, incident)
    incident.refresh_from_db()
    return incident


# The action, and the status it leads to; "" where it leads nowhere.
ACTS = {
    "decide_incident": (decide, "decided"),
    "close_incident": (close, "closed"),
    "reopen_incident": (reopen, "reopened"),
    "add_incident_note": (note, ""),
    "record_telling": (tell, ""),
    "link_incident_person": (link, ""),
    "open_incident": (open_it, ""),
}
OTHER_ACTS = {
    "report_incident": lambda told, _: reported(told),
    "warn_of_incident": lambda told, _: warned(told),
}
MOVES = {name: act for name, act in ACTS.items() if act[1]}


class TestTransitions:
    def test_name_every_status(self):
        assert set(Incident.TRANSITIONS) == set(IncidentStatus)
        assert set(Incident.STANDS) == set(IncidentStatus)
        assert all(
            movers
            for moves in Incident.TRANSITIONS.values()
            for movers in moves.values()
        )

    @pytest.mark.parametrize("status", IncidentStatus)
    @pytest.mark.parametrize("name", MOVES)
    def test_are_all_there_are(self, told, name, status):
        act, end = MOVES[name]
        incident = brought_to(told, status)

        if end in Incident.TRANSITIONS[status]:
            act(told, incident)
            incident.refresh_from_db()
            assert incident.status == end
        else:
            with pytest.raises(Refused):
                act(told, incident)
            incident.refresh_from_db()
            assert incident.status == status

    @pytest.mark.parametrize("status", IncidentStatus)
    def test_are_the_steps_offered_to_the_manager_alone(self, told, status):
        incident = brought_to(told, status)

        assert steps_open_to(told.manager.hat(), incident) == set(
            Incident.TRANSITIONS[status]
        )
        assert steps_open_to(told.by, incident) == set()


class TestReporting:
    def test_seals_the_words_under_a_token_of_its_own(self, told):
        incident = reported(told, contained="Rang the neighbour.")

        assert incident.words("sealed_words") == WORDS
        assert b"letter" not in bytes(incident.sealed_words)
        assert incident.token.startswith("incident:")
        assert incident.kinds_named == [DataKind.NAMES, DataKind.HEALTH]
        contained = incident.notes.get()
        assert contained.step == Step.CONTAINED
        assert contained.words("sealed_words") == "Rang the neighbour."
        assert str(incident) == incident.reference
        assert "neighbour" not in str(contained)

    @pytest.mark.parametrize(
        ("given", "why"),
        [
            ({"words": " "}, "few words"),
            ({"aware_at": NOON + timedelta(minutes=1)}, "to come"),
            ({"happened_on": date(2026, 11, 21)}, "after we knew"),
        ],
    )
    def test_refuses_what_cannot_be(self, told, given, why):
        with pytest.raises(Refused, match=why):
            reported(told, **given)

        assert not Incident.objects.exists()

    def test_tells_the_other_managers_that_something_waits(
        self, told, django_capture_on_commit_callbacks
    ):
        other = make.membership(Role.SERVICE_MANAGER, told.area, service=told.service)
        make.membership(Role.SERVICE_MANAGER, told.area)

        with django_capture_on_commit_callbacks(execute=True):
            reported(told, by=told.manager.hat())

        assert [letter.to for letter in mail.outbox] == [[other.user.email]]
        assert "letter" not in mail.outbox[0].body
        assert Incident.objects.get().reference not in mail.outbox[0].body

    def test_tells_the_administrator_where_there_is_no_manager(
        self, told, django_capture_on_commit_callbacks
    ):
        boss = make.membership(Role.AREA_ADMINISTRATOR, told.area)
        told.manager.delete()

        with django_capture_on_commit_callbacks(execute=True):
            reported(told)

        assert [letter.to for letter in mail.outbox] == [[boss.user.email]]


class TestDeciding:
    def test_may_change_as_more_is_known(self, told):
        incident = reported(told)
        decide(told, incident, Risk.NONE)
        row = decide(told, incident, Risk.HIGH, affected=Affected.FEW)

        assert (row.risk, row.affected) == (Risk.HIGH, Affected.FEW)
        kept = [each.risk for each in incident.notes.filter(step=Step.DECIDED)]
        assert kept == [Risk.NONE, Risk.HIGH]

    def test_is_refused_over_what_somebody_wrote_meanwhile(self, told):
        incident = reported(told)
        note(told, incident)

        with pytest.raises(Refused, match="Somebody else worked on this"):
            decide(told, incident, seen=0)
        with pytest.raises(Refused, match="Somebody else worked on this"):
            close(told, incident, seen=0)

    @pytest.mark.parametrize(
        ("risk", "told_first", "closes"),
        [
            (Risk.NONE, [], True),
            (Risk.RISK, [], False),
            (Risk.RISK, [Step.REGULATOR_TOLD], True),
            (Risk.HIGH, [Step.REGULATOR_TOLD], False),
            (Risk.HIGH, [Step.PEOPLE_TOLD], False),
            (Risk.HIGH, [Step.REGULATOR_TOLD, Step.PEOPLE_TOLD], True),
        ],
    )
    def test_says_who_is_told_before_it_is_closed(self, told, risk, told_first, closes):
        incident = reported(told)
        decide(told, incident, risk)
        for step in told_first:
            tell(told, incident, step)

        if closes:
            assert close(told, incident).closed_at
        else:
            with pytest.raises(Refused, match="told first"):
                close(told, incident)


class TestTelling:
    def test_stops_the_clock(self, told):
        incident = reported(told)

        row = tell(told, incident)

        later = NOON + timedelta(hours=200)
        assert hours_words(row.countdown_at(later)) == "the regulator was told in time"
        late = countdown_of(row, NOON + timedelta(hours=80))
        assert late == "the regulator was told after the 72 hours"

    @pytest.mark.parametrize("hours", [-1, 24 * 365 * 9])
    def test_is_neither_before_we_knew_nor_to_come(self, told, hours):
        with pytest.raises(Refused, match="after we knew"):
            tell(told, reported(told), told_at=NOON + timedelta(hours=hours))

    def test_is_written_down_once(self, told):
        incident = reported(told)
        tell(told, incident)

        with pytest.raises(Refused, match="already"):
            tell(told, incident)

    @pytest.mark.parametrize("act", [tell, note, link])
    def test_and_notes_are_refused_once_it_is_closed(self, told, act):
        with pytest.raises(Refused, match="Open it again first"):
            act(told, brought_to(told, "closed"))


def countdown_of(row, told_at):
    row.regulator_told_at = told_at
    return hours_words(row.countdown_at(told_at))


class TestPeople:
    def test_are_named_by_reference_and_looked_at(self, told):
        incident = reported(told)

        link(told, incident)
        link(told, incident)

        linked = IncidentPerson.objects.get()
        assert linked.person == told.person
        assert Look.objects.filter(person=told.person, what="found").count() == 2
        assert told.person.reference not in str(linked)

    def test_that_are_not_seen_are_answered_like_those_that_are_not_there(self, told):
        elsewhere = factories.person(make.service(told.area))
        incident = reported(told)
        said = set()

        for reference in (elsewhere.reference, "ZZZZZZZZZZ"):
            with pytest.raises(Refused) as refused:
                link(told, incident, reference=reference)
            said.add(refused.value.sentence)

        assert len(said) == 1

    def test_goes_with_the_person(self, told):
        link(told, reported(told))
        told.person.delete()

        assert not IncidentPerson.objects.exists()
        assert Incident.objects.exists()


class TestEveryAct:
    @pytest.mark.parametrize("name", ACTS)
    def test_leaves_a_line_without_a_word_of_it(self, told, name):
        incident = brought_to(
            told, "closed" if name == "reopen_incident" else "decided"
        )
        ACTS[name][0](told, incident)

        entry = Entry.objects.latest("pk")
        assert entry.act == f"privacy.{name}"
        assert entry.subject == f"incident:{incident.reference}"
        assert entry.detail == {}

    @pytest.mark.parametrize("name", [*ACTS, *OTHER_ACTS])
    def test_is_undone_by_a_log_that_fails(self, told, name, monkeypatch):
        def fail(**_given):
            raise RuntimeError("no room")

        incident = brought_to(
            told, "closed" if name == "reopen_incident" else "decided"
        )
        Incident.objects.update(risk=Risk.NONE if name in ACTS else Risk.RISK)
        before = state_of(incident)
        monkeypatch.setattr(incidents, "record", fail)
        monkeypatch.setattr(warning, "record", fail)

        act = OTHER_ACTS[name] if name in OTHER_ACTS else ACTS[name][0]
        with pytest.raises(RuntimeError, match="no room"):
            act(told, incident)

        assert state_of(incident) == before

    @pytest.mark.parametrize("name", ACTS)
    def test_is_not_there_for_somebody_of_another_service(self, told, name):
        incident = brought_to(told, "decided")
        other = make.membership(Role.SERVICE_MANAGER, told.area).hat()

        with pytest.raises(Incident.DoesNotExist):
            ACTS[name][0](told, incident, by=other)

    @pytest.mark.parametrize(
        ("act", "given"),
        [
            (note, {"words": " "}),
            (decide, {"words": ""}),
            (tell, {"words": ""}),
            (close, {"lessons": " "}),
        ],
    )
    def test_needs_words(self, told, act, given):
        with pytest.raises(Refused, match="few words"):
            act(told, brought_to(told, "decided"), **given)


def state_of(incident):
    incident.refresh_from_db()
    return (
        Incident.objects.count(),
        incident.status,
        incident.risk,
        incident.regulator_told_at,
        incident.warned_of,
        incident.notes.count(),
        incident.people.count(),
        Look.objects.count(),
    )


class TestNotes:
    def test_are_never_changed_or_removed(self, told):
        row = note(told, reported(told))

        for change in (
            row.save,
            row.delete,
            IncidentNote.objects.all().delete,
            lambda: IncidentNote.objects.update(step="note"),
        ):
            with pytest.raises(NoteKept):
                change()

    def test_are_shown_with_who_and_when(self, told):
        incident = reported(told)
        decide(told, incident, Risk.RISK)
        tell(told, incident)

        decided, telling = present_notes(incident.notes.select_related("incident"))

        assert decided.risk == "A risk: the regulator has to be told"
        assert decided.who == told.manager.user.name
        assert telling.done == "20 November 2026, 5pm"


class TestVisibleTo:
    @pytest.mark.parametrize(
        ("role", "sees"),
        [
            (Role.AREA_ADMINISTRATOR, True),
            (Role.AUDITOR, True),
            (Role.COMMISSIONER, False),
            (Role.RECOVERY_CHAMPION, False),
            (Role.PEER, False),
            (Role.SERVICE_USER_REPRESENTATIVE, False),
            (Role.KEYWORKER, False),
            (Role.SERVICE_MANAGER, False),
        ],
    )
    def test_is_what_the_table_of_roles_says(self, told, role, sees):
        reported(told)
        hat = make.membership(role, told.area).hat()

        assert Incident.objects.visible_to(hat).exists() is sees
        assert can_list_incidents(hat) == (
            role
            in {
                Role.KEYWORKER,
                Role.SERVICE_MANAGER,
                Role.AREA_ADMINISTRATOR,
                Role.AUDITOR,
            }
        )

    def test_is_the_service_s_for_its_manager_and_one_s_own(self, told):
        incident = reported(told)

        for membership, sees in (
            (told.manager, True),
            (told.keyworker, True),
            (told.colleague, False),
        ):
            found = Incident.objects.visible_to(membership.hat())
            assert list(found) == ([incident] if sees else [])

    def test_ends_at_the_area(self, told):
        reported(told)
        auditor = make.membership(Role.AUDITOR, make.area()).hat()

        assert not Incident.objects.visible_to(auditor).exists()

    def test_and_words_are_apart(self, told):
        boss = make.membership(Role.AREA_ADMINISTRATOR, told.area).hat()
        auditor = make.membership(Role.AUDITOR, told.area).hat()
        asked = (
            can_read_incident,
            can_report_incident,
            can_add_to_incident,
            can_work_on_incident,
        )

        assert [may(boss) for may in asked] == [False] * 4
        assert [may(auditor) for may in asked] == [True, False, False, False]
        assert [may(told.by) for may in asked] == [True, True, True, False]
        assert [may(told.manager.hat()) for may in asked] == [True] * 4


class TestWarnings:
    def run(self, told, hours) -> list[list[str]]:
        mail.outbox.clear()
        with clock.frozen_at(NOON + timedelta(hours=hours)), told.here():
            warn_of_pressing_incidents(by=SYSTEM)
        return [letter.to for letter in mail.outbox]

    def test_come_once_when_a_day_is_left_and_once_when_it_is_over(
        self, told, django_capture_on_commit_callbacks
    ):
        reported(told)
        manager = [[told.manager.user.email]]
        found = []

        for hours in (10, 49, 60, 73, 90):
            with django_capture_on_commit_callbacks() as letters:
                self.run(told, hours)
            mail.outbox.clear()
            for letter in letters:
                letter()
            found.append([letter.to for letter in mail.outbox])

        assert found == [[], manager, [], manager, []]

    @pytest.mark.parametrize("status", ["decided", "closed"])
    def test_do_not_come_where_nobody_has_to_be_told(self, told, status):
        brought_to(told, status)
        with clock.frozen_at(NOON + timedelta(hours=100)):
            assert not warning.warn_of_incidents(area_id=told.area.pk, by=SYSTEM)

    def test_stay_within_their_area(self, told):
        reported(told)
        other = make.area()
        with clock.frozen_at(NOON + timedelta(hours=100)), within(other.pk):
            warn_of_pressing_incidents(by=SYSTEM)

        assert Incident.objects.get().warned_of == ""


class TestHomeItems:
    def test_count_the_hours_down(self, told):
        incident = reported(told)
        by = told.manager.hat()
        said = []
        for hours in (1, 60, 80):
            with clock.frozen_at(NOON + timedelta(hours=hours)):
                (item,) = incidents_waiting(by)
            said.append((item.words.partition(": ")[2], item.order))

        assert said == [
            ("71 hours left to tell the regulator", 0),
            ("12 hours left to tell the regulator", -10),
            ("the 72 hours were over 8 hours ago", -10),
        ]
        decide(told, incident)
        (item,) = incidents_waiting(by)
        assert item.words == f"Incident {incident.reference} is not closed yet"
        close(told, incident)
        assert list(incidents_waiting(by)) == []

    def test_tell_the_administrator_no_more_than_that_time_presses(self, told):
        incident = reported(told)
        boss = make.membership(Role.AREA_ADMINISTRATOR, told.area).hat()
        with clock.frozen_at(NOON + timedelta(hours=10)):
            assert list(incidents_overdue(boss)) == []
        with clock.frozen_at(NOON + timedelta(hours=60)):
            (item,) = incidents_overdue(boss)

        assert item.words == "Incidents whose 72 hours press: 1"
        assert incident.reference not in item.address


class TestConstraints:
    @pytest.mark.parametrize(
        "values",
        [
            {"status": "closed"},
            {"status": "closed", "closed_at": NOON},
            {"closed_at": NOON},
            {"aware_at": NOON + timedelta(days=1)},
        ],
    )
    def test_hold_closing_and_times_together(self, told, values):
        incident = reported(told)

        with pytest.raises(IntegrityError), transaction.atomic():
            Incident.objects.filter(pk=incident.pk).update(**values)
