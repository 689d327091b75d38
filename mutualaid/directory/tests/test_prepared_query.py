from datetime import UTC, date, datetime

import pytest

from mutualaid.core.prepared import PreparedQuery
from mutualaid.directory.models import Meeting
from mutualaid.directory.tests.factories import a_meeting

pytestmark = pytest.mark.django_db
COLUMNS = ("name", "features", "venue_closed", "verified_on", "created_at")


def query(stand_ins=(-1, -2)):
    return PreparedQuery(
        lambda keys: Meeting.objects.filter(status="listed", pk__in=keys).values_list(
            *COLUMNS
        ),
        lambda *values: values,
        stand_ins=stand_ins,
    )


class TestPreparedQuery:
    def test_gives_what_the_queryset_gives_value_for_value(self):
        meeting = a_meeting(
            features=["women"],
            verified_on=date(2026, 1, 2),
            created_at=datetime(2026, 1, 2, 3, tzinfo=UTC),
        )

        usual = Meeting.objects.filter(pk=meeting.pk).values_list(*COLUMNS)
        assert query().rows(meeting.pk, 0) == list(usual)

    def test_fills_in_anew_each_time(self):
        first, second = a_meeting(name="First"), a_meeting(name="Second")
        prepared = query()

        assert [row[0] for row in prepared.rows(first.pk, 0)] == ["First"]
        assert [row[0] for row in prepared.rows(second.pk, 0)] == ["Second"]

    def test_keeps_the_other_conditions(self):
        gone = a_meeting(status="gone")

        assert query().rows(gone.pk, 0) == []

    def test_refuses_a_wrong_number(self):
        with pytest.raises(ValueError, match="takes 2"):
            query().rows(1)

    def test_finds_the_stand_ins_wherever_the_statement_puts_them(self):
        meeting = a_meeting()
        later = PreparedQuery(
            lambda keys: (
                Meeting.objects.filter(pk__in=keys)
                .exclude(status="gone")
                .values_list("pk")
            ),
            lambda pk: pk,
            stand_ins=[-1],
        )

        assert later.rows(meeting.pk) == [meeting.pk]

    def test_refuses_stand_ins_that_are_torn_apart(self):
        torn = PreparedQuery(
            lambda keys: Meeting.objects.filter(pk=keys[0], name="x", area=keys[1]),
            lambda *values: values,
            stand_ins=[-2, -1],
        )

        with pytest.raises(ValueError, match="side by side"):
            torn.rows(1, 2)
