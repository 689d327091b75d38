"""A report of 30 parts by 40 raters is made while somebody waits for it."""

from time import process_time

import pytest

from mutualaid.core import clock
from mutualaid.core.area import within
from mutualaid.improvement_plan.tests import factories as plan
from mutualaid.organisations.tests import factories as people
from mutualaid.self_assessment.models import (
    AgreedRating,
    Evidence,
    RaterKind,
    Rating,
    Round,
)
from mutualaid.self_assessment.presenters.results import report_of
from mutualaid.self_assessment.reports.paper import report_pdf

from . import factories

pytestmark = pytest.mark.django_db

RATERS, LIMIT, TRIES = 40, 1.0, 3
WORDS = "It was talked over at length, and most of it is in the minutes. " * 3


@pytest.fixture
def opened():
    area = people.area()
    with within(area.pk):
        made = factories.assessment_round(
            area, status="agreeing", revealed_at=clock.now()
        )
        _fill(made)
        yield made


def _fill(opened: Round) -> None:
    now = clock.now()
    shared = {"area": opened.area, "created_at": now, "updated_at": now}
    keys = [part.key for each in opened.statements.statements for part in each.parts]
    kinds = list(RaterKind)
    raters = [
        factories.rater(opened, kind=kinds[number % len(kinds)], status="finished")
        for number in range(RATERS)
    ]
    Rating.objects.bulk_create(
        Rating(
            rater=one,
            part_key=key,
            answer=str((place + number) % 4),
            comment=WORDS,
            **shared,
        )
        for number, one in enumerate(raters)
        for place, key in enumerate(keys)
    )
    AgreedRating.objects.bulk_create(
        AgreedRating(
            round=opened,
            part_key=key,
            answer=str(place % 4),
            comment=WORDS,
            minority_view=WORDS,
            prints_minority_view=True,
            agreed_by=opened.opened_by,
            **shared,
        )
        for place, key in enumerate(keys)
    )
    pieces = [factories.evidence(opened, key, words=WORDS) for key in keys]
    plan.barrier(opened.area, found_in=opened.reference, words=WORDS[:300])
    assert len(pieces) == Evidence.objects.count() == len(keys)


class TestReport:
    def test_is_printed_within_a_second(self, opened, record_property):
        """Counted in the processor's time, since others may use the machine."""
        taken = []
        for _ in range(TRIES):
            round_now = Round.objects.select_related("area").get(pk=opened.pk)
            begun = process_time()
            pdf = report_pdf(report_of(round_now))
            taken.append(process_time() - begun)

        record_property("seconds for the report as PDF", round(max(taken), 2))
        assert pdf.startswith(b"%PDF-")
        assert max(taken) <= LIMIT
