"""How long gaps take: 25,000 meetings in 15,000 halls against 2,000 points where people live."""

from random import Random
from time import process_time

import pytest

from mutualaid.directory.finder import bits
from mutualaid.directory.gaps.analysis import Analysis, Meetings
from mutualaid.directory.gaps.choices import ACCESSES, AUDIENCES, TIMES
from mutualaid.directory.gaps.people import People, PeoplePoint
from mutualaid.directory.gaps.ranking import largest_gaps

pytestmark = pytest.mark.figures
MEETINGS, HALLS, POINTS, FELLOWSHIPS = 25_000, 15_000, 2_000, 20
LONGEST = 5.0  # seconds of the processor, in one thread


def somewhere(chance: Random) -> tuple[float, float]:
    """In a county of seventy miles each way."""
    return chance.uniform(52.5, 53.5), chance.uniform(-2, -0.5)


def shared_out(chance: Random, choices, each: tuple[int, ...]) -> dict[str, int]:
    """Every meeting has so many of the choices."""
    held: dict[str, list[int]] = {str(choice): [] for choice in choices}
    for at in range(MEETINGS):
        for choice in chance.sample(list(held), chance.choice(each)):
            held[choice].append(at)
    return {
        choice: bits.from_positions(among, MEETINGS) for choice, among in held.items()
    }


@pytest.fixture(scope="module")
def meetings() -> Meetings:
    chance = Random(25)  # noqa: S311
    halls = [somewhere(chance) for _ in range(HALLS)]
    ours = (at for at in range(MEETINGS) if chance.random() < 0.7)
    return Meetings(
        points={at: halls[at % HALLS] for at in range(MEETINGS)},
        among=(1 << MEETINGS) - 1,
        ours=bits.from_positions(ours, MEETINGS),
        sets={
            "day": shared_out(chance, range(7), (1,)),
            "time": shared_out(chance, TIMES, (1,)),
            "fellowship": shared_out(chance, range(FELLOWSHIPS), (1,)),
            "audience": shared_out(chance, AUDIENCES, (1, 1, 1, 2)),
            "access": shared_out(chance, ACCESSES, (0, 0, 1, 2)),
        },
    )


@pytest.mark.parametrize("miles", [2, 10])
class TestGaps:
    def test_of_every_cell_take_five_seconds_at_most(
        self, meetings, miles, record_property
    ):
        chance = Random(2)  # noqa: S311
        points = [
            PeoplePoint(*somewhere(chance), chance.randint(1000, 2500))
            for _ in range(POINTS)
        ]
        begun = process_time()

        analysis = Analysis(People(points), meetings, miles)
        near = process_time()
        found = largest_gaps(analysis)
        page = process_time()
        cells = sum(1 for _ in analysis.cells())
        taken = process_time() - begun

        record_property("s for who is near what", round(near - begun, 2))
        record_property("s for the page", round(page - begun, 2))
        record_property(f"s for {cells:,} cells", round(taken, 2))
        assert found
        assert taken <= LONGEST
