from datetime import date, timedelta

import pytest
from django.core import mail

from mutualaid.activity_log.models import Entry
from mutualaid.core import clock
from mutualaid.core.actor import system_actor
from mutualaid.core.area import within
from mutualaid.core.refusal import Refused
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as places
from mutualaid.privacy import erasing
from mutualaid.privacy.models import (
    AttachedCorrection,
    IdentityCheck,
    KeptBecause,
    Person,
    RightsDecision,
    RightsKind,
    RightsRequest,
    RightsStatus,
)
from mutualaid.privacy.rights.actions import (
    corrections,
    erasure,
    reminding,
    rights,
)
from mutualaid.privacy.rights.duties import forget_requests_of_nobody
from mutualaid.privacy.shelves import Shelf

from . import factories

pytestmark = pytest.mark.django_db
BY = system_actor("tests")
RECORD_STAYS = {
    Shelf.IDENTITY: KeptBecause.CARE_RECORD,
    Shelf.RECORD: KeptBecause.CARE_RECORD,
}


@pytest.fixture(autouse=True)
def _own_vault(settings, tmp_path) -> None:
    settings.VAULT_DIR = tmp_path / "vault"


@pytest.fixture
def service():
    return places.service(places.area())


@pytest.fixture
def manager(service):
    return places.membership(Role.SERVICE_MANAGER, service.area, service=service)


@pytest.fixture
def person(service):
    return factories.person(service)


@pytest.fixture
def ask(person, manager):
    """Writes a request down, of a kind and so many days ago."""

    def asked(kind=RightsKind.ACCESS, days=0, **values) -> RightsRequest:
        given = {
            "person": person,
            "kind": kind,
            "words": "All of it",
            "identity_check": IdentityCheck.KNOWN,
            "received_on": clock.today() - timedelta(days=days),
            "by": manager.hat(),
        }
        return rights.open_request(**{**given, **values})

    return asked


def fails(*_given, **_named):
    raise RuntimeError("the log is full")


class TestOpenRequest:
    def test_keeps_what_they_said_sealed(self, ask):
        asked = RightsRequest.objects.get(pk=ask().pk)

        assert asked.words("sealed_words") == "All of it"
        assert b"All of it" not in bytes(asked.sealed_words)

    def test_says_in_the_log_that_there_is_one_and_nothing_of_it(self, ask, person):
        asked = ask()

        line = Entry.objects.get(act="privacy.open_rights_request")
        assert line.subject == f"rights-request:{asked.reference}"
        assert set(line.detail) == {"due_on"}

    def test_refuses_a_day_that_is_still_ahead(self, ask):
        with pytest.raises(Refused, match="still ahead"):
            ask(days=-1)

    def test_a_log_that_fails_undoes_it(self, ask, monkeypatch):
        monkeypatch.setattr(rights, "record", fails)

        with pytest.raises(RuntimeError):
            ask()

        assert not RightsRequest.objects.exists()


class TestExtendRequest:
    def test_gives_two_months_more_with_the_reason(self, ask, manager):
        with clock.frozen_at(clock.now().replace(year=2026, month=11, day=5)):
            asked = ask()
            rights.extend_request(request=asked, reason="So much", by=manager.hat())

        asked.refresh_from_db()
        assert asked.due_on == date(2027, 2, 5)
        assert asked.words("sealed_extension") == "So much"

    def test_is_done_once(self, ask, manager):
        asked = ask()
        rights.extend_request(request=asked, reason="So much", by=manager.hat())

        with pytest.raises(Refused, match="already"):
            rights.extend_request(request=asked, reason="More", by=manager.hat())

    def test_comes_too_late_once_the_day_is_over(self, ask, manager):
        with pytest.raises(Refused, match="is over"):
            rights.extend_request(
                request=ask(days=60), reason="So much", by=manager.hat()
            )

    def test_is_nothing_for_what_has_ended(self, ask, manager):
        asked = ask()
        rights.answer_request(request=asked, words="Here", by=manager.hat())

        with pytest.raises(Refused, match="has been answered"):
            rights.extend_request(request=asked, reason="More", by=manager.hat())

    def test_a_log_that_fails_undoes_it(self, ask, manager, monkeypatch):
        asked = ask()
        monkeypatch.setattr(rights, "record", fails)

        with pytest.raises(RuntimeError):
            rights.extend_request(request=asked, reason="So much", by=manager.hat())

        asked.refresh_from_db()
        assert not asked.is_extended


