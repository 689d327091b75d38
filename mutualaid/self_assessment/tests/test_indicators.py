from datetime import UTC, date, datetime

import pytest

from mutualaid.core.area import within
from mutualaid.core.measures import Measured
from mutualaid.indicators.live import measure_now
from mutualaid.organisations.tests.factories import area as an_area
from mutualaid.self_assessment.models import RaterKind, RaterStatus, Round, RoundStatus

from .factories import assessment_round, rater

pytestmark = pytest.mark.django_db
KEY = "self_assessment.groups_took_part"
TODAY = date(2026, 11, 22)


@pytest.fixture
def area():
    made = an_area()
    with within(made.pk):
        yield made


def measured(area) -> Measured | None:
    return measure_now(area.pk, [KEY], TODAY)[KEY]


def signed(area, month: int, **statuses: int) -> Round:
    """A round signed off in that month, with so many groups of each status."""
    when = datetime(2026, month, 3, 12, tzinfo=UTC)
    made = assessment_round(area, status=RoundStatus.SIGNED_OFF, signed_off_at=when)
    for status, count in statuses.items():
        for _ in range(count):
            rater(made, kind=RaterKind.GROUP, status=RaterStatus[status])
    return made


class TestGroupsTookPart:
    def test_counts_those_that_finished_of_those_that_were_asked(self, area):
        made = signed(area, 9, FINISHED=3, STARTED=1, WITHDRAWN=1)
        rater(made, kind=RaterKind.PROVIDER, status=RaterStatus.FINISHED)

        assert measured(area) == Measured(3, 5, "signed off on 3 September 2026")

    def test_is_of_the_last_round_that_was_signed_off(self, area):
        signed(area, 3, FINISHED=9)
        signed(area, 9, FINISHED=1)

        assert measured(area) == Measured(1, 1, "signed off on 3 September 2026")

    @pytest.mark.parametrize("status", [RoundStatus.RATING, RoundStatus.AGREEING])
    def test_says_nothing_of_a_round_under_way(self, area, status):
        made = assessment_round(area, status=status)
        rater(made, kind=RaterKind.GROUP, status=RaterStatus.FINISHED)

        assert measured(area) is None

    def test_says_nothing_where_no_group_was_asked(self, area):
        signed(area, 9)

        assert measured(area) is None

    def test_is_the_areas_own(self, area):
        other = an_area()
        with within(other.pk):
            signed(other, 9, FINISHED=1)

        assert measured(area) is None
