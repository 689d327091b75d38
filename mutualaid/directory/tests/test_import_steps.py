import csv
import json
import zlib
from datetime import timedelta

import pytest

from mutualaid.activity_log.models import Entry
from mutualaid.core import clock
from mutualaid.core.refusal import Refused
from mutualaid.directory.actions import (
    apply_import,
    change_meeting,
    drop_import,
    drop_old_imports,
    import_meetings,
    importing,
    restage,
    review_local_value,
    reviewing,
    staging_runs,
)
from mutualaid.directory.import_preview import preview
from mutualaid.directory.import_problems import problems_csv
from mutualaid.directory.models import (
    DirectoryRevision,
    ImportRun,
    LocalValue,
    Meeting,
    MeetingChange,
    SourceRecord,
    Venue,
)
from mutualaid.directory.models.imports import ChangeKind, ImportStatus
from mutualaid.directory.models.meetings import MeetingStatus

from .factories import TESTER, a_fellowship, an_area
from .lists import a_record, bring_in, stage_list, take

pytestmark = pytest.mark.django_db


class TestStageImport:
    def test_keeps_redacted_rows_and_changes_nothing(self):
        revision = DirectoryRevision.current()

        run = stage_list(
            a_record(contact_1_name="Sam Sample", notes="Ring Sam on 07700 900123.")
        )

        assert run.status == ImportStatus.STAGED
        assert run.counts["new"] == 1
        kept = zlib.decompress(run.rows).decode()
        assert "Harbour Lights" in kept
        assert "Sam Sample" not in kept
        assert "900123" not in kept
        assert not SourceRecord.objects.exists()
        assert DirectoryRevision.current() == revision

    def test_of_what_is_no_list_fails_with_the_sentence(self):
        run = stage_list(data=b'[{"slug": ')

        assert (run.status, run.rows) == (ImportStatus.FAILED, None)
        assert run.problems[0]["reason"].startswith("list.json: ")

    @pytest.mark.parametrize(
        ("given", "words"),
        [
            ({"fellowship": "nobody"}, "no fellowship with the key nobody"),
            ({"timezone": "Moon/Crater"}, "no time zone called Moon/Crater"),
            ({"timezone": "../../etc/passwd"}, "no time zone"),
            ({"source_name": "  "}, "name of up to 120"),
            ({"source_name": "x" * 121}, "name of up to 120"),
        ],
    )
    def test_refuses_what_cannot_be(self, given, words):
        with pytest.raises(Refused, match=words):
            stage_list(a_record(), **given)

        assert not ImportRun.objects.exists()

    def test_a_log_that_fails_keeps_nothing(self, monkeypatch):
        fail_at(monkeypatch, staging_runs)

        with pytest.raises(RuntimeError):
            stage_list(a_record())

        assert not ImportRun.objects.exists()


def fail_at(monkeypatch, module):
    def fail(**_):
        raise RuntimeError("no room")

    monkeypatch.setattr(module, "record", fail)


SHEET = b"Group,When,Hour,Where\nDawn,Monday,7pm,Hall\nDusk,Friday,8pm,Hall\n"


class TestRestage:
    def test_reads_the_same_rows_by_another_mapping(self):
        run = stage_list(data=SHEET, file_name="list.csv")
        assert preview(run).blocked.startswith("list.csv: The sheet has no row of")

        run = again(run, mapping={"When": "day", "Hour": "time", "Where": "location"})

        assert (preview(run).blocked, run.counts["new"]) == ("", 2)
        take(run)
        assert Meeting.objects.published().count() == 2

    def test_reads_by_another_fellowship_and_time_zone(self):
        a_fellowship("na")
        run = again(stage_list(a_record()), fellowship="na", timezone="Europe/Dublin")

        take(run)

        meeting = Meeting.objects.get()
        assert (meeting.fellowship.key, meeting.timezone) == ("na", "Europe/Dublin")

    def test_of_a_settled_one_is_refused(self):
        run = stage_list(a_record())
        take(run)

        with pytest.raises(Refused, match="settled already: taken over"):
            again(run)

    @pytest.mark.parametrize(
        "given", [{"fellowship": "nobody"}, {"timezone": "Moon/Crater"}]
    )
    def test_refuses_what_cannot_be(self, given):
        with pytest.raises(Refused):
            again(stage_list(a_record()), **given)


