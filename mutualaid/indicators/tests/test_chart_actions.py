"""What people set and note on charts."""

from datetime import UTC, date, datetime

import pytest

from mutualaid.activity_log.models import Entry
from mutualaid.core import clock
from mutualaid.core.actor import system_actor
from mutualaid.core.refusal import Refused
from mutualaid.indicators.actions import charts
from mutualaid.indicators.models import (
    ChartNote,
    ChartSettings,
    NoteKind,
    Reading,
    Rebase,
)
from mutualaid.organisations.tests import factories as make

from .series import month_ago

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
BY = system_actor("tests")
SHARE, COUNT = "directory.verified_share", "directory.programmes"


@pytest.fixture(autouse=True)
def _noon():
    with clock.frozen_at(NOON):
        yield


@pytest.fixture
def area():
    return make.area()


@pytest.fixture
def given(area):
    return {"area": area, "key": SHARE, "by": BY}


def read(area, months=14, key=SHARE):
    for ago in range(months):
        Reading.objects.create(
            area=area,
            key=key,
            month=month_ago(ago),
            numerator=5,
            denominator=10,
            taken_at=NOON,
        )


def note(given, **values):
    told = {"on": date(2026, 11, 2), "kind": NoteKind.EVENT, "words": "A new hall"}
    return charts.add_note(**given, **told | values)


class TestAddNote:
    def test_keeps_it_and_logs_no_words(self, given):
        made = note(given, about="ABC")

        assert (made.words, made.about, made.kind) == ("A new hall", "ABC", "event")
        line = Entry.objects.get()
        assert line.act == "indicators.add_note"
        assert line.subject == f"indicator:{SHARE}"
        assert line.detail == {"on": "2026-11-02", "note": "event"}

    def test_refuses_a_day_to_come(self, given):
        with pytest.raises(Refused, match="has happened"):
            note(given, on=date(2026, 11, 22))
        assert not ChartNote.objects.exists()

    def test_can_be_taken_back(self, given):
        charts.remove_note(note=note(given), by=BY)

        assert not ChartNote.objects.exists()
        assert Entry.objects.filter(act="indicators.remove_note").exists()


class TestSetTarget:
    def test_sets_changes_and_takes_away(self, given):
        for target in (80.0, 80.0, 85.5, None):
            charts.set_target(**given, target=target)

        assert ChartSettings.objects.get().target is None
        logged = Entry.objects.order_by("sequence").values_list("detail", flat=True)
        assert [each["target"] for each in logged] == ["80", "85.5", ""]

    @pytest.mark.parametrize(
        ("key", "target", "words"),
        [(SHARE, 101, "100%"), (SHARE, -1, "nothing or more"), (COUNT, -1, "nothing")],
    )
    def test_refuses_what_cannot_be(self, area, key, target, words):
        with pytest.raises(Refused, match=words):
            charts.set_target(area=area, key=key, target=target, by=BY)

    def test_a_number_may_be_more_than_a_hundred(self, area):
        charts.set_target(area=area, key=COUNT, target=130, by=BY)

        assert ChartSettings.objects.get().target == 130


class TestSetBaseline:
    def test_fixes_limits_and_lets_go_again(self, area, given):
        read(area)
        charts.set_baseline(**given, baseline=12)
        assert ChartSettings.objects.get().baseline == 12

        charts.set_baseline(**given, baseline=None)
        assert ChartSettings.objects.get().baseline is None

    def test_refuses_fewer_than_twelve(self, area, given):
        read(area)
        with pytest.raises(Refused, match="12 points"):
            charts.set_baseline(**given, baseline=11)

    def test_does_not_count_the_running_month(self, area, given):
        read(area, months=12)
        with pytest.raises(Refused, match="not so many"):
            charts.set_baseline(**given, baseline=12)

    def test_both_are_changed_or_neither(self, given):
        with pytest.raises(Refused):
            charts.change_chart(**given, target=50, baseline=12)
        assert not ChartSettings.objects.exists()


class TestAddRebase:
    def test_cuts_the_series(self, area, given):
        read(area)
        made = charts.add_rebase(**given, month=date(2026, 6, 17), reason="New hall")

        assert (made.month, made.reason) == (date(2026, 6, 1), "New hall")
        assert Entry.objects.get().detail == {"month": "2026-06"}

    def test_can_be_taken_back(self, area, given):
        read(area)
        made = charts.add_rebase(**given, month=month_ago(5), reason="New hall")
        charts.remove_rebase(rebase=made, by=BY)

        assert not Rebase.objects.exists()

    @pytest.mark.parametrize("ago", [13, -1])
    def test_refuses_a_month_with_readings_on_one_side_only(self, area, given, ago):
        read(area)
        with pytest.raises(Refused, match="before this month"):
            charts.add_rebase(**given, month=month_ago(ago), reason="New hall")

    def test_refuses_the_same_month_twice(self, area, given):
        read(area)
        charts.add_rebase(**given, month=month_ago(5), reason="New hall")
        with pytest.raises(Refused, match="already"):
            charts.add_rebase(**given, month=month_ago(5), reason="Again")


class TestALogThatFails:
    @pytest.fixture(autouse=True)
    def _failing(self, area, given, monkeypatch):
        read(area)
        self.note = note(given)
        self.rebase = charts.add_rebase(**given, month=month_ago(5), reason="A hall")

        def fail(**_):
            raise RuntimeError("no room")

        monkeypatch.setattr(charts, "record", fail)

    @pytest.mark.parametrize(
        ("name", "told"),
        [
            ("set_target", {"target": 5.0}),
            ("set_baseline", {"baseline": 12}),
            ("change_chart", {"target": 5.0, "baseline": None}),
            ("add_rebase", {"month": month_ago(3), "reason": "x"}),
            (
                "add_note",
                {"on": month_ago(3), "kind": NoteKind.EVENT, "words": "x"},
            ),
        ],
    )
    def test_undoes_what_was_set(self, given, name, told):
        with pytest.raises(RuntimeError):
            getattr(charts, name)(**given, **told)

        assert not ChartSettings.objects.exists()
        assert (Rebase.objects.count(), ChartNote.objects.count()) == (1, 1)

    def test_undoes_what_was_taken_back(self):
        with pytest.raises(RuntimeError):
            charts.remove_note(note=self.note, by=BY)
        with pytest.raises(RuntimeError):
            charts.remove_rebase(rebase=self.rebase, by=BY)

        assert (Rebase.objects.count(), ChartNote.objects.count()) == (1, 1)
