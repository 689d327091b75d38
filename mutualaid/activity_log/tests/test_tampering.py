"""Figure S19: whatever is done to the log without key and anchors is found."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from django.db import IntegrityError, transaction

from mutualaid.activity_log.actions import anchor_chain
from mutualaid.activity_log.anchor_book import AnchorBook
from mutualaid.activity_log.models import ChainHead
from mutualaid.activity_log.verifying import verify_chain
from mutualaid.core import clock
from mutualaid.core.area import within

from .lines import a_line
from .tampering import AREAS, WAYS, lines, remove

pytestmark = pytest.mark.usefixtures("database_in_hand")
START = datetime(2026, 11, 21, 9, tzinfo=UTC)
LINES = 20
ANCHORED = (8, 16)
AN_HOUR = timedelta(hours=1)


class History:
    """Three chains of twenty lines, anchored twice, and every head that there ever was."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.heads: dict[int, list[dict]] = {area: [] for area in AREAS}
        for number in range(1, LINES + 1):
            with clock.frozen_at(START + number * AN_HOUR):
                for area in AREAS:
                    self.add(area, number)

    def add(self, area: int, number: int) -> None:
        subject = f"meeting:{number}"
        detail = {"new": number, "on": "2026-11-21"}
        with within(area):
            a_line(subject=subject, detail=detail, confidential=number % 7 == 0)
            if number in ANCHORED:
                anchor_chain(chain=area, directory=self.directory)
        self.heads[area].append(ChainHead.objects.values().get(chain=area))

    def findings(self) -> list[str]:
        book = AnchorBook(self.directory)
        with clock.frozen_at(START + LINES * AN_HOUR):
            return [
                finding.sentence
                for area in AREAS
                for finding in verify_chain(area, book).findings
                if not finding.fault.is_warning
            ]

    def put_an_older_end_back(self, rng: Random, chain: int) -> None:
        """One that was sealed rightly once, with the lines of then; older than the last anchor."""
        head = rng.choice(self.heads[chain][: ANCHORED[-1] - 1])
        remove(*lines(chain)[head["sequence"] :])
        ChainHead.objects.filter(chain=chain).update(**head)


@pytest.fixture
def history(tmp_path) -> History:
    return History(tmp_path / "anchors")


def go_on(chain: int, rng: Random) -> None:
    """The program writes on, which it may be unable to."""
    with suppress(IntegrityError), transaction.atomic():
        for _ in range(rng.randint(1, 3)):
            with within(chain):
                a_line(act="tests.later")


class TestTampering:
    def test_none_is_found_where_there_is_none(self, history):
        assert history.findings() == []

        for area in AREAS:
            go_on(area, Random(1))  # noqa: S311
        assert history.findings() == []

    @pytest.mark.prove
    def test_is_found_every_time(self, history, full_figures, record_property):
        rng = Random(19)  # noqa: S311
        ways = [*WAYS, history.put_an_older_end_back]
        found, missed = 0, []
        for number in range(1_000 if full_figures else 60):
            way, area = ways[number % len(ways)], rng.choice(AREAS)
            with transaction.atomic():
                way(rng, area)
                if rng.random() < 0.5:
                    go_on(area, rng)
                findings = history.findings()
                transaction.set_rollback(True)
            found += bool(findings)
            missed += [] if findings else [f"{number}: {way.__name__} of {area}"]

        assert missed == []
        assert history.findings() == []
        record_property("tampers found", found)
