from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction

from mutualaid.activity_log.actions import anchor_chain, remove_before, retention
from mutualaid.activity_log.anchor_book import AnchorBook
from mutualaid.activity_log.models import ChainHead, Entry
from mutualaid.activity_log.verifying import verify_chain
from mutualaid.core import clock
from mutualaid.core.area import within
from mutualaid.core.database_roles import as_owner
from mutualaid.core.refusal import Refused

from .lines import TESTER, a_line

AREA = 7
FIRST = datetime(2018, 1, 1, 12, tzinfo=UTC)
A_DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _ten_days(db, settings, tmp_path):
    """A line a day, and an anchor on the third and the sixth; as the owner, who alone removes."""
    settings.ANCHORS_DIR = tmp_path / "anchors"
    with as_owner(), transaction.atomic(), within(AREA):
        for number in range(1, 11):
            with clock.frozen_at(FIRST + (number - 1) * A_DAY):
                a_line()
                if number in (3, 6):
                    anchor_chain(chain=AREA)
        with clock.frozen_at(FIRST + 10 * A_DAY):
            yield
        transaction.set_rollback(True)


def remove(day: int) -> int:
    return remove_before(area_id=AREA, day=date(2018, 1, day), by=TESTER)


def sequences() -> list[int]:
    lines = Entry.objects.order_by("sequence")
    return list(lines.values_list("sequence", flat=True))


def findings(settings) -> list[str]:
    report = verify_chain(AREA, AnchorBook(settings.ANCHORS_DIR))
    return [each.sentence for each in report.findings if not each.fault.is_warning]


class TestRemoveBefore:
    @pytest.mark.parametrize(
        ("day", "left"), [(4, 3), (6, 3), (7, 6), (10, 6), (30, 6)]
    )
    def test_removes_up_to_the_last_anchor_before_the_day(self, settings, day, left):
        assert remove(day) == left

        assert sequences() == list(range(left + 1, 12))
        assert findings(settings) == []

    def test_leaves_a_line_that_says_so(self):
        remove(7)

        said = Entry.objects.get(act="activity_log.remove_before")
        assert said.detail == {"day": "2018-01-07", "lines": 6, "to": 6}
        assert said.actor == TESTER.token

    def test_may_be_done_again_later(self, settings):
        remove(4)
        assert remove(7) == 3

        assert sequences()[0] == 7
        assert findings(settings) == []

    @pytest.mark.parametrize("day", [1, 2, 3])
    def test_refuses_where_no_anchor_covers_any_line(self, day):
        with pytest.raises(Refused, match="No anchor covers"):
            remove(day)

        assert sequences() == list(range(1, 11))

    def test_refuses_for_a_chain_that_was_changed(self):
        ChainHead.objects.update(seal="")

        with pytest.raises(Refused, match="verify-log"):
            remove(7)

        assert sequences() == list(range(1, 11))

    def test_a_log_that_fails_undoes_it(self, monkeypatch, settings):
        def fail(**_given: object) -> None:
            raise OSError

        monkeypatch.setattr(retention, "record", fail)
        with pytest.raises(OSError), transaction.atomic():  # noqa: PT011
            remove(7)

        assert sequences() == list(range(1, 11))
        assert findings(settings) == []

    def test_needs_its_anchor_kept(self, settings):
        remove(7)
        for path in settings.ANCHORS_DIR.iterdir():
            path.unlink()

        assert (
            "Chain 7, lines 1 to 6: said to have left by retention, but no anchor covers them."
            in findings(settings)
        )

    def test_of_a_start_that_was_moved_by_hand_is_seen_through(self, settings):
        third = Entry.objects.get(sequence=3)
        ChainHead.objects.update(starts_after=3, start_digest=third.digest)
        Entry._base_manager.filter(sequence__lte=3).delete()

        assert findings(settings) == [
            "Chain 7: the seal of its end does not hold, so lines may have been cut off there."
        ]
