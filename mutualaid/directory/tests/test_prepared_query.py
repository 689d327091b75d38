from datetime import UTC, date, datetime

import pytest

from mutualaid.core.prepared import PreparedQuery
from mutualaid.directory.models import Meeting
from mutualaid.directory.tests.factories import a_meeting

pytestmark = pytest.mark.django_db
COLUMNS = ("name", "features", "venue_closed", "verified_on", "created_at")


def query():
    return PreparedQuery(
        lambda: (
            Meeting.objects.published().filter(pk__in=[0, -1]).values_list(*COLUMNS)
        ),
        lambda *values: values,
        parameters=2,
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
