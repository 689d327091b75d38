from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.db import connection, transaction

from mutualaid.activity_log.models import Entry
from mutualaid.core import clock
from mutualaid.core.refusal import Refused
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories
from mutualaid.privacy.sealing import Damaged
from mutualaid.privacy.tests.forgetting import forget
from mutualaid.safeguarding.actions import confidence
from mutualaid.safeguarding.models import Concern, ConcernAbout, ConcernKind
from mutualaid.safeguarding.opening import words_of

from .factories import WORDS, hat_of

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


class TestRaiseConcern:
    def test_keeps_what_was_written_and_whom_it_is_about(self, world):
        with clock.frozen_at(NOON):
            concern = world.raises(is_danger_now=True, is_about_somebody_unlisted=True)

        kept = Concern.objects.get()
        assert kept == concern
        assert (kept.words("sealed_words"), kept.kind, kept.service) == (
            WORDS,
            ConcernKind.SAFEGUARDING,
            world.service,
        )
        assert kept.is_danger_now
        assert kept.is_about_somebody_unlisted
        assert (kept.raised_by, kept.raised_as) == (world.writer.user, Role.KEYWORKER)
        assert (kept.raised_at, kept.status) == (NOON, "raised")
        about = ConcernAbout.objects.get()
        assert (about.user, about.added_by) == (world.colleague.user, kept.raised_by)

    @pytest.mark.parametrize("role", list(Role))
    def test_is_open_to_every_role(self, world, role):
        worn = factories.membership(role, world.area)

        concern = world.raises(by=hat_of(worn))

        assert concern.raised_as == role

    def test_needs_no_words_from_somebody_who_is_not_comfortable(self, world):
        concern = world.raises(kind=ConcernKind.NOT_COMFORTABLE, words="", about=[])

        assert concern.received_by == world.lead

    def test_leaves_a_confidential_line_that_says_nothing(self, world):
        concern = world.raises()

        entry = Entry.objects.get(act="safeguarding.raise_concern")
        assert entry.is_confidential
        assert entry.subject == f"concern:{concern.reference}"
        assert entry.detail == {}
        assert entry.chain == world.area.pk

    def test_a_log_that_fails_undoes_it(self, world, monkeypatch):
        def fail(**_):
            raise RuntimeError("no room")

        monkeypatch.setattr(confidence, "record", fail)

        with pytest.raises(RuntimeError, match="no room"), transaction.atomic():
            world.raises()

        assert not Concern.objects.exists()
        assert not ConcernAbout.objects.exists()


class TestRefusals:
    def test_of_a_concern_about_oneself(self, world):
        with pytest.raises(Refused, match="person who raises it"):
            world.raises(about=[world.writer.user])

    @pytest.mark.parametrize("words", ["", "  \n "])
    def test_of_a_safeguarding_concern_without_words(self, world, words):
        with pytest.raises(Refused, match="what happened"):
            world.raises(words=words)

    def test_of_a_service_elsewhere(self, world):
        elsewhere = factories.service(factories.area())

        with pytest.raises(Refused, match="not in this area"):
            world.raises(service=elsewhere)

    def test_of_people_without_a_role_here(self, world):
        with pytest.raises(Refused, match="from the list"):
            world.raises(about=[factories.person()])

    def test_not_of_somebody_who_has_left(self, world):
        left = factories.membership(
            Role.PEER, world.area, status="ended", ended_at=NOON
        )

        assert world.raises(about=[left.user]).about.count() == 1