def again(run, **given):
    usual = {"mapping": {}, "fellowship": "aa", "timezone": "Europe/London"}
    return restage(run=run, by=TESTER, **{**usual, **given})


class TestPreview:
    def test_tells_the_headings_with_samples_and_what_they_mean(self):
        run = again(stage_list(data=SHEET, file_name="l.csv"), mapping={"When": "day"})

        headings = {each.name: each for each in preview(run).headings}

        assert headings["Group"].field == "group"
        assert headings["Group"].samples == ("Dawn", "Dusk")
        assert not headings["Group"].is_mapped
        assert (headings["When"].field, headings["When"].is_mapped) == ("day", True)
        assert headings["Hour"].field == ""

    def test_tells_every_kind_of_difference(self):
        bring_in(a_record("one"), a_record("two"), a_record("three", day=2))
        change_meeting(
            meeting=Meeting.objects.get(source_record__key="two"),
            values={"notes": "Ring the bell."},
            by_role="recovery-champion",
            by=TESTER,
        )
        told = preview(
            stage_list(
                a_record("one", time="18:00", end_time="19:00", location="Library"),
                a_record("two", notes="Side door."),
                a_record("four", day=[1, 2]),
            )
        )

        assert (told.counts["new"], told.counts["gone"]) == (1, 1)
        added = told.page(ChangeKind.ADDED)
        assert (added.total, len(added.differences)) == (1, 2)
        assert dict(fields(added.differences[1]))["name"][1] == "Harbour Lights"
        one, two = told.page(ChangeKind.CHANGED).differences
        assert one.meeting.source_record.key == one.key == "one"
        changes = dict(fields(one))
        assert changes["pattern"][0]["start_time"] == "19:00"
        assert changes["pattern"][1]["start_time"] == "18:00"
        assert changes["venue"] == (
            "St Anne's Hall, 1 Harbour Row, Northbridge, NB1 1AA",
            "Library, 1 Harbour Row, Northbridge, NB1 1AA",
        )
        assert [(c.field, c.after, c.is_kept_here) for c in two.changes] == [
            ("notes", "Side door.", True)
        ]
        (gone,) = told.page(ChangeKind.REMOVED).differences
        assert gone.key == "three"
        assert fields(gone) == [("status", ("listed", "gone"))]

    def test_tells_days_that_come_and_go_within_a_record(self):
        bring_in(a_record(day=[1, 3]))
        told = preview(stage_list(a_record(day=[1])))

        kinds = [each.kind for each in told.page(ChangeKind.CHANGED).differences]
        assert kinds == [ChangeKind.CHANGED, ChangeKind.REMOVED]

        bring_in(a_record(day=[1]))
        told = preview(stage_list(a_record(day=[1, 3, 5])))
        differences = told.page(ChangeKind.CHANGED).differences
        assert [each.kind for each in differences] == [
            ChangeKind.CHANGED,
            ChangeKind.CHANGED,
            ChangeKind.ADDED,
        ]
        assert dict(fields(differences[1]))["status"] == ("gone", "listed")

    def test_shows_a_page_at_a_time_with_the_same_few_queries(
        self, django_assert_num_queries
    ):
        bring_in(*[a_record(f"number-{n}") for n in range(60)])
        told = preview(
            stage_list(*[a_record(f"number-{n}", notes="New.") for n in range(60)])
        )

        with django_assert_num_queries(2):
            first = told.page(ChangeKind.CHANGED)
        with django_assert_num_queries(2):
            last = told.page(ChangeKind.CHANGED, 99)

        assert (first.total, first.pages, len(first.differences)) == (60, 3, 25)
        assert (last.page, len(last.differences)) == (3, 10)

    def test_warns_of_the_guard(self):
        bring_in(*[a_record(f"number-{n}") for n in range(8)])

        told = preview(stage_list(a_record("number-0")))

        assert "7 of the 8 meetings" in told.warning
        assert told.page(ChangeKind.REMOVED).total == 7

    def test_writes_nothing(self, django_assert_num_queries):
        run = stage_list(a_record())
        lines = Entry.objects.count()

        preview(run).page(ChangeKind.ADDED)

        assert Entry.objects.count() == lines
        assert ImportRun.objects.get().status == ImportStatus.STAGED

    def test_of_a_settled_one_is_refused(self):
        run = stage_list(a_record())
        take(run)

        with pytest.raises(Refused, match="rows are no longer kept"):
            preview(run)

    def test_of_one_that_cannot_be_read_has_no_differences(self):
        told = preview(stage_list(data=SHEET, file_name="list.csv"))

        assert told.page(ChangeKind.ADDED).differences == ()


