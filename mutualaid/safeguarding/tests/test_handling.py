from datetime import UTC, datetime

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from mutualaid.activity_log.models import Entry
from mutualaid.core import clock
from mutualaid.core.refusal import Refused
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories
from mutualaid.safeguarding import actions
from mutualaid.safeguarding.actions import confidence
from mutualaid.safeguarding.models import (
    Concern,
    ConcernAbout,
    ConcernNote,
    ConcernStatus,
    Hand,
    Outcome,
)
from mutualaid.safeguarding.models.notes import NoteChangedError
from mutualaid.safeguarding.permissions import can_ever_bring, steps_open_to

from .factories import hat_of

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def the_lead(world):
    return hat_of(world.manager)


def a_manager(world):
    """The service's manager who is no lead."""
    return hat_of(
        factories.membership(Role.SERVICE_MANAGER, world.area, service=world.service)
    )


def brought_to(world, status, **given):
    """A concern in this status."""
    concern, by = world.raises(**given), the_lead(world)
    if status != "raised":
        actions.mark_seen(concern=concern, by=by)
    if status in {"acted-on", "closed", "reopened"}:
        actions.say_what_was_done(concern=concern, words="Spoke to both.", by=by)
    if status in {"closed", "reopened"}:
        outcome = Outcome.ADVICE
        actions.close_concern(concern=concern, outcome=outcome, words="Done.", by=by)
    if status == "reopened":
        actions.reopen_concern(concern=concern, words="More.", by=by)
    concern.refresh_from_db()
    return concern


# The action, what it takes, where it starts and where it leads.
STEPS = {
    "mark_seen": ({}, "raised", "seen"),
    "say_what_was_done": ({"words": "Spoke."}, "seen", "acted-on"),
    "close_concern": ({"words": "Done.", "outcome": Outcome.POLICE}, "acted-on", "closed"),
    "reopen_concern": ({"words": "More came up."}, "closed", "reopened"),
}  # fmt: skip
OTHERS = {
    "open_concern": {},
    "add_note": {"words": "Rang back."},
}
STEP_NAMES = sorted(STEPS)


class TestTransitions:
    def test_name_every_status(self):
        assert set(Concern.TRANSITIONS) == set(ConcernStatus)
        assert set(Concern.STANDS) == set(ConcernStatus)

    @pytest.mark.parametrize("status", ConcernStatus)
    @pytest.mark.parametrize("name", STEP_NAMES)
    def test_are_all_there_are(self, world, name, status):
        given, _, end = STEPS[name]
        concern = brought_to(world, status)

        if end in Concern.TRANSITIONS[status]:
            getattr(actions, name)(concern=concern, by=the_lead(world), **given)
            concern.refresh_from_db()
            assert concern.status == end
        else:
            with pytest.raises(Refused):
                getattr(actions, name)(concern=concern, by=the_lead(world), **given)
            concern.refresh_from_db()
            assert concern.status == status

    @pytest.mark.parametrize("status", ConcernStatus)
    def test_are_the_steps_that_a_lead_is_offered(self, world, status):
        concern = brought_to(world, status)

        steps = steps_open_to(the_lead(world), concern)

        assert steps == set(Concern.TRANSITIONS[status])

    def test_of_a_manager_are_one(self, world):
        by = a_manager(world)
        offered = [
            steps_open_to(by, brought_to(world, status, words=status))
            for status in ("seen", "acted-on", "closed", "reopened")
        ]

        assert offered == [{"acted-on"}, set(), set(), {"acted-on"}]

    @pytest.mark.parametrize("name", ["close_concern", "reopen_concern"])
    def test_are_refused_to_a_manager(self, world, name):
        given, start, end = STEPS[name]
        concern, by = brought_to(world, start), a_manager(world)

        with pytest.raises(Refused, match="named lead or a deputy"):
            getattr(actions, name)(concern=concern, by=by, **given)

        assert not can_ever_bring(by, concern, end)
        assert can_ever_bring(the_lead(world), concern, end)

    def test_one_is_a_managers_too(self, world):
        concern, by = brought_to(world, "seen"), a_manager(world)

        actions.say_what_was_done(concern=concern, words="Moved the visit.", by=by)

        concern.refresh_from_db()
        assert concern.status == "acted-on"

    def test_name_only_known_hands(self):
        hands = [
            hand for table in Concern.TRANSITIONS.values() for hand in table.values()
        ]
        assert all(each and each <= set(Hand) for each in hands)