class TestReceiver:
    def test_is_the_services_lead(self, world):
        assert world.raises().received_by == world.lead

    def test_is_the_areas_lead_where_no_service_is_named(self, world):
        concern = world.raises(service=None)

        assert concern.received_by == world.area_lead
        assert concern.at_service is None

    def test_is_the_areas_lead_where_a_service_has_none(self, world):
        concern = world.raises(service=world.other_service)

        assert concern.received_by == world.area_lead
        assert concern.service == world.other_service
        assert concern.at_service is None

    def test_is_the_deputy_where_it_is_about_the_lead(self, world):
        concern = world.raises(about=[world.manager.user])

        assert concern.received_by == world.deputy

    def test_is_the_areas_lead_where_it_is_about_both(self, world):
        about = [world.manager.user, world.other_manager.user]

        assert world.raises(about=about).received_by == world.area_lead

    def test_is_never_the_writer(self, world):
        by = hat_of(world.manager)

        assert world.raises(by=by).received_by == world.deputy

    def test_is_not_the_writer_in_another_hat(self, world):
        second = factories.membership(
            Role.PEER, world.area, service=world.service, user=world.manager.user
        )

        assert world.raises(by=hat_of(second)).received_by == world.deputy

    def test_is_not_somebody_whose_time_or_role_has_ended(self, world):
        world.lead.ended_at = NOON
        world.lead.save()
        world.other_manager.user.is_active = False
        world.other_manager.user.save()

        assert world.raises().received_by == world.area_lead

    def test_is_nobody_where_nobody_is_left_and_the_concern_is_kept(self, world):
        about = [each.user for each in (world.manager, world.other_manager)]

        concern = world.raises(about=[*about, world.commissioner.user])

        assert concern.received_by is None
        assert Concern.objects.filter(pk=concern.pk).exists()


class TestTheSamePressTwice:
    def test_is_one_concern(self, world):
        assert world.raises() == world.raises()
        assert Concern.objects.count() == 1

    @pytest.mark.parametrize(
        "other", [{"words": "Something else."}, {"about": []}, {"service": None}]
    )
    def test_is_two_where_anything_differs(self, world, other):
        world.raises()
        world.raises(**other)

        assert Concern.objects.count() == 2

    def test_is_two_when_time_has_passed(self, world):
        with clock.frozen_at(NOON):
            world.raises()
        with clock.frozen_at(NOON + timedelta(minutes=10)):
            world.raises()

        assert Concern.objects.count() == 2

    def test_is_two_when_the_first_has_been_seen(self, world):
        first = world.raises()
        Concern.objects.filter(pk=first.pk).update(status="seen")

        assert world.raises() != first


class TestLetters:
    @pytest.fixture
    def sent(self, world, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            self.concern = world.raises()
        return {letter.to[0]: letter for letter in mail.outbox}

    def test_go_to_the_lead_and_the_writer_alone(self, world, sent):
        assert set(sent) == {world.manager.user.email, world.writer.user.email}

    def test_say_nothing_to_the_lead(self, world, sent):
        letter = sent[world.manager.user.email]

        assert letter.subject == "Something is waiting for you"
        assert letter.body == "Something is waiting for you. Sign in to see it."

    def test_give_the_writer_a_receipt_without_content(self, world, sent):
        letter = sent[world.writer.user.email]

        assert letter.subject == "Your receipt"
        assert self.concern.reference in letter.body
        assert world.manager.user.name in letter.body
        assert "within 2 days" in letter.body
        for hidden in (WORDS, world.colleague.user.name, "concern", "safeguarding"):
            assert hidden not in letter.body.lower()
            assert hidden not in letter.body

    def test_tell_the_writer_where_nobody_received_it(
        self, world, django_capture_on_commit_callbacks
    ):
        world.raises(service=None)
        world.area_lead.ended_at = NOON
        world.area_lead.save()
        mail.outbox.clear()

        with django_capture_on_commit_callbacks(execute=True):
            world.raises(service=None, words="Again.")

        (letter,) = mail.outbox
        assert letter.to == [world.writer.user.email]
        assert "waits for the next named lead" in letter.body


class TestWords:
    def test_stand_in_no_table(self, world):
        concern = world.raises(words="By the back stairs")

        with connection.cursor() as cursor:
            cursor.execute("SELECT sealed_words FROM safeguarding_concern")
            [(kept,)] = cursor.fetchall()
        assert b"stairs" not in bytes(kept)
        assert words_of(concern) == "By the back stairs"

    def test_open_for_no_other_concern(self, world):
        first = world.raises(words="By the back stairs")
        second = world.raises(words="In the car park")

        second.sealed_words = first.sealed_words

        with pytest.raises(Damaged):
            words_of(second)

    def test_whose_key_is_gone_leave_a_sentence(self, world):
        concern = world.raises()

        forget(concern.token)

        assert "can no longer be opened" in words_of(concern)