def fields(difference):
    return [(c.field.value, (c.before, c.after)) for c in difference.changes]


class TestApplyImport:
    def test_does_what_was_shown_and_erases_the_rows(self):
        run = stage_list(a_record("one"), a_record("two"))

        report = take(run)

        assert report.counts() == run.counts
        assert (run.status, run.rows) == (ImportStatus.APPLIED, None)
        assert run.finished_at is not None
        assert run.source.name == "List"
        assert Meeting.objects.published().count() == 2

    def test_is_done_once(self):
        run = stage_list(a_record())
        take(run)

        with pytest.raises(Refused, match="settled already"):
            take(run)

    def test_is_held_back_by_the_guard_until_somebody_says_that_it_is_true(self):
        bring_in(*[a_record(f"number-{n}") for n in range(6)])
        run = stage_list(a_record("number-0"))

        for _ in range(2):
            with pytest.raises(Refused, match="5 of the 6 meetings known from List"):
                take(run)

        assert run.status == ImportStatus.REFUSED
        assert "5 of the 6" in run.problems[0]["reason"]
        assert Meeting.objects.published().count() == 6
        assert take(run, may_drop=True).gone == 5
        assert Meeting.objects.published().count() == 1

    def test_that_cannot_be_read_is_refused_and_stays(self):
        run = stage_list(data=SHEET, file_name="list.csv")

        with pytest.raises(Refused, match="no row of headings that we know"):
            take(run)

        assert run.status == ImportStatus.STAGED

    def test_a_log_that_fails_undoes_it(self, monkeypatch):
        run = stage_list(a_record())
        fail_at(monkeypatch, importing)

        with pytest.raises(RuntimeError):
            take(run)

        assert run.status == ImportStatus.STAGED
        assert not Meeting.objects.exists()

    def test_a_list_that_lost_all_its_few_is_held_back(self):
        bring_in(a_record("one"), a_record("two"))

        with pytest.raises(Refused, match="2 of the 2"):
            take(stage_list())


class TestHistory:
    def test_has_a_line_for_each_meeting_by_field(self):
        bring_in(a_record("one"), a_record("two"), a_record("three"))
        bring_in(a_record("one", notes="New."), a_record("two"))

        lines = MeetingChange.objects.order_by("pk").values_list(
            "meeting__source_record__key", "kind", "before", "after", "by_role"
        )
        added = [line for line in lines if line[1] == "added"]
        assert [line[0] for line in added] == ["one", "two", "three"]
        assert added[0][3]["name"] == "Harbour Lights"
        assert added[0][3]["venue"] == Venue.objects.get().reference
        assert "notes" not in added[0][3]
        assert list(lines)[3:] == [
            ("one", "changed", {"notes": ""}, {"notes": "New."}, "tester"),
            ("three", "removed", {"status": "listed"}, {"status": "gone"}, "tester"),
        ]

    def test_has_none_for_a_record_that_says_the_same_otherwise(self):
        bring_in(a_record())
        before = Meeting.objects.get()

        report = bring_in(a_record(more="than we read"))

        assert report.changed == 1
        assert MeetingChange.objects.count() == 1
        after = Meeting.objects.get()
        assert after.changed_at == before.changed_at
        assert after.calendar_sequence == before.calendar_sequence

    def test_tells_feeds_when_it_changed_and_left(self):
        bring_in(a_record("one"), a_record("two"), a_record("three"))
        now = clock.now() + timedelta(days=1)
        with clock.frozen_at(now):
            bring_in(a_record("one", notes="New."), a_record("two"))

        one, two, three = Meeting.objects.order_by("pk")
        assert (one.changed_at, one.withdrawn_at) == (now, None)
        assert two.changed_at < now
        assert (three.changed_at, three.withdrawn_at) == (now, now)

    def test_of_a_place_told_otherwise_reaches_its_meetings(self):
        bring_in(a_record("one"), a_record("two"), source_name="Other")
        bring_in(a_record("one"))
        now = clock.now() + timedelta(days=1)
        with clock.frozen_at(now):
            bring_in(a_record("one", latitude=53.81))

        assert set(Meeting.objects.values_list("changed_at", flat=True)) == {now}

    def test_keeps_the_codes_of_every_fellowship(self):
        a_fellowship("na")
        bring_in(
            a_record("one", types=["O", "ZZZ"]),
            a_record("two", types=["BT"], fellowship="Narcotics Anonymous"),
        )

        one, two = Meeting.objects.order_by("pk")
        assert one.type_codes == [["aa", "O"], ["aa", "ZZZ"]]
        assert two.type_codes == [["na", "BT"]]


