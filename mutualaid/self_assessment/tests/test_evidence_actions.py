"""Bringing evidence, deciding about readings, taking it back: each with its line in the log."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from threading import Barrier as Start

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connections, transaction

from mutualaid.activity_log.models import Entry
from mutualaid.core import clock
from mutualaid.core.area import within
from mutualaid.core.refusal import Refused
from mutualaid.directory.tests import factories as directory
from mutualaid.documents.models import StoredFile
from mutualaid.documents.tests import files
from mutualaid.improvement_plan.actions import barriers
from mutualaid.improvement_plan.models import Barrier, BarrierKind
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.roles import Role
from mutualaid.organisations.tests import factories as people
from mutualaid.self_assessment.actions import evidence as actions
from mutualaid.self_assessment.evidence_given import Given
from mutualaid.self_assessment.models import (
    AgreedRating,
    Evidence,
    EvidenceKind,
    EvidenceStatus,
    Rater,
    RaterKind,
    RaterStatus,
    Rating,
    Round,
    RoundStatus,
)
from mutualaid.self_assessment.permissions import can_withdraw_evidence
from mutualaid.self_assessment.reading import parts_with_evidence

from . import factories

PART = "1.4"
READING = "directory.days_in_person"
NOTHING_READ = "directory.days_online"


@dataclass(frozen=True)
class Scene:
    """A round being rated, in an area with one meeting, and three who take part."""

    opened: Round
    lead: Hat
    other: Hat
    rater: Rater

    def note(self, **values) -> Evidence:
        by = {} if "rater" in values else {"by": self.other}
        return actions.add_evidence(
            opened=self.opened,
            part_key=values.pop("part_key", PART),
            given=Given(
                EvidenceKind.NOTE,
                values.pop("day", clock.today()),
                words=values.pop("words", "Told in the meeting."),
            ),
            **{**by, **values},
        )

    def add(self, **given) -> Evidence:
        told = Given(relates_to=clock.today(), **given)
        return actions.add_evidence(
            opened=self.opened, part_key=PART, given=told, by=self.other
        )

    def keep(self, key: str = READING, part_key: str = PART, **by) -> Evidence:
        return actions.keep_reading(
            opened=self.opened,
            part_key=part_key,
            indicator_key=key,
            by=by.get("by", self.other),
        )

    def refuse(self, reason: str = "Sunday is missing.", **by) -> Evidence:
        return actions.refuse_reading(
            opened=self.opened,
            part_key=PART,
            indicator_key=READING,
            reason=reason,
            by=by.get("by", self.other),
        )

    def withdraw(self, evidence: Evidence, reason: str = "Mixed up.", **by) -> Evidence:
        return actions.withdraw_evidence(
            evidence=evidence, reason=reason, by=by.get("by", self.other)
        )

    def barrier(self, **values) -> Barrier:
        given = {
            "statement_key": PART,
            "kind": BarrierKind.PLACE,
            "words": "No bus.",
            "by": self.other,
        }
        return actions.add_round_barrier(opened=self.opened, **{**given, **values})


def a_scene() -> Scene:
    area = directory.an_area()
    directory.a_meeting()
    opened = factories.assessment_round(area)
    return Scene(
        opened=opened,
        lead=opened.opened_by.hat(),
        other=people.membership(Role.KEYWORKER, area).hat(),
        rater=factories.rater(opened, kind=RaterKind.GROUP),
    )


@pytest.fixture
def scene(db, settings, tmp_path) -> Scene:
    settings.FILES_DIR = tmp_path
    return a_scene()


class TestAddEvidence:
    def test_keeps_what_a_note_says_and_the_day_it_tells_of(self, scene) -> None:
        day = clock.today() - timedelta(days=30)
        note = scene.note(day=day, words="  Said so. ")
        assert (note.kind, note.words, note.relates_to) == ("note", "Said so.", day)
        assert (note.added_by_id, note.rater) == (scene.other.membership_id, None)

    def test_keeps_an_address(self, scene) -> None:
        link = scene.add(kind=EvidenceKind.LINK, address=" HTTPS://a.example/x ")
        assert link.address.lower() == "https://a.example/x"

    @pytest.mark.parametrize("address", ["javascript:alert(1)", "", "data:text/html,x"])
    def test_no_other_address(self, scene, address) -> None:
        with pytest.raises(Refused, match="Write the address in full"):
            scene.add(kind=EvidenceKind.LINK, address=address)

    def test_keeps_a_file(self, scene) -> None:
        upload = SimpleUploadedFile("a.pdf", files.PDF)
        given = scene.add(kind=EvidenceKind.FILE, upload=upload, words="Minutes.")
        assert given.file == StoredFile.objects.get()
        assert [each.act for each in Entry.objects.order_by("pk")][-2:] == [
            "documents.keep_file",
            "self_assessment.add_evidence",
        ]

    def test_needs_a_file(self, scene) -> None:
        with pytest.raises(Refused, match="Choose a file"):
            scene.add(kind=EvidenceKind.FILE)

    def test_needs_a_note(self, scene) -> None:
        with pytest.raises(Refused, match="Write the note"):
            scene.note(words=" ")

    def test_no_day_to_come(self, scene) -> None:
        with pytest.raises(Refused, match="still to come"):
            scene.note(day=clock.today() + timedelta(days=1))

    def test_no_unknown_part(self, scene) -> None:
        for key in ("9.9", "1.2"):
            with pytest.raises(Refused, match="no such statement"):
                scene.note(part_key=key)

    def test_is_brought_by_somebody(self, scene) -> None:
        with pytest.raises(ValueError, match="by somebody"):
            scene.note(by=None)

    def test_logs_no_words(self, scene) -> None:
        note = scene.note(words="Somebody said so.")
        entry = Entry.objects.latest("pk")
        assert (entry.act, entry.subject) == (
            "self_assessment.add_evidence",
            f"evidence:{note.reference}",
        )
        assert entry.detail == {"part": PART, "kind_of_evidence": "note"}


class TestRatersWithoutAnAccount:
    def test_add_a_note(self, scene) -> None:
        note = scene.note(rater=scene.rater)
        assert (note.rater, note.added_by) == (scene.rater, None)
        assert Entry.objects.latest("pk").actor == f"rater:{scene.rater.reference}"

    def test_add_nothing_else(self, scene) -> None:
        given = Given(EvidenceKind.LINK, clock.today(), address="https://a.example/")
        with pytest.raises(Refused, match="You can add a note"):
            actions.add_evidence(
                opened=scene.opened, part_key=PART, given=given, rater=scene.rater
            )

    def test_only_where_they_are_asked(self, scene) -> None:
        with pytest.raises(Refused, match="not asked"):
            scene.note(rater=scene.rater, part_key="5.1")

    def test_only_in_their_round_and_while_they_take_part(self, scene) -> None:
        over = factories.assessment_round(
            scene.opened.area, status=RoundStatus.ABANDONED
        )
        stranger = factories.rater(over, kind=RaterKind.GROUP)
        gone = factories.rater(
            scene.opened, kind=RaterKind.GROUP, status=RaterStatus.WITHDRAWN
        )
        for rater in (stranger, gone):
            with pytest.raises(Refused, match="not asked"):
                scene.note(rater=rater)
            with pytest.raises(Refused, match="not asked"):
                scene.barrier(rater=rater, by=None)

    def test_find_a_barrier(self, scene) -> None:
        barrier = scene.barrier(rater=scene.rater, by=None)
        assert barrier.found_by is None


class TestReadings:
    def test_are_kept_as_they_stand(self, scene) -> None:
        kept = scene.keep()
        assert (kept.kind, kept.status) == ("reading", "kept")
        assert (kept.numerator, kept.denominator) == (1, None)
        assert "1 of 7" in kept.words
        directory.a_meeting(weekday=3, name="Another")
        assert "1 of 7" in Evidence.objects.get().words

    def test_are_not_right_because(self, scene) -> None:
        refused = scene.refuse("  Sunday is missing. ")
        assert (refused.status, refused.reason) == ("not-right", "Sunday is missing.")
        assert "1 of 7" in refused.words

    def test_are_refused_with_a_reason_only(self, scene) -> None:
        with pytest.raises(Refused, match="Say why"):
            scene.refuse(" ")

    @pytest.mark.parametrize(
        ("key", "part_key"),
        [("x", PART), ("directory.verified_share", PART), (READING, "9.9")],
    )
    def test_are_those_of_the_part(self, scene, key, part_key) -> None:
        with pytest.raises(Refused, match="no such reading"):
            scene.keep(key, part_key)

    def test_say_when_there_is_nothing_to_read(self, scene, monkeypatch) -> None:
        monkeypatch.setattr(actions, "measure_now", lambda *_: {READING: None})
        with pytest.raises(Refused, match="Nothing can be read"):
            scene.keep()

    def test_that_are_not_built_cannot_be_kept(self, scene) -> None:
        with pytest.raises(Refused, match="Nothing can be read"):
            scene.keep("partnership.visits_by_fellowship", "2.5")

    def test_are_decided_about_once(self, scene) -> None:
        scene.keep()
        for again in (scene.keep, scene.refuse):
            with pytest.raises(Refused, match="in the meantime"):
                again()

    def test_can_be_decided_about_anew_once_taken_back(self, scene) -> None:
        scene.withdraw(scene.keep())
        scene.withdraw(scene.refuse(), "Sunday was there.")
        scene.keep()
        assert Evidence.objects.count() == 3
        assert Evidence.objects.filter(reason="Sunday is missing.").exists()

    def test_the_database_keeps_to_one_as_well(self, scene) -> None:
        kept = scene.keep()
        kept.pk, kept.reference = None, "2222222222"
        with pytest.raises(IntegrityError), transaction.atomic():
            kept.save(force_insert=True)

    def test_never_set_a_rating(self, scene) -> None:
        scene.keep()
        scene.withdraw(scene.note())
        assert not Rating.objects.exists()
        assert not AgreedRating.objects.exists()


class TestWithdrawEvidence:
    def test_keeps_the_row_and_says_why(self, scene) -> None:
        back = scene.withdraw(scene.note(), " Mixed up. ")
        assert (back.status, back.withdrawn_because) == ("withdrawn", "Mixed up.")
        assert back.words == "Told in the meeting."

    def test_is_for_who_added_it_and_the_commissioner(self, scene) -> None:
        note = scene.note()
        third = people.membership(Role.KEYWORKER, scene.opened.area).hat()
        auditor = people.membership(Role.AUDITOR, scene.opened.area).hat()
        for by in (third, auditor):
            with pytest.raises(Refused, match="Whoever added this"):
                scene.withdraw(note, by=by)
        assert scene.withdraw(note, by=scene.lead).status == EvidenceStatus.WITHDRAWN

    def test_is_never_for_who_only_reads(self, scene) -> None:
        """Not even what carries their name."""
        reader = people.membership(Role.AUDITOR, scene.opened.area)
        note = factories.evidence(scene.opened, PART, added_by=reader)
        assert not can_withdraw_evidence(reader.hat(), note)

    def test_needs_a_reason_and_happens_once(self, scene) -> None:
        note = scene.note()
        with pytest.raises(Refused, match="Say why"):
            scene.withdraw(note, "")
        scene.withdraw(note)
        with pytest.raises(Refused, match="already"):
            scene.withdraw(note)


class TestAddRoundBarrier:
    def test_says_where_it_was_found(self, scene) -> None:
        barrier = scene.barrier()
        assert barrier.found_in == scene.opened.reference
        assert barrier.found_by_id == scene.other.membership_id

    def test_is_about_a_statement_of_the_round(self, scene) -> None:
        with pytest.raises(Refused, match="no such statement"):
            scene.barrier(statement_key="9.9")


class TestWhatCounts:
    def test_is_what_tells_of_the_round(self, scene) -> None:
        before = scene.opened.evidence_from - timedelta(days=1)
        scene.note(day=before)
        assert parts_with_evidence(scene.opened) == set()
        scene.refuse()
        assert parts_with_evidence(scene.opened) == set()
        note = scene.note(day=scene.opened.evidence_from)
        assert parts_with_evidence(scene.opened) == {PART}
        scene.withdraw(note)
        assert parts_with_evidence(scene.opened) == set()


ACTS: dict[str, Callable[[Scene], object]] = {
    "add": lambda scene: scene.note(),
    "file": lambda scene: scene.add(
        kind=EvidenceKind.FILE, upload=SimpleUploadedFile("a.pdf", files.PDF)
    ),
    "keep": lambda scene: scene.keep(),
    "refuse": lambda scene: scene.refuse(),
    "withdraw": lambda scene: scene.withdraw(Evidence.objects.get()),
    "barrier": lambda scene: scene.barrier(),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
class TestEveryAct:
    def test_that_cannot_be_logged_is_undone(self, scene, act, monkeypatch) -> None:
        given = factories.evidence(scene.opened, PART, words="Before.")
        given.added_by_id = scene.other.membership_id
        given.save()

        def broken(**_values: object) -> None:
            raise RuntimeError

        monkeypatch.setattr(actions, "record", broken)
        monkeypatch.setattr(barriers, "record", broken)
        with pytest.raises(RuntimeError), transaction.atomic():
            act(scene)
        assert [each.status for each in Evidence.objects.all()] == ["kept"]
        assert not Barrier.objects.exists()
        assert not StoredFile.objects.exists()

    @pytest.mark.parametrize("status", [RoundStatus.SIGNED_OFF, RoundStatus.ABANDONED])
    def test_is_refused_once_the_round_is_over(self, scene, act, status) -> None:
        """Also for who opened the page before."""
        given = factories.evidence(scene.opened, PART)
        Round.objects.filter(pk=scene.opened.pk).update(status=status)
        with pytest.raises(Refused, match="This round is over"):
            act(scene)
        assert Evidence.objects.get() == given

    def test_goes_on_while_people_agree(self, scene, act) -> None:
        given = factories.evidence(scene.opened, PART)
        given.added_by_id = scene.other.membership_id
        given.save()
        Round.objects.filter(pk=scene.opened.pk).update(status=RoundStatus.AGREEING)
        act(scene)


@pytest.mark.django_db(transaction=True)
class TestTwoAtOnce:
    @pytest.mark.parametrize("second", ["keep", "refuse"])
    def test_decide_of_one_reading_once(self, second) -> None:
        scene = a_scene()
        start = Start(2)

        def refusing(by: Hat, word: str) -> object:
            start.wait(10)
            try:
                with within(scene.opened.area_id):
                    return getattr(scene, word)(by=by)
            except Refused as refusal:
                return refusal
            finally:
                connections.close_all()

        with ThreadPoolExecutor(2) as pool:
            hats, words = (scene.lead, scene.other), ("refuse", second)
            answers = list(pool.map(refusing, hats, words))
        refused = [each for each in answers if isinstance(each, Refused)]
        assert len(refused) == 1
        assert "in the meantime" in refused[0].sentence
        with within(scene.opened.area_id):
            assert Evidence.objects.count() == 1
