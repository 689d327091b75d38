"""What counting beside every choice costs, held to the page without it."""

import random
import time
from dataclasses import replace
from statistics import median

import pytest

from mutualaid.core import clock
from mutualaid.directory import finding
from mutualaid.directory.finder.snapshot import Snapshot
from mutualaid.directory.published import entries, published
from mutualaid.directory.views import public

from .factories import a_meeting, a_venue
from .test_find_meetings import SATURDAY_NOON
from .test_finder_counts import entry

pytestmark = [pytest.mark.django_db, pytest.mark.figures]
ASKED = ("place=Northbridge", "place=Northbridge&sort=soonest", "fellowship=aa")


@pytest.fixture
def many(full_figures, monkeypatch) -> int:
    """A page of real meetings, in a directory of very many others."""
    venue = a_venue()
    meetings = [
        a_meeting(name=f"Meeting {number}", venue=venue) for number in range(40)
    ]
    known = published.current()
    fellowship = meetings[0].fellowship
    real = list(entries({fellowship.pk: fellowship}))
    chance = random.Random(4)  # noqa: S311
    others = 120_000 if full_figures else 20_000
    made = [
        replace(entry(10**9 + number, chance), area=10**6) for number in range(others)
    ]
    full = replace(known, snapshot=Snapshot([*real, *made], known.snapshot.revision))
    monkeypatch.setattr(published, "_published", full)
    return others


def milliseconds(client, asked: str) -> float:
    """The median of the processor's time for a page."""
    times = []
    for _ in range(40):
        begun = time.process_time()
        assert client.get(f"/meetings/?{asked}").status_code == 200
        times.append(time.process_time() - begun)
    return median(times) * 1000


@pytest.mark.parametrize("asked", ASKED)
def test_counts_cost_no_more_than_the_list_itself(
    client, many, monkeypatch, record_property, asked
):
    with clock.frozen_at(SATURDAY_NOON):
        counted = milliseconds(client, asked)
        monkeypatch.setattr(
            public, "find", lambda asked, area, **_: finding.find(asked, area)
        )
        plain = milliseconds(client, asked)

    record_property("meetings", many)
    record_property("counted ÷ plain", round(counted / plain, 2))
    assert counted <= 2 * plain