class TestClosedAndMerged:
    def test_stay_so_when_their_record_changes_or_goes(self):
        bring_in(a_record("one"), a_record("two"), a_record("three"))
        one, two, _ = Meeting.objects.order_by("pk")
        Meeting.objects.filter(pk=one.pk).update(status=MeetingStatus.CLOSED)
        Meeting.objects.filter(pk=two.pk).update(
            status=MeetingStatus.MERGED, merged_into=one
        )

        bring_in(a_record("one", notes="New."), a_record("three"))

        one.refresh_from_db()
        two.refresh_from_db()
        assert (one.status, one.notes) == (MeetingStatus.CLOSED, "New.")
        assert two.status == MeetingStatus.MERGED
        assert not MeetingChange.objects.filter(meeting=two, kind="removed").exists()


class TestPlacedByHand:
    def test_a_venue_stays_where_somebody_put_it(self):
        bring_in(a_record())
        Venue.objects.update(is_placed_by_hand=True, latitude=53.9, longitude=0.7)

        bring_in(a_record(latitude=53.81, location_notes="By the side door."))

        venue = Venue.objects.get()
        assert venue.point() == (53.9, 0.7)
        assert venue.notes == "By the side door."


@pytest.fixture
def local():
    bring_in(a_record(notes="Theirs."))
    change_meeting(
        meeting=Meeting.objects.get(),
        values={"notes": "Ours."},
        by_role="recovery-champion",
        by=TESTER,
    )
    return LocalValue.objects.get()


def beside():
    local = LocalValue.objects.get()
    return local.source_value, local.offered, local.needs_review


class TestLocalValues:
    def test_win_over_what_the_list_says(self, local):
        bring_in(a_record(notes="Theirs.", name="Harbour Lamps"))

        meeting = Meeting.objects.get()
        assert (meeting.name, meeting.notes) == ("Harbour Lamps", "Ours.")
        assert beside() == ("Theirs.", None, False)

    def test_are_offered_what_the_list_says_otherwise(self, local):
        bring_in(a_record(notes="Theirs again."))

        assert Meeting.objects.get().notes == "Ours."
        assert beside() == ("Theirs.", "Theirs again.", True)
        assert MeetingChange.objects.filter(reason="import").count() == 1

    def test_are_offered_nothing_once_the_list_says_as_before(self, local):
        bring_in(a_record(notes="Theirs again."))
        bring_in(a_record(notes="Theirs."))

        assert beside() == ("Theirs.", None, False)

    def test_are_let_go_where_the_list_agrees(self, local):
        bring_in(a_record(notes="Ours."))

        assert not LocalValue.objects.exists()
        assert Meeting.objects.get().notes == "Ours."
        bring_in(a_record(notes="Theirs now."))
        assert Meeting.objects.get().notes == "Theirs now."


