"""Reading a round out of its tables: whose word counts, and for what."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mutualaid.core.area import within
from mutualaid.organisations.tests import factories as people
from mutualaid.self_assessment.models import RaterKind, RaterStatus, Round, Vote
from mutualaid.self_assessment.reading import record_of
from mutualaid.self_assessment.scoring import Unrated

from . import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def area():
    made = people.area()
    with within(made.pk):
        yield made


@pytest.fixture
def opened(area):
    return factories.assessment_round(area, status="agreeing")


def voices(opened, key="1.4"):
    return record_of(opened).parts[key].voices


class TestVoices:
    def test_are_by_kind(self, opened):
        for kind, answer in (("provider", "1"), ("provider", "3"), ("group", "0")):
            factories.rating(factories.rater(opened, kind=kind), "1.4", answer)

        assert voices(opened) == {"provider": [1, 3], "group": [0]}

    def test_of_somebody_who_rates_services_apart_are_their_middle(self, area, opened):
        one = factories.rater(opened, kind=RaterKind.COMMISSIONER)
        for answer in ("1", "2", "3"):
            factories.rating(one, "1.4", answer, service=people.service(area))

        assert voices(opened) == {"commissioner": [2]}

    def test_of_the_area_hold_before_those_of_services(self, area, opened):
        one = factories.rater(opened, kind=RaterKind.COMMISSIONER)
        factories.rating(one, "1.4", "0")
        factories.rating(one, "1.4", "3", service=people.service(area))

        assert voices(opened) == {"commissioner": [0]}

    def test_that_only_comment_are_none(self, opened):
        factories.rating(factories.rater(opened), "1.4", "", comment="Well.")

        assert "1.4" not in record_of(opened).parts

    def test_that_do_not_know_are_told(self, opened):
        factories.rating(factories.rater(opened, kind="group"), "1.4", "unknown")

        assert voices(opened) == {"group": [Unrated.UNKNOWN]}

    def test_of_who_takes_no_part_any_more_count_nowhere(self, area, opened):
        gone = factories.rater(opened, status=RaterStatus.WITHDRAWN)
        factories.rating(gone, "1.4", "3")
        Vote.objects.create(area=area, rater=gone, statement_key="1.4")

        told = record_of(opened)

        assert (told.parts, told.votes) == ({}, {})

    def test_in_plain_words_hold_for_each_part(self, opened):
        one = factories.rater(opened, kind=RaterKind.SERVICE_USER)
        asked = next(
            each
            for each in opened.statements.statements
            if "service-user" in each.asked and len(each.parts) > 1
        )
        factories.rating(one, asked.parts[0].key, "1")

        for part in asked.parts:
            assert voices(opened, part.key) == {"service-user": [1]}


class TestQueries:
    def test_are_as_many_for_two_as_for_twenty(self, opened):
        def queries():
            with CaptureQueriesContext(connection) as asked:
                record_of(Round.objects.get(pk=opened.pk))
            return len(asked)

        factories.rating(factories.rater(opened), "1.4", "1")
        few = queries()
        for _ in range(20):
            factories.rating(factories.rater(opened), "1.4", "2")

        assert queries() == few
