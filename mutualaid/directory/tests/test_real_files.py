"""Every real list in one directory: nothing is lost on the way in, and all of it is found."""

import csv
import html
import json

import pytest

from mutualaid.core import clock
from mutualaid.core.refusal import Refused
from mutualaid.directory.actions import (
    import_meetings,
    load_national_fellowships,
    undo_import,
)
from mutualaid.directory.finder.query import FinderQuery
from mutualaid.directory.meeting_values import values_of
from mutualaid.directory.models import ImportRun, Meeting, MeetingChange
from mutualaid.directory.published import published

from .factories import TESTER, an_area

pytestmark = pytest.mark.django_db
LISTS = ("tsml_*.json", "mg_*.json", "edge_*.json", "sheet_*", "oiaa_*.json")
BROKEN = "edge_invalid.json"


def records_in(file):
    """How many records a file holds, counted without any of our code."""
    if file.suffix == ".csv":
        with file.open(newline="", encoding="utf-8-sig") as lines:
            return sum(1 for _ in csv.DictReader(lines))
    told = json.loads(file.read_text("utf-8-sig"))
    return len(told["records"] if isinstance(told, dict) else told)


@pytest.fixture
def files(shared_data):
    folder = shared_data / "meetings"
    return sorted(file for pattern in LISTS for file in folder.glob(pattern))


def bring_in(file):
    return import_meetings(
        area=an_area(),
        source_name=file.stem,
        data=file.read_bytes(),
        file_name=file.name,
        fellowship="al-anon" if "al-anon" in file.name else "aa",
        by=TESTER,
    )


class TestRealFiles:
    @pytest.mark.prove
    def test_every_record_is_accounted_for_and_every_meeting_found(
        self, files, record_property
    ):
        load_national_fellowships(by=TESTER)
        counts = {}
        for file in files:
            if file.name == BROKEN:
                with pytest.raises(Refused, match=r"edge_invalid\.json: .* line 80"):
                    bring_in(file)
                continue
            report = bring_in(file)
            assert report.accepted + report.rejected == records_in(file), file.name
            assert report.new == report.accepted
            counts[file.name] = report.rejected

        assert len(counts) == 15
        assert {name: lost for name, lost in counts.items() if lost} == {}
        self.every_meeting_is_on_the_first_page(record_property)

    def every_meeting_is_on_the_first_page(self, record_property):
        snapshot = published.current().snapshot
        now = clock.now()
        meetings = Meeting.objects.published().values_list("pk", "name", "venue__town")
        lost = []
        for pk, name, town in meetings:
            query = FinderQuery(q=f"{name} {town or ''}".strip())
            answer = snapshot.answer(query, now)
            shown = {key for hit in answer.hits for key in (hit.key, *hit.others)}
            if pk not in shown:
                lost.append((name, town))
        record_property("meetings looked for", len(meetings))

        assert len(meetings) > 4000
        assert lost == []
        for nonsense in ("xyzzy plugh", "qwertyuiop", "zzzz"):
            assert snapshot.answer(FinderQuery(q=nonsense), now).total == 0

    def test_two_snapshots_of_one_site_give_the_true_difference(self, shared_data):
        load_national_fellowships(by=TESTER)
        older, newer = (
            shared_data / "meetings" / f"tsml_sussex-county_aa_snapshot-{year}.json"
            for year in (2021, 2022)
        )
        before, after = (
            {record["slug"]: record for record in json.loads(file.read_text())}
            for file in (older, newer)
        )
        both = before.keys() & after.keys()

        def read(file):
            return import_meetings(
                area=an_area(),
                source_name="Sussex County",
                data=file.read_bytes(),
                file_name=file.name,
                fellowship="aa",
                by=TESTER,
            )

        assert read(older).new == len(before)
        meetings = Meeting.objects.order_by("pk").select_related("source_record")
        first = [values_of(meeting) for meeting in meetings]
        report = read(newer)

        assert report.new == len(after.keys() - before.keys())
        assert report.gone == len(before.keys() - after.keys())
        assert report.changed == sum(before[key] != after[key] for key in both)
        assert report.changed + report.unchanged == len(both)
        # Field by field, by what the two files say.
        for field, theirs in (
            ("name", ("name",)),
            ("pattern", ("day", "time", "end_time")),
        ):
            lines = MeetingChange.objects.filter(
                kind="changed", before__has_key=field
            ).select_related("meeting__source_record")
            told = {line.meeting.source_record.key for line in lines}
            assert told == {
                key
                for key in both
                if [plain(before[key].get(each)) for each in theirs]
                != [plain(after[key].get(each)) for each in theirs]
            }, field

        undo_import(run=ImportRun.objects.latest("pk"), by=TESTER, by_role="tester")

        listed = [each for each in meetings.all() if each.status == "listed"]
        assert [values_of(meeting) for meeting in listed] == first


def plain(value):
    return html.unescape(" ".join(str(value or "").split()))