ENDINGS = {
    RightsStatus.ANSWERED: rights.answer_request,
    RightsStatus.REFUSED: rights.refuse_request,
    RightsStatus.WITHDRAWN: rights.withdraw_request,
}


@pytest.mark.parametrize(("status", "end"), ENDINGS.items())
class TestEndings:
    def test_keep_what_they_were_told_and_by_whom(self, ask, manager, status, end):
        asked = ask()

        end(request=asked, words="Here it is", by=manager.hat())

        asked.refresh_from_db()
        assert (asked.status, asked.answered_by) == (status, manager)
        assert asked.words("sealed_answer") == "Here it is"

    def test_are_final(self, ask, manager, status, end):
        asked = ask()
        end(request=asked, words="Here it is", by=manager.hat())

        for again in ENDINGS.values():
            with pytest.raises(Refused):
                again(request=asked, words="Otherwise", by=manager.hat())

    def test_are_undone_by_a_log_that_fails(
        self, ask, manager, status, end, monkeypatch
    ):
        asked = ask()
        monkeypatch.setattr(rights, "record", fails)

        with pytest.raises(RuntimeError):
            end(request=asked, words="Here it is", by=manager.hat())

        asked.refresh_from_db()
        assert asked.is_open


class TestTransitions:
    def test_lead_from_open_to_each_end_and_nowhere_else(self):
        moves = {
            (start, end)
            for start, ends in RightsRequest.TRANSITIONS.items()
            for end in ends
        }

        assert set(RightsRequest.TRANSITIONS) == set(RightsStatus)
        assert moves == {(RightsStatus.OPEN, end) for end in ENDINGS}
        assert set(RightsRequest.STANDS) == set(RightsStatus)


class TestDecideErasure:
    def test_writes_down_each_shelf_with_its_reason(self, ask, manager):
        asked = ask(RightsKind.ERASURE)

        erasure.decide_erasure(
            request=asked, kept=RECORD_STAYS, words="Some went", by=manager.hat()
        )

        told = dict(asked.decisions.values_list("shelf", "because"))
        assert told == {
            "identity": "care-record",
            "record": "care-record",
            "contact": "",
            "company": "",
            "journal": "",
        }

    def test_is_only_for_who_asked_for_it(self, ask, manager):
        with pytest.raises(Refused, match="does not ask"):
            erasure.decide_erasure(request=ask(), kept={}, words="", by=manager.hat())

    def test_is_done_once(self, ask, manager):
        asked = ask(RightsKind.ERASURE)
        given = {"request": asked, "kept": RECORD_STAYS, "by": manager.hat()}
        erasure.decide_erasure(words="Some went", **given)

        with pytest.raises(Refused, match="has been answered"):
            erasure.decide_erasure(words="Again", **given)

    def test_erases_nothing_while_there_is_a_hold(self, ask, manager, person):
        asked = ask(RightsKind.ERASURE)
        factories.hold(person, manager)

        with pytest.raises(Refused, match="hold"):
            erasure.decide_erasure(
                request=asked, kept=RECORD_STAYS, words="", by=manager.hat()
            )

        assert not RightsDecision.objects.exists()

    def test_may_keep_everything_whatever_is_held(self, ask, manager, person):
        asked = ask(RightsKind.ERASURE)
        factories.hold(person, manager)
        kept = dict.fromkeys(
            (*RECORD_STAYS, Shelf.CONTACT, Shelf.COMPANY, Shelf.JOURNAL),
            KeptBecause.HOLD,
        )

        erasure.decide_erasure(
            request=asked, kept=kept, words="It stays", by=manager.hat()
        )

        assert not asked.decisions.filter(is_erased=True).exists()

    def test_of_everything_leaves_dates_alone(self, ask, manager, person):
        asked, other = ask(RightsKind.ERASURE), ask(RightsKind.ACCESS)

        erasure.decide_erasure(request=asked, kept={}, words="", by=manager.hat())

        asked.refresh_from_db()
        assert not Person.objects.filter(pk=person.pk).exists()
        assert not RightsRequest.objects.filter(pk=other.pk).exists()
        assert (asked.person, bytes(asked.sealed_words)) == (None, b"")
        with pytest.raises(Refused, match="has been erased"):
            rights.answer_request(request=asked, words="Here", by=manager.hat())

    def test_that_is_cut_off_is_finished_by_deciding_again(
        self, ask, manager, monkeypatch
    ):
        asked = ask(RightsKind.ERASURE)
        given = {"request": asked, "kept": {}, "words": "", "by": manager.hat()}
        with monkeypatch.context() as patch:
            patch.setattr(erasing, "record", fails)
            with pytest.raises(RuntimeError):
                erasure.decide_erasure(**given)
        asked.refresh_from_db()
        assert asked.is_open

        erasure.decide_erasure(**given)

        asked.refresh_from_db()
        assert asked.person is None

    def test_a_log_that_fails_erases_nothing(self, ask, manager, person, monkeypatch):
        asked = ask(RightsKind.ERASURE)
        monkeypatch.setattr(erasure, "record", fails)

        with pytest.raises(RuntimeError):
            erasure.decide_erasure(request=asked, kept={}, words="", by=manager.hat())

        asked.refresh_from_db()
        assert asked.words("sealed_words") == "All of it"
        assert asked.is_open