class TestReviewLocalValue:
    @pytest.fixture
    def offered(self, local):
        bring_in(a_record(notes="Theirs again."))
        local.refresh_from_db()
        return local

    def review(self, local, *, keep):
        review_local_value(local=local, keep=keep, by=TESTER, by_role="tester")

    def test_keeps_ours_until_the_list_says_something_else_again(self, offered):
        self.review(offered, keep=True)

        assert beside() == ("Theirs again.", None, False)
        assert Meeting.objects.get().notes == "Ours."
        bring_in(a_record(notes="Theirs again.", name="Lamps"))
        assert beside() == ("Theirs again.", None, False)

    def test_takes_theirs_and_then_follows_the_list(self, offered):
        revision = DirectoryRevision.current()

        self.review(offered, keep=False)

        assert Meeting.objects.get().notes == "Theirs again."
        assert not LocalValue.objects.exists()
        assert DirectoryRevision.current() == revision + 1
        change = MeetingChange.objects.get(reason="edit", after__notes="Theirs again.")
        assert change.before == {"notes": "Ours."}

    def test_of_nothing_that_waits_is_refused(self, local):
        with pytest.raises(Refused, match="looked at this already"):
            self.review(local, keep=True)
        local.delete()
        local.pk = 1
        with pytest.raises(Refused, match="looked at this already"):
            self.review(local, keep=True)

    @pytest.mark.parametrize("keep", [True, False])
    def test_a_log_that_fails_changes_nothing(self, offered, keep, monkeypatch):
        fail_at(monkeypatch, reviewing)

        with pytest.raises(RuntimeError):
            self.review(offered, keep=keep)

        assert beside() == ("Theirs.", "Theirs again.", True)
        assert Meeting.objects.get().notes == "Ours."


class TestDropImport:
    def test_erases_the_rows(self):
        run = drop_import(run=stage_list(a_record()), by=TESTER)

        assert (run.status, run.rows) == (ImportStatus.DROPPED, None)
        assert Entry.objects.latest("sequence").act == "directory.drop_import"

    def test_of_one_that_is_taken_over_is_refused(self):
        run = stage_list(a_record())
        take(run)

        with pytest.raises(Refused, match="settled already"):
            drop_import(run=run, by=TESTER)


class TestDropOldImports:
    def test_drops_what_nobody_answered_within_a_day(self):
        old = stage_list(a_record())
        applied = stage_list(a_record())
        take(applied)
        with clock.frozen_at(clock.now() + timedelta(hours=25)):
            young = stage_list(a_record())

            assert drop_old_imports(area_id=an_area().pk, by=TESTER) == 1
            assert drop_old_imports(area_id=an_area().pk, by=TESTER) == 0

        for run, status in (
            (old, ImportStatus.DROPPED),
            (applied, ImportStatus.APPLIED),
            (young, ImportStatus.STAGED),
        ):
            run.refresh_from_db()
            assert run.status == status
            assert (run.rows is None) == (run is not young)

    def test_lets_go_of_what_was_overwritten_long_ago(self):
        bring_in(a_record())
        with clock.frozen_at(clock.now() + timedelta(days=91)):
            drop_old_imports(area_id=an_area().pk, by=TESTER)

        assert ImportRun.objects.get().former is None


class TestProblemsCsv:
    def test_has_a_line_for_each_and_no_formula(self):
        run = stage_list(
            a_record("one", time="half past dinner"), a_record("=cmd()", types=["ZZZ"])
        )

        rows = list(csv.reader("".join(problems_csv(run)).splitlines()))

        assert rows[0] == ["Record", "Field", "What is wrong", "Left out"]
        assert len(rows) == 1 + len(run.problems) == 3
        assert {row[3] for row in rows[1:]} == {"yes", "no"}
        assert not any(cell.startswith("=") for row in rows for cell in row)


def test_an_import_at_once_leaves_a_run_that_can_be_undone():
    a_fellowship("aa")
    import_meetings(
        area=an_area(),
        source_name="List",
        data=json.dumps([a_record()]).encode(),
        file_name="list.json",
        fellowship="aa",
        by=TESTER,
        timezone="Europe/Dublin",
    )

    run = ImportRun.objects.get()
    assert (run.status, run.by_role, run.by_token) == (
        ImportStatus.APPLIED,
        "import",
        "system:tests",
    )
    assert run.counts["new"] == 1
    assert run.former is not None
    assert Meeting.objects.get().timezone == "Europe/Dublin"


def test_an_apply_can_be_asked_by_anybody_and_tells_their_role():
    run = stage_list(a_record())

    apply_import(run=run, by=TESTER, by_role="service-manager")

    assert MeetingChange.objects.get().by_role == "service-manager"