class TestSteps:
    @pytest.mark.parametrize("name", STEP_NAMES)
    def test_leave_a_note_and_a_confidential_line(self, world, name):
        given, start, end = STEPS[name]
        concern, by = brought_to(world, start), the_lead(world)

        with clock.frozen_at(NOON):
            getattr(actions, name)(concern=concern, by=by, **given)

        note = ConcernNote.objects.get(written_at=NOON)
        assert note.came_to == end
        assert note.written_by_id == by.user_id
        assert note.words("sealed_words") == given.get("words", "")
        entry = Entry.objects.latest("pk")
        assert entry.act == f"safeguarding.{name}"
        assert entry.is_confidential
        assert (entry.subject, entry.detail) == (f"concern:{concern.reference}", {})

    @pytest.mark.parametrize("name", sorted(OTHERS))
    def test_that_change_nothing_are_logged_too(self, world, name):
        concern = world.raises()

        getattr(actions, name)(concern=concern, by=the_lead(world), **OTHERS[name])

        concern.refresh_from_db()
        assert concern.status == "raised"
        entry = Entry.objects.latest("pk")
        assert entry.act == f"safeguarding.{name}"
        assert entry.is_confidential

    @pytest.mark.parametrize("name", [*STEP_NAMES, *sorted(OTHERS)])
    def test_are_undone_by_a_log_that_fails(self, world, monkeypatch, name):
        given, start, _ = STEPS.get(name, (OTHERS.get(name), "raised", ""))
        concern, by = brought_to(world, start), the_lead(world)
        notes = ConcernNote.objects.count()

        def fail(**_):
            raise RuntimeError("no room")

        monkeypatch.setattr(confidence, "record", fail)
        with pytest.raises(RuntimeError, match="no room"), transaction.atomic():
            getattr(actions, name)(concern=concern, by=by, **given)

        concern.refresh_from_db()
        assert concern.status == start
        assert ConcernNote.objects.count() == notes

    @pytest.mark.parametrize("name", [*STEP_NAMES, *sorted(OTHERS)])
    def test_are_not_there_for_somebody_who_no_longer_sees_it(self, world, name):
        given, start, _ = STEPS.get(name, (OTHERS.get(name), "raised", ""))
        concern, by = brought_to(world, start), the_lead(world)
        world.lead.ended_at = NOON
        world.lead.save()
        ConcernAbout.objects.create(
            area=world.area,
            concern=concern,
            user=world.manager.user,
            added_by=world.writer.user,
            added_at=NOON,
        )

        with pytest.raises(Concern.DoesNotExist):
            getattr(actions, name)(concern=concern, by=by, **given)

    @pytest.mark.parametrize(
        "name", ["add_note", "say_what_was_done", "close_concern", "reopen_concern"]
    )
    def test_need_words(self, world, name):
        given, start, _ = STEPS.get(name, (OTHERS.get(name), "raised", ""))
        concern = brought_to(world, start)

        with pytest.raises(Refused, match="in a few words"):
            getattr(actions, name)(
                concern=concern, by=the_lead(world), **{**given, "words": " "}
            )

    def test_keep_what_came_of_it_until_it_is_opened_again(self, world):
        with clock.frozen_at(NOON):
            concern = brought_to(world, "closed")
        assert (concern.closed_at, concern.outcome) == (NOON, Outcome.ADVICE)

        actions.reopen_concern(concern=concern, words="More.", by=the_lead(world))

        concern.refresh_from_db()
        assert (concern.closed_at, concern.outcome) == (None, "")