class TestAttachCorrection:
    def given(self, person, manager):
        return {
            "person": person,
            "about": "privacy.Person",
            "row": str(person.pk),
            "words": "It was in May",
            "by": manager.hat(),
        }

    def test_keeps_their_words_sealed(self, person, manager):
        made = corrections.attach_correction(**self.given(person, manager))

        assert made.words("sealed_words") == "It was in May"
        line = Entry.objects.get(act="privacy.attach_correction")
        assert (line.subject, line.detail) == (person.token, {})

    def test_a_log_that_fails_undoes_it(self, person, manager, monkeypatch):
        monkeypatch.setattr(corrections, "record", fails)

        with pytest.raises(RuntimeError):
            corrections.attach_correction(**self.given(person, manager))

        assert not AttachedCorrection.objects.exists()


class TestReminding:
    def remind(self, service) -> int:
        return reminding.remind_of_requests(area=service.area, by=BY)

    def test_writes_to_the_manager_once_before_and_once_after(
        self, ask, service, manager, django_capture_on_commit_callbacks
    ):
        asked = ask(days=28)
        with django_capture_on_commit_callbacks(execute=True):
            assert [self.remind(service), self.remind(service)] == [1, 0]
        (letter,) = mail.outbox
        assert letter.to == [manager.user.email]
        for hidden in (asked.reference, asked.printed, asked.person.reference):
            assert hidden not in letter.body

        with clock.frozen_at(clock.now() + timedelta(days=30)):
            assert [self.remind(service), self.remind(service)] == [1, 0]

    def test_leaves_alone_what_has_time_or_has_ended(self, ask, service, manager):
        ask()
        rights.answer_request(request=ask(days=40), words="Here", by=manager.hat())

        assert self.remind(service) == 0

    def test_a_log_that_fails_undoes_it(self, ask, service, manager, monkeypatch):
        asked = ask(days=28)
        monkeypatch.setattr(reminding, "record", fails)

        with pytest.raises(RuntimeError):
            self.remind(service)

        asked.refresh_from_db()
        assert asked.reminded_on is None


class TestForgetRequestsOfNobody:
    def test_lets_the_dates_go_a_year_later(self, ask, manager, service):
        asked = ask(RightsKind.ERASURE)
        stays = ask(person=factories.person(service))
        erasure.decide_erasure(request=asked, kept={}, words="", by=manager.hat())
        area = within(service.area_id)
        with area:
            forget_requests_of_nobody(by=BY)
        assert RightsRequest.objects.count() == 2

        later = clock.now() + timedelta(days=367)
        with clock.frozen_at(later), within(service.area_id):
            forget_requests_of_nobody(by=BY)

        assert list(RightsRequest.objects.all()) == [stays]