class TestAddPerson:
    def test_keeps_who_added_whom(self, world):
        concern = world.raises(about=[])
        by = the_lead(world)

        actions.add_person(concern=concern, user=world.colleague.user, by=by)
        actions.add_person(concern=concern, user=world.colleague.user, by=by)

        about = ConcernAbout.objects.get()
        assert (about.user, about.added_by_id) == (world.colleague.user, by.user_id)
        assert Entry.objects.latest("pk").is_confidential

    def test_asks_for_a_new_concern_about_its_writer_or_oneself(self, world):
        concern, by = world.raises(), the_lead(world)

        for user in (world.writer.user, world.manager.user):
            with pytest.raises(Refused, match="new concern"):
                actions.add_person(concern=concern, user=user, by=by)

    def test_takes_no_stranger(self, world):
        with pytest.raises(Refused, match="from the list"):
            actions.add_person(
                concern=world.raises(), user=factories.person(), by=the_lead(world)
            )

    def test_tells_whoever_comes_next_and_says_nothing(
        self, world, django_capture_on_commit_callbacks
    ):
        concern = world.raises()
        by = hat_of(world.other_manager)

        with django_capture_on_commit_callbacks(execute=True):
            actions.add_person(concern=concern, user=world.colleague.user, by=by)
        assert [letter.to for letter in mail.outbox] == [[world.manager.user.email]]

        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            actions.add_person(concern=concern, user=world.manager.user, by=by)
        assert mail.outbox == []

    def test_tells_the_area_where_the_post_has_nobody_left(
        self, world, django_capture_on_commit_callbacks
    ):
        world.deputy.ended_at = NOON
        world.deputy.save()
        concern = brought_to(world, "seen")

        with django_capture_on_commit_callbacks(execute=True):
            actions.add_person(
                concern=concern, user=world.manager.user, by=a_manager(world)
            )

        assert [letter.to for letter in mail.outbox] == [
            [world.commissioner.user.email]
        ]

    def test_tells_nobody_where_nobody_is_left(
        self, world, django_capture_on_commit_callbacks
    ):
        for lead in (world.deputy, world.area_lead):
            lead.ended_at = NOON
            lead.save()
        concern = brought_to(world, "seen")

        with django_capture_on_commit_callbacks(execute=True):
            actions.add_person(
                concern=concern, user=world.manager.user, by=a_manager(world)
            )

        assert mail.outbox == []

    def test_is_undone_by_a_log_that_fails(self, world, monkeypatch):
        concern = world.raises(about=[])

        def fail(**_):
            raise RuntimeError("no room")

        monkeypatch.setattr(confidence, "record", fail)
        with pytest.raises(RuntimeError, match="no room"), transaction.atomic():
            actions.add_person(
                concern=concern, user=world.colleague.user, by=the_lead(world)
            )

        assert not ConcernAbout.objects.exists()


class TestNotes:
    def test_are_never_changed_or_removed(self, world):
        note = actions.add_note(
            concern=world.raises(), words="Rang back.", by=the_lead(world)
        )

        for change in (
            note.save,
            note.delete,
            ConcernNote.objects.all().delete,
            lambda: ConcernNote.objects.update(sealed_words=b""),
        ):
            with pytest.raises(NoteChangedError):
                change()

    def test_and_rows_say_little_of_themselves(self, world):
        concern = world.raises()
        note = actions.add_note(concern=concern, words="Rang back.", by=the_lead(world))

        said = f"{concern} {note} {concern.about.get()} {world.lead}"

        assert "Rang" not in said
        assert world.colleague.user.name not in said


class TestConstraints:
    @pytest.mark.parametrize(
        "values",
        [
            {"status": "closed"},
            {"outcome": "advice"},
            {"closed_at": NOON},
            {"status": "closed", "closed_at": NOON},
            {"sealed_words": b""},
        ],
    )
    def test_hold_closing_and_words_together(self, world, values):
        concern = world.raises()

        with pytest.raises(IntegrityError), transaction.atomic():
            Concern.objects.filter(pk=concern.pk).update(**values)
